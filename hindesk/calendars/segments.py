"""Open UTC segments of a calendar: the one place where local hours become instants.

An instant is open if and only if the wall clock of the calendar's zone shows a time within an open span of the local
date that it shows. Hours that the clock skips thus never count, hours that it shows twice count twice, and every
minute that counts is a minute that really passed (docs/decisions/0001-time-across-dst.md).
"""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass
from datetime import date

import numpy as np

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.holidays import resolve
from hindesk.calendars.instants import DAY, SECOND, Column, Flags, column, date_of, day_number
from hindesk.calendars.offsets import Offsets, offsets
from hindesk.calendars.spans import spans_on, special_dates

_THURSDAY = 3


@dataclass(frozen=True, slots=True)
class Segments:
    """When a calendar is open, from the UTC day `first_day` up to, not including, `last_day`.

    Args:
        first_day: day number of the first UTC day.
        last_day: day number after the last UTC day.
        starts: UTC microseconds at which it opens, ascending.
        ends: UTC microseconds at which it closes, each after its start and not after the next start.
        dates: day number of the local date that each segment belongs to; a segment never spans two dates.
        offsets: the zone's offsets over these days.
    """

    first_day: int
    last_day: int
    starts: Column
    ends: Column
    dates: Column
    offsets: Offsets


def segments(calendar: Calendar, first_day: int, last_day: int) -> Segments:
    """The open segments of a calendar over the UTC days [first_day, last_day), given as day numbers.

    Raises:
        InputError: the calendar's zone or a country of its holidays is unknown.
    """
    zone_offsets = offsets(calendar.zone, first_day, last_day)
    starts, ends = _local_spans(calendar, first_day - 2, last_day + 2)
    parts = [
        _within_stretch(starts, ends, begin, end, shift)
        for begin, end, shift in zip(zone_offsets.starts, zone_offsets.ends, zone_offsets.shifts, strict=True)
    ]
    opens, closes, span = (column(np.concatenate(part)) for part in zip(*parts, strict=True))
    first, last = np.ones((2, len(span)), dtype=np.bool_)
    first[1:] = last[:-1] = (span[1:] != span[:-1]) | (opens[1:] != closes[:-1])
    return Segments(first_day, last_day, opens[first], closes[last], (starts[span] // DAY)[first], zone_offsets)


def _within_stretch(
    starts: Column, ends: Column, begin: np.int64, end: np.int64, shift: np.int64
) -> tuple[Column, Column, Column]:
    low = int(np.searchsorted(ends, begin + shift, side="right"))
    high = max(low, int(np.searchsorted(starts, end + shift, side="left")))
    opens = np.maximum(starts[low:high] - shift, begin)
    closes = np.minimum(ends[low:high] - shift, end)
    return column(opens), column(closes), np.arange(low, high)


def _local_spans(calendar: Calendar, first_day: int, last_day: int) -> tuple[Column, Column]:
    days = np.arange(first_day, last_day)
    special = sorted(day for day in map(day_number, special_dates(calendar)) if first_day <= day < last_day)
    plain = days[~_holidays(calendar, days) & ~np.isin(days, special)]
    spans = [_of_weekday(plain, weekday, spans) for weekday, spans in enumerate(calendar.week)]
    spans += [_of_days(column([day]), spans_on(calendar, date_of(day))) for day in special]
    both = np.concatenate(spans)
    both = both[np.argsort(both[:, 0])]
    return both[:, 0], both[:, 1]


def _of_weekday(days: Column, weekday: int, spans: tuple[tuple[int, int], ...]) -> Column:
    return _of_days(days[(days + _THURSDAY) % 7 == weekday], spans)


def _of_days(days: Column, spans: tuple[tuple[int, int], ...]) -> Column:
    bounds = np.array(spans, dtype=np.int64).reshape(1, -1, 2) * SECOND
    return (days.reshape(-1, 1, 1) * DAY + bounds).reshape(-1, 2)


def _holidays(calendar: Calendar, days: Column) -> Flags:
    years = range(date_of(int(days[0])).year, date_of(int(days[-1])).year + 1)
    closed = {day_number(holiday.date) for holiday in resolve(calendar, years)}
    closed |= {day_number(day) for day in calendar.closed}
    closed |= {
        day_number(date(year, month, day))
        for year in years
        for month, day in calendar.annual
        if (month, day) != (2, 29) or isleap(year)
    }
    return np.isin(days, sorted(closed))
