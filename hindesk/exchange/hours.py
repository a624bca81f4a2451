"""Weeks of open hours: from spans of seconds to a policy's text, and the time zones that vendors name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from hindesk.calendars.hours import DAY_NAMES
from hindesk.calendars.zones import zone_names
from hindesk.exchange.tables import zones

DAY: Final = 86_400
WEEK: Final = 7 * DAY


def week_text(spans: Iterable[tuple[int, int]]) -> dict[str, str]:
    """Write a week as a policy does: `{"mon-fri": "09:00-18:00"}`.

    Args:
        spans: open spans in seconds since Monday 00:00, at most a week long each; they may overlap, and run on past
            the end of the week.
    """
    days = [_day_text(spans) for spans in _by_day(_merged(spans))]
    week: dict[str, str] = {}
    for text, group in groupby(range(7), key=lambda day: days[day]):
        numbers = list(group)
        if text:
            first, last = DAY_NAMES[numbers[0]], DAY_NAMES[numbers[-1]]
            week[first if first == last else f"{first}-{last}"] = text
    return week


def iana_zone(name: str) -> str | None:
    """Return the IANA name of a time zone, or None where the name is not known."""
    name = zones().get(name, name)
    return name if name in zone_names() else None


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans within the week, sorted, those that touch or overlap made one."""
    cut = [part for start, end in spans for part in _within(start % WEEK, end - start)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(cut):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _within(start: int, length: int) -> Iterator[tuple[int, int]]:
    """Yield a span's parts before and after the end of the week."""
    end = start + min(length, WEEK)
    yield start, min(end, WEEK)
    if end > WEEK:
        yield 0, end - WEEK


def _by_day(spans: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Return the spans of each day in seconds of that day; one across midnight, shorter than a day, ends after it."""
    if len(spans) > 1 and spans[0][0] == 0 and spans[-1][1] == WEEK:
        spans = [*spans[1:-1], (spans[-1][0], WEEK + spans[0][1])]
    days: list[list[tuple[int, int]]] = [[] for _ in range(7)]
    for start, end in spans:
        for first, last in _parts(start, end):
            days[first // DAY % 7].append((first % DAY, first % DAY + last - first))
    return [sorted(day) for day in days]


def _parts(start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a span whole where it is shorter than a day, else cut at each midnight."""
    while end - start >= DAY and start % DAY + end - start > DAY:
        midnight = start - start % DAY + DAY
        yield start, midnight
        start = midnight
    if end > start:
        yield start, end


def _day_text(spans: list[tuple[int, int]]) -> str:
    return ", ".join(f"{_clock(start)}-{_clock(end)}" for start, end in spans)


def _clock(second: int) -> str:
    second -= DAY if second > DAY else 0
    text = f"{second // 3600:02}:{second // 60 % 60:02}"
    return text if second % 60 == 0 else f"{text}:{second % 60:02}"
