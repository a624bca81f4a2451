"""Attainment by segment, and the intervals of its differences."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from hindesk.simulate.attainment import REPLICATES, attainment

Week = tuple[int, int, int, int]
"""What one week has: old judged, old breached, new judged, new breached."""

UNEVEN: list[Week] = [(10, 1, 10, 2), (20, 2, 20, 9), (5, 0, 5, 0), (8, 3, 8, 3), (12, 1, 11, 4), (30, 4, 30, 7)]


def counts(*segments: list[Week]) -> pa.Table:
    """The counts of some segments by week."""
    rows = [
        {
            "segment": number,
            "week": week,
            "old_judged": told[0],
            "old_breached": told[1],
            "new_judged": told[2],
            "new_breached": told[3],
        }
        for number, weeks in enumerate(segments)
        for week, told in enumerate(weeks)
    ]
    return pa.Table.from_pylist(rows)


def first(table: pa.Table, *, seed: int = 1) -> dict[str, float | None]:
    """The row of the first segment."""
    row: dict[str, float | None] = attainment(table, ("segment",), seed=seed).to_pylist()[0]
    return row


def test_attainment_is_the_share_of_judged_clocks_that_were_met() -> None:
    row = first(counts([(8, 2, 10, 1), (2, 0, 0, 0)]))

    assert (row["old_attainment_share"], row["new_attainment_share"]) == (0.8, 0.9)
    assert row["points"] == pytest.approx(10)


def test_the_interval_is_the_middle_of_differences_over_weeks_drawn_again() -> None:
    row = first(counts(UNEVEN), seed=7)

    draws = np.random.default_rng(7).multinomial(len(UNEVEN), [1 / len(UNEVEN)] * len(UNEVEN), size=REPLICATES)
    differences = []
    for draw in draws.tolist():
        drawn = [week for week, times in zip(UNEVEN, draw, strict=True) for _ in range(times)]
        judged, breached, new_judged, new_breached = (sum(column) for column in zip(*drawn, strict=True))
        differences.append(100 * (breached / judged - new_breached / new_judged))
    low, high = np.quantile(differences, (0.025, 0.975))
    assert row["points_low"] == pytest.approx(low)
    assert row["points_high"] == pytest.approx(high)


def test_the_same_seed_gives_the_same_interval_and_another_seed_another() -> None:
    assert first(counts(UNEVEN)) == first(counts(UNEVEN))
    assert first(counts(UNEVEN)) != first(counts(UNEVEN), seed=2)


def test_the_same_difference_in_every_week_has_an_interval_without_width() -> None:
    row = first(counts([(10, 1, 10, 2)] * 5))

    assert row["points_low"] == pytest.approx(-10)
    assert row["points_high"] == pytest.approx(-10)


@pytest.mark.parametrize(("weeks", "known"), [(3, False), (4, True)])
def test_fewer_than_four_weeks_with_judged_clocks_have_no_interval(weeks: int, known: bool) -> None:
    row = first(counts([*UNEVEN[:weeks], (0, 0, 0, 0), (0, 0, 0, 0)]))

    assert (row["points_low"] is not None) is known
    assert row["points"] is not None


def test_what_was_judged_on_one_side_only_has_no_difference() -> None:
    row = first(counts([(10, 1, 0, 0)] * 6))

    assert (row["old_attainment_share"], row["new_attainment_share"]) == (0.9, None)
    assert (row["points"], row["points_low"], row["points_high"]) == (None, None, None)


def test_a_segment_has_the_interval_that_it_has_alone_however_many_others_there_are() -> None:
    many = attainment(counts(*[[(50, 5, 50, 9)] * 6] * 600, UNEVEN), ("segment",), seed=1).to_pylist()

    assert {**many[-1], "segment": 0} == first(counts(UNEVEN))


def test_no_clocks_give_no_rows() -> None:
    empty = counts(UNEVEN).slice(0, 0)

    assert attainment(empty, ("segment",), seed=1).num_rows == 0
