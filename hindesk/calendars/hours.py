"""Opening hours as a policy writes them: `mon-fri: "09:00-12:00, 13:00-18:00"`, `24x7`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Final

from hindesk.calendars.calendar import Calendar, Spans, Week
from hindesk.calendars.nearest import did_you_mean

DAY_NAMES: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ALWAYS: Final = "24x7"

_DAY: Final = 86_400
_ALL_DAY: Final[Spans] = ((0, _DAY),)
_TIME: Final = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
_END_OF_DAY: Final = frozenset({0, _DAY - 60, _DAY - 1})


def always(name: str) -> Calendar:
    """The calendar that never closes, in UTC."""
    return Calendar(name, "UTC", (_ALL_DAY,) * 7)


def parse_week(hours: str | Mapping[str, str]) -> Week:
    """The open spans of Monday to Sunday.

    Args:
        hours: `24x7`, or spans by day: a day (`sat`), a range (`mon-fri`, `fri-mon`) or a list (`mon, wed`).
            A span across midnight is open on both days: `22:00-06:00` on mon is mon 22-24 and tue 0-6.

    Raises:
        ValueError: a day or a time can't be read, or spans of a day overlap; the message is one clause.
    """
    if isinstance(hours, str):
        return _whole_week(hours)
    days: dict[int, Spans] = {}
    for key, text in hours.items():
        spans = parse_spans(text)
        for day in _days(key):
            if day in days:
                raise ValueError(f"{DAY_NAMES[day]} is given twice")
            days[day] = spans
    return _split(days)


def parse_spans(text: str) -> Spans:
    """The open spans of one date, sorted: `09:00-12:00, 13:00-18:00`.

    The end 24:00 may also be written 00:00, 23:59 or 23:59:59. A span across midnight ends after 24:00:
    `22:00-06:00` is (79200, 108000).

    Raises:
        ValueError: a time can't be read, or spans are empty or overlap; the message is one clause.
    """
    return _sorted_apart((_span(part) for part in text.split(",")), text.strip())


def _whole_week(text: str) -> Week:
    if text.strip().lower() != ALWAYS:
        raise ValueError(f"{text!r} is not a week; write {ALWAYS}, or hours by day such as mon-fri: 09:00-18:00")
    return (_ALL_DAY,) * 7


def _days(key: str) -> Iterable[int]:
    for part in key.split(","):
        first, dash, last = (word.strip().lower() for word in part.partition("-"))
        start = _day(first)
        end = _day(last) if dash else start
        yield from ((start + step) % 7 for step in range((end - start) % 7 + 1))


def _day(name: str) -> int:
    if name not in DAY_NAMES:
        hint = did_you_mean(name[:3], DAY_NAMES) or f"days are {', '.join(DAY_NAMES)}"
        raise ValueError(f"unknown day {name!r}; {hint}")
    return DAY_NAMES.index(name)


def _span(text: str) -> tuple[int, int]:
    parts = [part.strip() for part in re.split(r"[-–]", text)]
    if len(parts) != 2:
        raise ValueError(f"{text.strip()!r} is not a span; write 09:00-18:00")
    start, end = _seconds(parts[0]), _seconds(parts[1])
    if start == _DAY:
        raise ValueError(f"{text.strip()!r} begins at the end of the day")
    end = _DAY if end in _END_OF_DAY else end
    if start == end:
        raise ValueError(f"{text.strip()!r} is empty")
    return start, end if end > start else end + _DAY


def _seconds(text: str) -> int:
    found = _TIME.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is not a time of day; write hours and minutes such as 09:00")
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    total = hours * 3600 + minutes * 60 + seconds
    if total > _DAY or minutes > 59 or seconds > 59:
        raise ValueError(f"{text!r} is not a time of day; the last one is 24:00")
    return total


def _split(days: Mapping[int, Spans]) -> Week:
    parts: list[list[tuple[int, int]]] = [[] for _ in DAY_NAMES]
    for day, spans in days.items():
        for start, end in spans:
            parts[day].append((start, min(end, _DAY)))
            if end > _DAY:
                parts[(day + 1) % 7].append((0, end - _DAY))
    mon, tue, wed, thu, fri, sat, sun = (
        _sorted_apart(spans, name) for spans, name in zip(parts, DAY_NAMES, strict=True)
    )
    return mon, tue, wed, thu, fri, sat, sun


def _sorted_apart(spans: Iterable[tuple[int, int]], where: str) -> Spans:
    ordered = sorted(spans)
    for before, after in pairwise(ordered):
        if after[0] < before[1]:
            raise ValueError(f"{_text(after)} overlaps {_text(before)} in {where!r}")
    return tuple(ordered)


def _text(span: tuple[int, int]) -> str:
    return "-".join(f"{second // 3600:02}:{second // 60 % 60:02}" for second in span)
