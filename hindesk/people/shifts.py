"""When a person works: a calendar of the policy by its name, or hours by day that are written out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.hours import ALWAYS, parse_week
from hindesk.calendars.nearest import did_you_mean
from hindesk.calendars.opening import never_opens
from hindesk.people.columns import columns

NEVER_CLOSED: Final = "always"

_HOURS: Final = re.compile(r"([^\d:]*[^\d:\s])\s*:?\s+(\d.*)")
_WRITE: Final = "write hours such as mon-fri 09:00-18:00, or 24x7"
_DAY_ENDING: Final = "요일"


@dataclass(frozen=True, slots=True)
class Hours:
    """What hours and dates of a roster are read with.

    Args:
        calendars: the policy's calendars by name; None: no policy is known.
        time_zone: the IANA zone of people who name none.
    """

    calendars: Mapping[str, Calendar] | None
    time_zone: str


def read_calendar(parts: Iterable[str], hours: Hours, zone: str | None) -> Calendar | None:
    """When somebody works; None: always, in no zone of their own.

    Args:
        parts: a name, or the hours of some days each.
        hours: the policy's calendars, and the zone of hours of people who name none.
        zone: the person's own zone, in which a calendar of the policy is placed as well.

    Raises:
        ValueError: there is no such calendar, the hours can't be read, or they never open; the message is one clause.
    """
    texts = tuple(parts)
    name = "; ".join(texts)
    if name.casefold() in {"", ALWAYS, NEVER_CLOSED}:
        return Calendar(NEVER_CLOSED, zone, parse_week(ALWAYS)) if zone else None
    named = _of_policy(name, hours)
    if named is not None:
        return replace(named, zone=zone) if zone else named
    found = [_HOURS.fullmatch(text) for text in texts]
    if None in found:
        raise ValueError(_unknown(name, hours))
    week = parse_week(_by_day(match.groups() for match in found if match))
    calendar = Calendar(name, zone or hours.time_zone, week)
    if never_opens(calendar):
        raise ValueError(f"{name!r} never opens; {_WRITE}")
    return calendar


def _of_policy(name: str, hours: Hours) -> Calendar | None:
    """The calendar of the policy that a name means, without regard to case."""
    known = hours.calendars or {}
    return known.get(name) or next((one for key, one in known.items() if key.casefold() == name.casefold()), None)


def _by_day(told: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """Hours by day; days may be Korean."""
    week: dict[str, str] = {}
    for days, spans in told:
        name = _in_english(days)
        if name in week:
            raise ValueError(f"{days} is given twice")
        week[name] = spans
    return week


def _in_english(days: str) -> str:
    """Days of the week by their English names."""
    text = days.replace(_DAY_ENDING, "")
    return "".join(columns().days.get(sign, sign) for sign in text)


def _unknown(name: str, hours: Hours) -> str:
    """What to say of a text that is neither a calendar nor hours."""
    if hours.calendars is None:
        return f"{name!r} are no hours; {_WRITE}; if it is a calendar of the policy, name the policy with --policy"
    near = did_you_mean(name, (*hours.calendars, NEVER_CLOSED))
    return f"the policy has no calendar {name!r}; {near or _WRITE}"
