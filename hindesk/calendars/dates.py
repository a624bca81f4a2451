"""Local dates of a calendar: when each begins, opens and closes, and how many working days come before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from hindesk.calendars.instants import DAY, Column, Flags, column
from hindesk.calendars.segments import Segments

MARGIN: Final = 2
"""UTC days that must be known on both sides of a local date, so that all of it is."""

_LATEST: Final = np.iinfo(np.int64).max
_EARLIEST: Final = np.iinfo(np.int64).min


@dataclass(frozen=True, slots=True)
class LocalDates:
    """One row for each local date from `first_day` on.

    Args:
        first_day: day number of the first date.
        midnight: the first instant of each date, UTC microseconds.
        opens_at: the first opening of each date, UTC microseconds; 0 if it is closed.
        closes_at: the last closing of each date, UTC microseconds; 0 if it is closed.
        workdays: how many open dates come before each date, from `first_day` on.
        open_days: day numbers of the open dates.
    """

    first_day: int
    midnight: Column
    opens_at: Column
    closes_at: Column
    workdays: Column
    open_days: Column

    def is_open(self, days: Column) -> Flags:
        """Whether dates, given as day numbers, are open at all."""
        return np.isin(days, self.open_days)


def local_dates(pieces: Segments) -> LocalDates:
    """The dates that segments cover wholly: all but `MARGIN` days at both ends."""
    first, last = pieces.first_day + MARGIN, pieces.last_day - MARGIN
    days = np.arange(first, last)
    inside = (pieces.dates >= first) & (pieces.dates < last)
    rows = pieces.dates[inside] - first
    opens, closes = np.full(len(days), _LATEST), np.full(len(days), _EARLIEST)
    np.minimum.at(opens, rows, pieces.starts[inside])
    np.maximum.at(closes, rows, pieces.ends[inside])
    is_open = np.isin(days, pieces.dates)
    workdays = column(np.cumsum(is_open) - is_open)
    midnight = pieces.offsets.to_utc(days * DAY)
    return LocalDates(
        first, midnight, np.where(is_open, opens, 0), np.where(is_open, closes, 0), workdays, days[is_open]
    )
