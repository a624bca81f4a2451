"""Open UTC segments of a calendar: the one place where local hours become instants.

Each opening and each closing is the first instant at which the wall clock of the calendar's zone shows its time or,
where the clock skips that time, the instant of the change. A span that covers a skipped hour is thus an hour shorter,
one that covers a repeated hour is an hour longer, and every minute that counts is a minute that really passed
(docs/decisions/0001-time-across-dst.md).
"""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.holidays import resolve
from hindesk.calendars.instants import DAY, SECOND, Column, Flags, column, date_of, day_number
from hindesk.calendars.offsets import Offsets, offsets
from hindesk.calendars.spans import spans_on, special_dates

_THURSDAY: Final = 3
_MARGIN: Final = 2


@dataclass(frozen=True, slots=True)
class Segments:
    """When a calendar is open, from the UTC day `first_day` up to, not including, `last_day`.

    Args:
        first_day: day number of the first UTC day.
        last_day: day number after the last UTC day.
        starts: UTC microseconds at which it opens, ascending.
        ends: UTC microseconds at which it closes, each after its start and not after the next start.
        dates: day number of the local date that each segment belongs to; a segment never spans two dates.
        offsets: the zone's offsets over these days and two more on both sides.
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
    zone_offsets = offsets(calendar.zone, first_day - _MARGIN, last_day + _MARGIN)
    starts, ends = _local_spans(calendar, first_day - _MARGIN, last_day + _MARGIN)
    opens = np.maximum(zone_offsets.to_utc(starts), first_day * DAY)
    closes = np.minimum(zone_offsets.to_utc(ends), last_day * DAY)
    some = opens < closes
    return Segments(first_day, last_day, column(opens[some]), column(closes[some]), (starts // DAY)[some], zone_offsets)


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
