"""What is open on one local date: the order in which a calendar's rules apply."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from hindesk.calendars.calendar import Calendar, Spans
from hindesk.calendars.holidays import resolve

DAY_SECONDS: Final = 86_400

_ONE_DAY: Final = timedelta(days=1)


def spans_on(calendar: Calendar, day: date) -> Spans:
    """The open spans of a local date, sorted and apart.

    `open` hours replace everything; else a closed date, an annual one or a public holiday is closed; else the week
    holds. What runs on from the `open` hours of the date before is added, and breaks are cut out last.
    """
    own = calendar.open.get(day)
    if own is None:
        own = () if is_holiday(calendar, day) else calendar.week[day.weekday()]
    return _cut(_joined(_within(own) + _tail(calendar.open, day)), _within_and_tail(calendar.breaks, day))


def breaks_on(calendar: Calendar, day: date) -> Spans:
    """The spans that are cut out of a local date, also those that run on from the date before."""
    return _joined(_within_and_tail(calendar.breaks, day))


def is_holiday(calendar: Calendar, day: date) -> bool:
    """Whether a local date is a closed date, an annual one or a public holiday, even if `open` hours open it."""
    return (
        day in calendar.closed
        or (day.month, day.day) in calendar.annual
        or any(holiday.date == day for holiday in resolve(calendar, [day.year]))
    )


def special_dates(calendar: Calendar) -> frozenset[date]:
    """The dates whose spans are not just those of their weekday, public holidays and closed dates left aside."""
    own = calendar.open.keys() | calendar.breaks.keys()
    return frozenset(own | {day + _ONE_DAY for day in own})


def _within(spans: Spans, first: int = 0) -> Spans:
    last = first + DAY_SECONDS
    clipped = ((max(start, first) - first, min(end, last) - first) for start, end in spans)
    return tuple((start, end) for start, end in clipped if start < end)


def _tail(dates: dict[date, Spans], day: date) -> Spans:
    return _within(dates.get(day - _ONE_DAY, ()), DAY_SECONDS)


def _within_and_tail(dates: dict[date, Spans], day: date) -> Spans:
    return _within(dates.get(day, ())) + _tail(dates, day)


def _joined(spans: Spans) -> Spans:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _cut(spans: Spans, cuts: Spans) -> Spans:
    left: list[tuple[int, int]] = []
    for start, end in spans:
        inner = [second for cut in _joined(cuts) for second in cut if cut[1] > start and cut[0] < end]
        edges = [start, *inner, end]
        left += [(a, b) for a, b in list(pairwise(edges))[::2] if a < b]
    return tuple(left)
