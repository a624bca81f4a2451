"""Absences as people write them: `2026-11-20..2026-11-24`, with times, or without an end."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hindesk.people.person import Away

_MOMENT: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_BETWEEN: Final = re.compile(r"\s*(?:\.\.|~)\s*")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_YEARS: Final = (1900, 2300)
_DAY: Final = timedelta(days=1)
_WRITE: Final = "write 2026-11-20..2026-11-24, or 2026-11-20.. for somebody who has left"


def read_away(text: str, zone: ZoneInfo) -> Away:
    """One absence, whose wall-clock times are those of a zone.

    Dates count whole: the last one is a day of absence too. A date alone is one day; without an end the person has
    left. A time that occurs twice is its first occurrence; one that the clocks skip is read with the offset before the
    change. `~` may stand for `..`.

    Raises:
        ValueError: the text is no absence, or ends before it begins; the message is one clause.
    """
    first, *rest = _BETWEEN.split(text)
    if len(rest) > 1:
        raise ValueError(f"{text!r} has two ends; {_WRITE}")
    if not first:
        raise ValueError(f"{text!r} has no first day; {_WRITE}")
    start, whole = _moment(first)
    if not rest:
        if not whole:
            raise ValueError(f"{text!r} is a time without an end; write 2026-11-20 13:00..2026-11-20 18:00")
        return Away(_instant(start, zone), _instant(start + _DAY, zone))
    if not rest[0]:
        return Away(_instant(start, zone))
    last, whole = _moment(rest[0])
    end = last + _DAY if whole else last
    if end <= start:
        raise ValueError(f"{text!r} ends before it begins")
    return Away(_instant(start, zone), _instant(end, zone))


def overlap(before: Away, after: Away) -> bool:
    """Tell whether two absences, the one that begins first before the other, share an instant."""
    return before.end is None or after.start < before.end


def _moment(text: str) -> tuple[datetime, bool]:
    """A date or a time of the wall clock, and whether it is a date: spreadsheets write dates as midnight."""
    found = _MOMENT.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is not a date; {_WRITE}")
    day, hours, minutes, seconds = found.group(1), *(int(part or 0) for part in found.groups()[1:])
    try:
        start = date.fromisoformat(day)
    except ValueError as error:
        raise ValueError(f"there is no date {day}") from error
    if not _YEARS[0] <= start.year < _YEARS[1]:
        raise ValueError(f"the year of {day} is not between {_YEARS[0]} and {_YEARS[1]}")
    clock = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if minutes > 59 or seconds > 59 or clock > _DAY:
        raise ValueError(f"{text!r} is not a time of day; the last one is 24:00")
    whole = found.group(2) is None or (found.group(4) is not None and not clock)
    return datetime.combine(start, datetime.min.time()) + clock, whole


def _instant(local: datetime, zone: ZoneInfo) -> int:
    """The instant at which the wall clock of a zone shows a time, UTC microseconds."""
    return (local.replace(tzinfo=zone).astimezone(UTC) - _EPOCH) // _MICROSECOND
