"""What can be said of a calendar without working out its days: whether it ever opens, how long its day is."""

from __future__ import annotations

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.instants import SECOND
from hindesk.errors import PolicyError


def never_opens(calendar: Calendar) -> bool:
    """Whether neither the week nor an `open` date has hours."""
    return not any(calendar.week) and not any(calendar.open.values())


def check_opens(calendar: Calendar) -> None:
    """Accept a calendar that opens.

    Raises:
        PolicyError: it never does.
    """
    if never_opens(calendar):
        raise PolicyError(
            f"calendar {calendar.name!r} never opens", "give it hours: week: {mon-fri: 09:00-18:00}, or 24x7"
        )


def business_day(calendar: Calendar) -> int | None:
    """The microseconds of a business day: `day` where stated, else the open time that all open weekdays share.

    None where weekdays differ (or none is open) and no `day` is stated.
    """
    if calendar.day is not None:
        return calendar.day * SECOND
    lengths = {sum(end - start for start, end in spans) for spans in calendar.week if spans}
    return lengths.pop() * SECOND if len(lengths) == 1 else None
