"""The plan of least cost: against every plan that there is, and against every other strategy."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings

from hindesk.errors import HindeskError
from hindesk.policy.routing import Costs
from hindesk.reassign.costs import cost_of
from hindesk.reassign.desk import NOBODY, Desk, Ints, Left, Placement, Why
from hindesk.reassign.optimal import place_optimal
from hindesk.reassign.strategies import STRATEGIES
from tests.reassign.desks import desks, ints, plain_desk
from tests.reassign.hard_limits import broken_limits

GREEDY = tuple(strategy for name, strategy in STRATEGIES.items() if name != "optimal")


def _placement(desk: Desk, to: Ints) -> Placement:
    """A plan as a placement of which nothing but the limits can be wrong."""
    left = np.where(to == NOBODY, np.int64(Left.FULL), np.int64(Left.NOT))
    zeros, got = np.zeros_like(to), np.isin(np.arange(len(desk.load)), to)
    return Placement(to, left, zeros, zeros, np.where(got, desk.turn.max(initial=0) + 1, desk.turn))


def _all_plans(desk: Desk) -> Iterator[Ints]:
    plans = product(range(NOBODY, len(desk.load)), repeat=len(desk.kind))
    return (to for to in map(np.array, plans) if not broken_limits(desk, _placement(desk, to.astype(np.int64))))


@settings(max_examples=150, deadline=None)
@given(desk=desks(most_tickets=4, most_people=3))
def test_no_plan_that_keeps_the_hard_limits_costs_less(desk: Desk) -> None:
    found = place_optimal(desk)
    assert cost_of(desk, found.to) == min(cost_of(desk, to.astype(np.int64)) for to in _all_plans(desk))


@settings(max_examples=150, deadline=None)
@given(desk=desks(most_tickets=40, most_people=8, most_kinds=6))
def test_the_hard_limits_hold_and_no_other_strategy_costs_less(desk: Desk) -> None:
    found = place_optimal(desk)
    assert not found.stopped
    assert broken_limits(desk, found) == []
    assert cost_of(desk, found.to) <= min(cost_of(desk, strategy.place(desk).to) for strategy in GREEDY)


@settings(max_examples=30, deadline=None)
@given(desk=desks())
def test_a_search_without_time_gives_the_cheapest_of_the_other_strategies_and_says_so(desk: Desk) -> None:
    found = place_optimal(desk, seconds=0)
    if found.stopped:
        assert "stopped after 0 seconds" in found.stopped
        assert broken_limits(desk, found) == []
        assert cost_of(desk, found.to) == min(cost_of(desk, strategy.place(desk).to) for strategy in GREEDY)
    else:
        assert (found.to == NOBODY).all()
