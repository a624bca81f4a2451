"""Attainment under both policies by metric and segment, and how sure the difference is."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Counts = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float64]

COUNTS: Final = ("old_judged", "old_breached", "new_judged", "new_breached")
"""What is counted on each side: clocks with the verdict met or breached, and those with breached."""

REPLICATES: Final = 1000
"""Times that the weeks are drawn again."""

FEWEST_WEEKS: Final = 4
"""Weeks with judged clocks that a segment needs for an interval."""

_TAILS: Final = (0.025, 0.975)
_CELLS: Final = 1_000_000
"""Numbers that a set of segments may take in all replicates together."""


def attainment(counted: pa.Table, keys: tuple[str, ...], *, seed: int) -> pa.Table:
    """Sum up counts by week to one row a segment, in the order of the keys.

    The interval is the middle 95 % of the differences that come of drawing as many weeks as there are, with replacement
    (block bootstrap, percentile interval: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, ch. 13). All
    segments see the same draws, and both sides of a difference do.

    Args:
        counted: the keys, `week`, and `COUNTS`; one row for each segment and week that has clocks.
        keys: integer columns that name a segment.
        seed: the same seed gives the same draws.

    Returns:
        The keys, `COUNTS`, `old_attainment_share` and `new_attainment_share` (null where nothing was judged), and in
        percentage points `points` (new less old), `points_low` and `points_high` (null where there are fewer than
        `FEWEST_WEEKS` weeks).
    """
    cube, segments = _cube(counted, keys)
    totals = cube.sum(axis=0)
    low, high = _intervals(cube, seed)
    old, new = _shares(totals)
    columns: dict[str, pa.Array[Any]] = {key: pa.array(segments[place]) for place, key in enumerate(keys)}
    columns |= {name: pa.array(totals[:, place]) for place, name in enumerate(COUNTS)}
    floats = {"old_attainment_share": old, "new_attainment_share": new, "points": 100 * (new - old)}
    floats |= {"points_low": low, "points_high": high}
    return pa.table(columns | {name: pa.array(values, from_pandas=True) for name, values in floats.items()})


def _cube(counted: pa.Table, keys: tuple[str, ...]) -> tuple[Counts, Counts]:
    """Counts by week, segment and kind of count, and the segments' keys."""
    named = np.stack([counted[key].to_numpy().astype(np.int64) for key in keys])
    segments, segment = np.unique(named, axis=1, return_inverse=True)
    weeks, week = np.unique(counted["week"].to_numpy(), return_inverse=True)
    cube = np.zeros((len(weeks), segments.shape[1], len(COUNTS)), np.int64)
    cube[week.reshape(-1), segment.reshape(-1)] = np.stack([counted[name].to_numpy() for name in COUNTS], axis=1)
    return cube, segments


def _shares(totals: npt.NDArray[np.int64] | Shares) -> tuple[Shares, Shares]:
    """The shares of judged clocks that were met, old and new; NaN where none was judged."""
    sides = []
    for judged, breached in ((totals[..., 0], totals[..., 1]), (totals[..., 2], totals[..., 3])):
        share = np.full(judged.shape, np.nan)
        np.divide(judged - breached, judged, out=share, where=judged > 0)
        sides.append(share)
    return sides[0], sides[1]


def _intervals(cube: Counts, seed: int) -> tuple[Shares, Shares]:
    """The low and high end of each segment's difference in percentage points; NaN where there are too few weeks."""
    weeks, segments, _ = cube.shape
    ends = np.full((2, segments), np.nan)
    judged = cube[..., 0] + cube[..., 2] > 0
    both = (cube[..., 0].sum(axis=0) > 0) & (cube[..., 2].sum(axis=0) > 0)
    enough = np.flatnonzero((judged.sum(axis=0) >= FEWEST_WEEKS) & both)
    draws = np.random.default_rng(seed).multinomial(weeks, np.full(weeks, 1 / weeks), size=REPLICATES)
    width = max(1, _CELLS // (REPLICATES * len(COUNTS)))
    for first in range(0, len(enough), width):
        chosen = enough[first : first + width]
        drawn = draws.astype(np.float64) @ cube[:, chosen].reshape(weeks, -1)
        old, new = _shares(drawn.reshape(REPLICATES, len(chosen), len(COUNTS)))
        ends[:, chosen] = 100 * np.nanquantile(new - old, _TAILS, axis=0)
    return ends[0], ends[1]
