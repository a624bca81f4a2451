"""Attainment under both policies by metric and segment, and how sure the difference is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from hindesk.calendars.instants import Flags

Counts = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float64]

COUNTS: Final = ("old_judged", "old_breached", "new_judged", "new_breached")
"""What is counted on each side: clocks with the verdict met or breached, and those with breached."""

REPLICATES: Final = 1000
"""Times that the weeks are drawn again."""

FEWEST_WEEKS: Final = 4
"""Weeks with judged clocks that a segment needs for an interval."""

_TAILS: Final = (0.025, 0.975)
_AT_A_TIME: Final = 256
"""Segments whose replicates are in memory at a time."""


def attainment(counted: pa.Table, keys: tuple[str, ...], *, seed: int) -> pa.Table:
    """Sum up counts by week to one row a segment, in the order of the keys.

    The interval is the middle 95 % of the differences that come of drawing as many weeks as there are, with replacement
    (block bootstrap, percentile interval: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, ch. 13). All
    segments see the same draws, and both sides of a difference do.

    Args:
        counted: the keys, `week`, and `COUNTS`; rows of the same segment and week are added up.
        keys: integer columns that name a segment.
        seed: the same seed gives the same draws.

    Returns:
        The keys, `old_attainment_share` and `new_attainment_share` (null: nothing was judged), in percentage points
        `points` (new less old), `points_low` and `points_high` (null where there are fewer than `FEWEST_WEEKS` weeks),
        and `COUNTS`.
    """
    cells = _cells(counted, keys)
    totals = np.zeros((cells.keys.shape[1], len(COUNTS)), np.int64)
    np.add.at(totals, cells.segment, cells.counts)
    low, high = _intervals(cells, totals, seed)
    old, new = _shares(totals)
    columns: dict[str, pa.Array[Any]] = {key: pa.array(cells.keys[place]) for place, key in enumerate(keys)}
    floats = {"old_attainment_share": old, "new_attainment_share": new, "points": 100 * (new - old)}
    floats |= {"points_low": low, "points_high": high}
    columns |= {name: pa.array(values, pa.float64(), from_pandas=True) for name, values in floats.items()}
    return pa.table(columns | {name: pa.array(totals[:, place]) for place, name in enumerate(COUNTS)})


@dataclass(frozen=True, slots=True)
class _Cells:
    """Counts with the ordinals of their segment, in ascending order, and of their week; `keys` name the segments."""

    keys: Counts
    weeks: int
    segment: Counts
    week: Counts
    counts: Counts


def _cells(counted: pa.Table, keys: tuple[str, ...]) -> _Cells:
    named = np.stack([counted[key].to_numpy().astype(np.int64) for key in keys])
    segments, segment = np.unique(named, axis=1, return_inverse=True)
    weeks, week = np.unique(counted["week"].to_numpy(), return_inverse=True)
    counts = np.stack([counted[name].to_numpy() for name in COUNTS], axis=1)
    order = np.argsort(segment.reshape(-1), kind="stable")
    return _Cells(segments, len(weeks), segment.reshape(-1)[order], week.reshape(-1)[order], counts[order])


def _shares(totals: npt.NDArray[np.int64] | Shares) -> tuple[Shares, Shares]:
    """The shares of judged clocks that were met, old and new; NaN where none was judged."""
    sides = []
    for judged, breached in ((totals[..., 0], totals[..., 1]), (totals[..., 2], totals[..., 3])):
        share = np.full(judged.shape, np.nan)
        np.divide(judged - breached, judged, out=share, where=judged > 0)
        sides.append(share)
    return sides[0], sides[1]


def _intervals(cells: _Cells, totals: Counts, seed: int) -> tuple[Shares, Shares]:
    """The low and high end of each segment's difference in percentage points; NaN where there are too few weeks."""
    ends = np.full((2, len(totals)), np.nan)
    enough = _enough(cells, totals)
    if not enough.any():
        return ends[0], ends[1]
    weeks = cells.weeks
    draws = np.random.default_rng(seed).multinomial(weeks, np.full(weeks, 1 / weeks), size=REPLICATES)
    for first in range(0, len(totals), _AT_A_TIME):
        chosen = first + np.flatnonzero(enough[first : first + _AT_A_TIME])
        if len(chosen):
            drawn = draws.astype(np.float64) @ _by_week(cells, first)[:, chosen - first].reshape(weeks, -1)
            old, new = _shares(drawn.reshape(REPLICATES, len(chosen), len(COUNTS)))
            ends[:, chosen] = 100 * np.nanquantile(new - old, _TAILS, axis=0)
    return ends[0], ends[1]


def _enough(cells: _Cells, totals: Counts) -> Flags:
    """Which segments have judged clocks on both sides, and from enough weeks."""
    judged = cells.counts[:, 0] + cells.counts[:, 2] > 0
    seen = np.unique(cells.segment[judged] * cells.weeks + cells.week[judged])
    weeks = np.bincount(seen // max(cells.weeks, 1), minlength=len(totals))
    return (weeks >= FEWEST_WEEKS) & (totals[:, 0] > 0) & (totals[:, 2] > 0)


def _by_week(cells: _Cells, first: int) -> Counts:
    """The counts of some segments, from the first on, by week, segment and kind of count."""
    begin, end = np.searchsorted(cells.segment, (first, first + _AT_A_TIME))
    cube = np.zeros((cells.weeks, _AT_A_TIME, len(COUNTS)), np.int64)
    np.add.at(cube, (cells.week[begin:end], cells.segment[begin:end] - first), cells.counts[begin:end])
    return cube
