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
from hindesk.reassign import optimal_search
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


@settings(max_examples=100, deadline=None)
@given(desk=desks(most_tickets=4, most_people=3))
def test_no_plan_that_keeps_the_hard_limits_costs_less(desk: Desk) -> None:
    found = place_optimal(desk)
    assert cost_of(desk, found.to) == min(cost_of(desk, to.astype(np.int64)) for to in _all_plans(desk))


@settings(max_examples=100, deadline=None)
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


def _busy_desk(**changes: object) -> Desk:
    """Sixty tickets of three weights, half of them held, for eight people with little room."""
    draw = np.random.default_rng(7)
    desk = replace(
        plain_desk(60, 8),
        holder=draw.integers(NOBODY, 8, 60),
        weight=draw.choice(ints(1, 2, 5), 60),
        due=draw.integers(0, 9, 60),
        load=draw.integers(0, 9, 8),
        capacity=ints(9, 12, 15, 18, 21, 24, 27, 30),
        at_work=draw.integers(0, 9, 8),
    )
    return replace(desk, **changes)  # type: ignore[arg-type]


def test_a_search_that_stops_early_says_how_much_a_cheaper_plan_may_save(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = _busy_desk()
    least = cost_of(desk, place_optimal(desk).to)
    monkeypatch.setattr(optimal_search, "_STEPS", ())
    found, early = optimal_search.search(desk, 60), place_optimal(desk)
    assert found.gap
    assert found.cost - found.gap <= least <= found.cost
    assert f"may save {found.gap:,} of {found.cost:,} points" in early.stopped
    assert broken_limits(desk, early) == []


def test_the_same_desk_gives_the_same_answer() -> None:
    first, second = place_optimal(_busy_desk()), place_optimal(_busy_desk())
    assert not first.stopped
    assert (first.to == second.to).all()


def test_a_plan_of_a_busy_desk_keeps_every_limit_and_says_why_tickets_stay() -> None:
    desk = _busy_desk(max_moves=5)
    found = place_optimal(desk)
    assert broken_limits(desk, found) == []
    assert set(found.left.tolist()) <= {Left.NOT, Left.FULL, Left.MOVES}
    assert Left.MOVES in found.left


def test_everybody_who_gets_a_ticket_comes_last_in_turn_and_is_chosen_for_the_cost() -> None:
    desk = replace(plain_desk(3, 4), turn=ints(5, 2, 9, 4), hurdle=ints(0, 0, 0, Left.GONE).reshape(1, 4))
    found = place_optimal(desk)
    assert sorted(found.to.tolist()) == [0, 1, 2]
    assert found.turn.tolist() == [10, 11, 12, 4]
    assert set(found.why.tolist()) == {Why.COST}
    assert found.load.tolist() == [0, 0, 0]


def test_a_ticket_that_is_cheaper_to_leave_stays_for_want_of_room() -> None:
    desk = replace(plain_desk(1, 1), load=ints(50), costs=Costs(unplaced=10))
    assert place_optimal(desk).left.tolist() == [Left.FULL]


def test_an_overloaded_person_gets_nothing_new_but_may_keep_what_leaves_room() -> None:
    everybody_else_is_away = ints(0, Left.GONE).reshape(1, 2)
    desk = replace(plain_desk(3, 2), holder=ints(0, 0, NOBODY), capacity=ints(1, 9), hurdle=everybody_else_is_away)
    found = place_optimal(desk)
    assert broken_limits(desk, found) == []
    assert found.to.tolist() == [NOBODY] * 3


def test_units_that_a_person_comes_to_hold_beyond_the_first_guess_are_priced_too() -> None:
    one_for_all = np.full((1, 40), Left.TEAM, np.int64)
    one_for_all[0, 0] = 0
    found = place_optimal(replace(plain_desk(400, 40), hurdle=one_for_all))
    assert not found.stopped
    assert (found.to == 0).all()


def test_without_the_solver_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    with pytest.raises(HindeskError) as raised:
        place_optimal(plain_desk(1, 1))
    assert raised.value.hint == 'pip install "hindesk[optimal]"'
