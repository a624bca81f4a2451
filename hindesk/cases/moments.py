"""Times as cases write them: `2026-01-05 09:10`, `Mon 2026-01-05 09:10`, and `09:10` on a date that is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from hindesk.calendars.zones import zone
from hindesk.cases.values import MINUTE, SECOND, Moment
from hindesk.cases.words import WEEKDAYS
from hindesk.policy.durations import parse_duration

_NAME: Final = r"[^\W\d_]+"
WHEN: Final = (
    rf"(?:(?:(?P<before>{_NAME})\s+)?(?P<date>\d{{4}}-\d\d-\d\d)(?:\s*\(?(?P<behind>{_NAME})\)?)?[ T]+)?"
    r"(?P<time>\d\d:\d\d(?::\d\d)?)"
)
"""A time with its date, and perhaps its weekday, or without."""

LATER: Final = r"\+(?P<later>\s*\d+\s*[smh](?:\s*\d+\s*[smh]\b)*)"
"""So much later than the line above."""

EXAMPLES: Final = "write 09:10, 2026-01-05 09:10 or Mon 2026-01-05 09:10"

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_END: Final = (datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC) - _EPOCH) // timedelta(microseconds=1)
_FAR: Final = f"cases are of the years {FIRST_YEAR} to {LAST_YEAR}"
_WHEN: Final = re.compile(WHEN)


@dataclass(frozen=True, slots=True)
class Day:
    """The date on which times without one are, in a time zone; None: there is none yet."""

    date: date | None
    time_zone: str


def read_moment(text: str, day: Day) -> Moment:
    """Read a time, with its date or on the day.

    Raises:
        ValueError: the text is none; the message is one clause that names the way out.
    """
    found = _WHEN.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{text!r} is no time; {EXAMPLES}")
    return moment_of(found, day)


def moment_of(found: re.Match[str], day: Day) -> Moment:
    """The moment that a match of `WHEN` means.

    A time that occurs twice is its first occurrence; one that the clocks skip is read with the offset before.

    Raises:
        ValueError: there is no such time or date, or the weekday is another one.
    """
    on = _date(found) or day.date
    if on is None:
        raise ValueError(f"{found['time']!r} has no date; {EXAMPLES}")
    try:
        wall = datetime.fromisoformat(f"{on.isoformat()}T{found['time']}")
        at = (wall.replace(tzinfo=zone(day.time_zone)).astimezone(UTC) - _EPOCH) // timedelta(microseconds=1)
    except (ValueError, OverflowError):
        raise ValueError(f"there is no time {found['time']!r}; the last of a day is 23:59") from None
    return Moment(at, MINUTE if len(found["time"]) == len("09:10") else SECOND)


def later_than(moment: Moment, text: str) -> Moment:
    """So much later; `text` is a duration such as `30m` or `1h 30m`, to the second where seconds count.

    Raises:
        ValueError: the text is no duration, or it leads beyond the last year.
    """
    amount = parse_duration(text).amount
    if moment.at + amount > _END:
        raise ValueError(_FAR)
    return Moment(moment.at + amount, SECOND if amount % MINUTE or moment.grain == SECOND else MINUTE)


def date_at(at: int, time_zone: str) -> date:
    """The date of an instant in a time zone."""
    return (_EPOCH + timedelta(microseconds=at)).astimezone(zone(time_zone)).date()


def _date(found: re.Match[str]) -> date | None:
    """The date of a match, whose weekday is the one that is written."""
    if not found["date"]:
        return None
    try:
        on = date.fromisoformat(found["date"])
    except ValueError:
        raise ValueError(f"there is no date {found['date']}") from None
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise ValueError(_FAR)
    for name in filter(None, (found["before"], found["behind"])):
        if _weekday(name) != on.weekday():
            known = _weekday(name) is not None
            said = f"not {name}" if known else f"and {name!r} is no weekday; write Mon or 월"
            raise ValueError(f"{found['date']} is a {on:%A}, {said}")
    return on


def _weekday(name: str) -> int | None:
    """The number of a weekday: `Mon`, `monday`, `월`, `월요일`."""
    known = name.lower().removesuffix("요일")
    return WEEKDAYS.get(known[:3] if known[:1].isascii() else known)
