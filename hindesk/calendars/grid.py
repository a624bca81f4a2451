"""Business time as flat tables, one row for each calendar and day, for the compiled walk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.cells import Cells, cells
from hindesk.calendars.curve import curve
from hindesk.calendars.dates import MARGIN, local_dates
from hindesk.calendars.instants import DAY, Column
from hindesk.calendars.opening import check_opens
from hindesk.calendars.segments import Segments, segments

HORIZON_DAYS: Final = 731
"""Days that a grid goes on after the last instant, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Grid:
    """B(t) of one or several calendars, and their local dates; all columns are flat int64, instants UTC microseconds.

    Row c * days + d is calendar c on day d. For UTC days that is the day `origin` + d, for local dates the date of
    that number. Offsets of a calendar's zone lie at `zone_first[c]` up to `zone_first[c + 1]`.

    Args:
        origin: day number (days since 1970-01-01) of day 0.
        days: how many days each calendar has.
        base: open microseconds from the origin to the start of each UTC day.
        first: where each UTC day's cells begin in `lo` and `hi`; one entry more than rows, so that row k's cells
            are `first[k]` up to `first[k + 1]`.
        lo: the opening of each cell: a segment cut at the borders of UTC days.
        hi: its closing.
        midnight: the first instant of each local date.
        workdays: how many open local dates come before each local date, from the origin on.
        opens_at: the first opening of each local date; 0 if it is closed.
        close_at: the last closing of each local date; 0 if it is closed.
        zone_first: where each calendar's stretches begin in the three columns below; one entry more than calendars.
        zone_start: the first instant of a stretch with one offset.
        zone_end: the instant after its last.
        zone_shift: local wall clock minus UTC, in microseconds.
    """

    origin: int
    days: int
    base: Column
    first: Column
    lo: Column
    hi: Column
    midnight: Column
    workdays: Column
    opens_at: Column
    close_at: Column
    zone_first: Column
    zone_start: Column
    zone_end: Column
    zone_shift: Column


def build_grid(calendars: Sequence[Calendar], from_us: int, to_us: int, *, horizon_days: int = HORIZON_DAYS) -> Grid:
    """The tables of calendars from two days before `from_us` to `horizon_days` after `to_us`.

    Raises:
        PolicyError: a calendar never opens.
        InputError: a zone or a country of holidays is unknown.
    """
    origin = from_us // DAY - MARGIN
    days = to_us // DAY + 1 + horizon_days - origin
    for calendar in calendars:
        check_opens(calendar)
    wide = [segments(calendar, origin - MARGIN, origin + days + MARGIN) for calendar in calendars]
    curves = [curve(calendar.name, piece) for calendar, piece in zip(calendars, wide, strict=True)]
    rows = [cells(opening, origin, days) for opening in curves]
    return _joined(origin, days, rows, wide)


def _joined(origin: int, days: int, rows: list[Cells], wide: list[Segments]) -> Grid:
    dates = [local_dates(piece) for piece in wide]
    return Grid(
        origin,
        days,
        base=np.concatenate([row.base for row in rows]),
        first=_pointers([row.counts for row in rows]),
        lo=np.concatenate([row.lo for row in rows]),
        hi=np.concatenate([row.hi for row in rows]),
        midnight=np.concatenate([row.midnight for row in dates]),
        workdays=np.concatenate([row.workdays for row in dates]),
        opens_at=np.concatenate([row.opens_at for row in dates]),
        close_at=np.concatenate([row.closes_at for row in dates]),
        zone_first=_pointers([np.array([len(piece.offsets.starts)]) for piece in wide]),
        zone_start=np.concatenate([piece.offsets.starts for piece in wide]),
        zone_end=np.concatenate([piece.offsets.ends for piece in wide]),
        zone_shift=np.concatenate([piece.offsets.shifts for piece in wide]),
    )


def _pointers(counts: list[Column]) -> Column:
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(np.concatenate(counts), dtype=np.int64)])
