"""Targets as people write them: `15m`, `4h`, `2h 30m`, `3bd`, and `1d` where something says what a day is."""

from __future__ import annotations

import re
from typing import Final

from hindesk.policy.values import Duration
from hindesk.policy.words import Day

SECOND: Final = 1_000_000
UNITS: Final = {"s": SECOND, "m": 60 * SECOND, "h": 3600 * SECOND}
UNIT_MEANINGS: Final = {
    "s": "seconds",
    "m": "minutes",
    "h": "hours",
    "bd": "business days: the open time of the calendar's regular day, as `hindesk policy check` shows",
    "d": "days; refused unless `day` or the profile says what a day is",
}
LONGEST: Final = 87_600 * 3600 * SECOND
MOST_DAYS: Final = 3650
PATTERN: Final = r"^\s*\d+\s*(s|m|h|bd|d)(\s*\d+\s*(s|m|h))*\s*$"

_PART: Final = re.compile(r"(\d+)\s*([a-zA-Z]+)\s*")
_WHOLE: Final = re.compile(rf"(?:{_PART.pattern})+")
_EXAMPLES: Final = "write a duration such as 15m, 4h, 2h 30m or 3bd"
_DAY_REASON: Final = (
    "a day means 24 hours to some help desks, a working day or the same time some days later to others; "
    "write hours (24h) or business days (1bd), or say what a day is "
    "with day: 24h, business_day, same_time or end_of_day"
)


def parse_duration(text: str, *, day: Day | None = None) -> Duration:
    """Read a duration.

    Args:
        text: what the policy says; whole numbers with units, biggest or smallest first.
        day: what `d` means, or None where nothing says so.

    Raises:
        ValueError: the text is no duration; the message is one clause that names the way out.
    """
    if not _WHOLE.fullmatch(text.strip()):
        raise ValueError(_why_not(text.strip()))
    parts = [(int(amount), unit.lower()) for amount, unit in _PART.findall(text)]
    for _, unit in parts:
        if unit not in {*UNITS, "bd", "d"}:
            raise ValueError(f"unknown unit {unit!r} in {text!r}; units are {', '.join(UNIT_MEANINGS)}")
    if any(unit in {"bd", "d"} for _, unit in parts):
        return _days(text, parts, day)
    return _time(text, sum(amount * UNITS[unit] for amount, unit in parts))


def show_duration(duration: Duration) -> str:
    """Write a duration the way a policy does: `2h 30m`, `3bd`, `5d`."""
    if duration.unit != "microsecond":
        return f"{duration.amount}{'bd' if duration.unit == 'business_day' else 'd'}"
    rest, words = duration.amount // SECOND, []
    for unit, size in (("h", 3600), ("m", 60), ("s", 1)):
        count, rest = divmod(rest, size)
        words += [f"{count}{unit}"] if count else []
    return " ".join(words) or "0m"


def _why_not(text: str) -> str:
    """Say why a text is no duration."""
    if re.fullmatch(r"\d+", text):
        return f"{text!r} has no unit; write {text}m or {text}h"
    if re.fullmatch(r"\d+[.,]\d+\s*[a-zA-Z]+", text):
        return f"{text!r} is not a whole number; write it with a smaller unit, as in 1h 30m"
    return f"{text!r} is not a duration; {_EXAMPLES}"


def _days(text: str, parts: list[tuple[int, str]], day: Day | None) -> Duration:
    """Return a target in days."""
    if any(unit == "d" for _, unit in parts) and day is None:
        raise ValueError(f"{text!r} is not clear: {_DAY_REASON}")
    if day == "24h" and all(unit != "bd" for _, unit in parts):
        sizes = {**UNITS, "d": 24 * UNITS["h"]}
        return _time(text, sum(amount * sizes[unit] for amount, unit in parts))
    if len(parts) > 1:
        raise ValueError(f"{text!r} mixes days with other units; days stand alone, as in 3bd")
    ((amount, unit),) = parts
    if amount > MOST_DAYS:
        raise ValueError(f"{text!r} is longer than ten years")
    if unit == "bd" or day is None or day == "24h":
        return Duration(amount, "business_day")
    return Duration(amount, day)


def _time(text: str, microseconds: int) -> Duration:
    """Return a target in open time."""
    if microseconds > LONGEST:
        raise ValueError(f"{text!r} is longer than ten years")
    return Duration(microseconds)
