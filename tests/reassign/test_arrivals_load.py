"""Loads over time."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hindesk.reassign.arrivals_history import Holdings
from hindesk.reassign.arrivals_load import load_over
from tests.reassign.desks import ints

LAST = 20

stretches = st.tuples(st.integers(0, 2), st.integers(0, LAST - 1), st.integers(1, LAST)).map(
    lambda drawn: (drawn[0], drawn[1], min(drawn[1] + drawn[2], LAST))
)


def holdings(*held: tuple[int, int, int]) -> Holdings:
    """Stretches of a person, from an instant up to another one."""
    return (
        Holdings(*(ints(*column) for column in zip(*held, strict=True))) if held else Holdings(ints(), ints(), ints())
    )


@given(held=st.lists(stretches, max_size=8), inner=st.sets(st.integers(1, LAST - 1), max_size=4))
def test_the_load_is_what_is_held_instant_by_instant(held: list[tuple[int, int, int]], inner: set[int]) -> None:
    edges = [0, *sorted(inner), LAST]
    load = load_over(holdings(*held), ints(*edges), people=3)

    for person in range(3):
        at = [sum(who == person and start <= now < end for who, start, end in held) for now in range(LAST)]
        for number, (start, end) in enumerate(pairwise(edges)):
            assert load.peak[person, number] == max(at[start:end])
            assert np.isclose(load.mean[person, number], sum(at[start:end]) / (end - start))


def test_a_ticket_that_ends_when_another_one_comes_is_not_held_with_it() -> None:
    assert load_over(holdings((0, 0, 5), (0, 5, 9)), ints(0, 10), people=1).peak.tolist() == [[1]]


def test_what_is_held_over_the_edge_counts_on_both_sides() -> None:
    load = load_over(holdings((0, 2, 8), (1, 0, 10)), ints(0, 4, 10), people=2)

    assert load.peak.tolist() == [[1, 1], [1, 1]]
    assert load.mean[0].tolist() == [0.5, 4 / 6]
