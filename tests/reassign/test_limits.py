"""The limits of any placement: what a strategy gives breaks none, and what breaks one is found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hindesk.reassign.desk import NOBODY, Desk, Left, Placement
from hindesk.reassign.limits import broken_limits, loads_after, loads_before
from hindesk.reassign.strategies import STRATEGIES
from tests.reassign import hard_limits
from tests.reassign.desks import column, desks, ints, plain_desk

GREEDY = sorted(set(STRATEGIES) - {"optimal"})


@given(desks(), st.sampled_from(GREEDY))
def test_no_strategy_breaks_a_limit(desk: Desk, name: str) -> None:
    to = next(one for key, one in STRATEGIES.items() if key == name).place(desk).to

    assert not broken_limits(desk, to).any()


@given(st.data())
def test_a_placement_without_broken_limits_keeps_all_of_them(data: st.DataObject) -> None:
    desk = data.draw(desks())
    n, m = len(desk.kind), len(desk.load)
    to = data.draw(column(n, st.integers(NOBODY, m - 1)))
    to = np.where(to == desk.holder, NOBODY, to)
    zeros = np.zeros_like(to)
    told = [
        one
        for one in hard_limits.broken_limits(desk, Placement(to, (to == NOBODY) * 1, zeros, zeros, desk.turn))
        if "turn" not in one
    ]

    assert (not broken_limits(desk, to).any()) == (not told)


@pytest.mark.parametrize(
    ("desk", "left"),
    [
        (replace(plain_desk(1, 1), hurdle=ints(Left.TIER).reshape(1, 1)), Left.TIER),
        (replace(plain_desk(1, 1), capacity=ints(0)), Left.FULL),
        (replace(plain_desk(1, 1), allowance=ints(0)), Left.LIMITED),
        (replace(plain_desk(1, 1), max_moves=0), Left.MOVES),
        (replace(plain_desk(1, 1), before_due=True, due=ints(5), at_work=ints(5)), Left.LATE),
        (replace(plain_desk(1, 1), hurdle=ints(Left.GONE).reshape(1, 1), capacity=ints(0)), Left.GONE),
        (plain_desk(1, 1), Left.NOT),
    ],
)
def test_the_first_limit_that_is_broken_is_named(desk: Desk, left: Left) -> None:
    assert broken_limits(desk, ints(0)).tolist() == [left]


def test_whoever_keeps_a_ticket_breaks_nothing() -> None:
    desk = replace(plain_desk(2, 1), holder=ints(0, 0), capacity=ints(1), hurdle=ints(Left.GONE).reshape(1, 1))

    assert broken_limits(desk, ints(0, NOBODY)).tolist() == [Left.NOT, Left.NOT]


def test_a_ticket_that_stays_weighs_on_its_holder() -> None:
    desk = replace(plain_desk(3, 2), holder=ints(0, 0, NOBODY), weight=ints(2, 3, 4), load=ints(1, 1))

    assert loads_before(desk).tolist() == [6, 1]
    assert loads_after(desk, ints(NOBODY, 1, NOBODY)).tolist() == [3, 4]
