"""One calendar's open segments cut at the borders of UTC days, with the open time before each day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hindesk.calendars.curve import Curve
from hindesk.calendars.instants import DAY, Column, column
from hindesk.errors import HindeskError


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one calendar.

    Args:
        base: open microseconds from the first day to the start of each UTC day.
        counts: how many cells each UTC day has.
        lo: UTC microseconds at which each cell opens, ascending.
        hi: UTC microseconds at which it closes, on the same UTC day or at its end.
    """

    base: Column
    counts: Column
    lo: Column
    hi: Column


def cells(opening: Curve, first_day: int, days: int) -> Cells:
    """The cells of `days` UTC days from the day number `first_day` on; the curve's range covers them.

    Raises:
        HindeskError: the tables contradict the curve, or its inverses do not undo it.
    """
    borders = np.arange(first_day, first_day + days) * DAY
    base = opening.at(borders) - opening.at(borders[:1])
    row, lo, hi = _cut(opening.starts - first_day * DAY, opening.ends - first_day * DAY)
    inside = (row >= 0) & (row < days)
    row, lo, hi = row[inside], lo[inside] + first_day * DAY, hi[inside] + first_day * DAY
    cut = Cells(base, np.bincount(row, minlength=days), lo, hi)
    if not (_undone(opening) and _agrees(opening, cut, row)):
        raise HindeskError(f"the tables of calendar {opening.name!r} contradict its hours", "please report this")
    return cut


def _cut(starts: Column, ends: Column) -> tuple[Column, Column, Column]:
    first, last = starts // DAY, (ends - 1) // DAY
    pieces = last - first + 1
    segment = np.repeat(np.arange(len(starts)), pieces)
    row = first[segment] + np.arange(len(segment)) - (np.cumsum(pieces) - pieces)[segment]
    lo, hi = np.maximum(starts[segment], row * DAY), np.minimum(ends[segment], (row + 1) * DAY)
    return row, column(lo)[: len(row)], column(hi)[: len(row)]


def _undone(opening: Curve) -> bool:
    closing = opening.first_at(opening.at(opening.ends))
    reopening = opening.last_at(opening.at(opening.starts))
    return np.array_equal(closing, opening.ends) and np.array_equal(reopening, opening.starts)


def _agrees(opening: Curve, cut: Cells, row: Column) -> bool:
    before_day = np.repeat(cut.base, cut.counts)
    until = np.append(0, np.cumsum(cut.hi - cut.lo))
    within_day = until[1:] - until[np.searchsorted(row, row)]
    return len(set((opening.at(cut.hi) - before_day - within_day).tolist())) <= 1
