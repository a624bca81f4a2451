"""Durations, hours and dates in words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from hindesk.calendars.calendar import Spans
from hindesk.policy.durations import SECOND, UNITS
from hindesk.policy.values import Duration
from hindesk.wording.phrases import Phrases

_DAY: Final = 86_400
_UNITS: Final = (("hour", UNITS["h"]), ("minute", UNITS["m"]), ("second", UNITS["s"]))


def duration(length: Duration, phrases: Phrases) -> str:
    """Return a target in words: `1 hour 30 minutes`, `2 business days`."""
    if length.unit == "microsecond":
        return amount(length.amount, phrases)
    return phrases.counted(f"time.{length.unit}", length.amount)


def amount(microseconds: int, phrases: Phrases) -> str:
    """Return a length, 0 or more, in hours, minutes and seconds: `26 hours`; what is shorter is left out."""
    rest, words = microseconds, []
    for unit, size in _UNITS:
        count, rest = divmod(rest, size)
        words += [phrases.counted(f"time.{unit}", count)] if count else []
    return " ".join(words) or phrases.counted("time.minute", 0)


def span(microseconds: int, phrases: Phrases) -> str:
    """Return a length by the wall clock in words: whole days of 24 hours as such, `7 days`."""
    days, rest = divmod(microseconds, _DAY * SECOND)
    return amount(microseconds, phrases) if rest else phrases.counted("time.day", days)


def spans(opened: Spans, phrases: Phrases) -> str:
    """Return the open hours of a date: `09:00–12:00 and 13:00–18:00`; none: closed."""
    if not opened:
        return phrases.say("hours.closed")
    if opened == ((0, _DAY),):
        return phrases.say("hours.all_day")
    return phrases.listed((f"{_clock(start)}–{_clock(end)}" for start, end in opened), by="and")


def moment(at: date | datetime) -> str:
    """Return a date, or a date with its time of day, as ISO 8601 writes them, without a `T`."""
    return f"{at:%Y-%m-%d %H:%M}" if isinstance(at, datetime) else at.isoformat()


def _clock(second: int) -> str:
    """Return a second of the day; what runs past midnight is a time of the next day."""
    at = second - _DAY if second > _DAY else second
    return f"{at // 3600:02}:{at // 60 % 60:02}"
