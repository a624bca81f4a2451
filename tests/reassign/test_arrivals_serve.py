"""Tickets that come one after the other go to whom the rules say, or wait."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, get_args

import numpy as np
import pytest
from hypothesis import given, settings

from hindesk.policy.routing import Limit, StrategyName
from hindesk.reassign.arrivals_queue import Queue
from hindesk.reassign.arrivals_serve import Served, serve_arrivals
from hindesk.reassign.arrivals_shifts import Shifts
from hindesk.reassign.desk import BOUNDLESS, NOBODY, Ints
from tests.reassign.desks import ints
from tests.reassign.slow_arrivals import LAST, Slow, Story, held, lately, slow_arrivals, stories

ALL: Final[tuple[StrategyName, ...]] = get_args(StrategyName)

each_strategy = pytest.mark.parametrize("name", ALL)


def queue(opened: Ints, ends: Ints, people: int = 2) -> Queue:
    """Tickets of weight 1 and one kind without customers, and people without limits who are always there."""
    n, m = len(opened), np.zeros(people, np.int64)
    table = np.zeros((1, people), np.int64)
    return Queue(
        kind=np.zeros(n, np.int64),
        weight=np.ones(n, np.int64),
        customer=np.full(n, NOBODY),
        opened_at=opened,
        end_at=ends,
        hurdle=table,
        step=table,
        foreign=table,
        capacity=m + BOUNDLESS,
        shifts=Shifts(ints(), ints(), ints(), m),
        until=100,
    )


def as_slow(served: Served) -> Slow:
    given_out = [t for t in range(len(served.to)) if served.to[t] != NOBODY]
    return Slow({t: int(served.to[t]) for t in given_out}, {t: int(served.at[t]) for t in given_out})


@each_strategy
@given(story=stories())
def test_the_walk_agrees_with_its_rules_told_instant_by_instant(name: StrategyName, story: Story) -> None:
    slow, served = slow_arrivals(story, name), as_slow(serve_arrivals(story.queue, name))

    assert (served.to, served.at) == (slow.to, slow.at)


@each_strategy
@settings(max_examples=30)
@given(story=stories())
def test_nobody_ever_holds_more_than_they_can_or_gets_more_than_the_limit(name: StrategyName, story: Story) -> None:
    served = as_slow(serve_arrivals(story.queue, name))

    for now in range(LAST + 1):
        for p, capacity in enumerate(story.queue.capacity):
            assert held(story.queue, served, p, now) <= capacity
            if story.queue.limit is not None:
                so_far = Slow(served.to, {t: at if at <= now else -BOUNDLESS for t, at in served.at.items()})
                assert lately(story.queue, so_far, p, now) <= story.queue.limit.tickets


@each_strategy
@settings(max_examples=30)
@given(story=stories())
def test_nobody_gets_a_ticket_while_away_or_that_they_may_not_hold(name: StrategyName, story: Story) -> None:
    served = as_slow(serve_arrivals(story.queue, name))

    for t, p in served.to.items():
        assert not story.is_off(t, p, served.at[t])
        assert story.queue.hurdle[story.queue.kind[t], p] == 0


@each_strategy
@settings(max_examples=30)
@given(story=stories())
def test_a_ticket_is_given_from_its_creation_on_and_before_it_ends(name: StrategyName, story: Story) -> None:
    served = as_slow(serve_arrivals(story.queue, name))

    for t, at in served.at.items():
        assert story.queue.opened_at[t] <= at < story.queue.end_at[t]


@each_strategy
@settings(max_examples=30)
@given(story=stories())
def test_the_same_queue_twice_gives_the_same_answer(name: StrategyName, story: Story) -> None:
    one, two = (serve_arrivals(story.queue, name) for _ in range(2))

    assert np.array_equal(one.to, two.to)
    assert np.array_equal(one.at, two.at)


@each_strategy
@settings(deadline=None, max_examples=30)
@given(story=stories())
def test_machine_code_gives_the_same_answer(name: StrategyName, story: Story) -> None:
    fast, plain = (serve_arrivals(story.queue, name, machine_code=way) for way in (True, False))

    assert np.array_equal(fast.to, plain.to)
    assert np.array_equal(fast.at, plain.at)


def test_round_robin_takes_turns() -> None:
    served = serve_arrivals(queue(ints(1, 2, 3, 4), ints(*[BOUNDLESS] * 4), people=3), "round_robin")

    assert served.to.tolist() == [0, 1, 2, 0]
    assert served.at.tolist() == [1, 2, 3, 4]


def test_least_loaded_gives_to_whoever_has_finished() -> None:
    served = serve_arrivals(queue(ints(1, 2, 5), ints(50, 4, 50)), "least_loaded")

    assert served.to.tolist() == [0, 1, 1]


def test_a_ticket_waits_until_another_one_ends() -> None:
    full = replace(queue(ints(1, 2), ints(7, 50), people=1), capacity=ints(1))

    assert serve_arrivals(full, "least_loaded").at.tolist() == [1, 7]


def test_a_ticket_that_ends_while_it_waits_is_never_given() -> None:
    full = replace(queue(ints(1, 2), ints(7, 7), people=1), capacity=ints(1))

    assert serve_arrivals(full, "least_loaded").to.tolist() == [0, NOBODY]


def test_tickets_that_wait_are_given_before_those_that_come_then_the_oldest_first() -> None:
    full = replace(queue(ints(1, 2, 3, 7), ints(7, 8, 50, 50), people=1), capacity=ints(1))

    assert serve_arrivals(full, "least_loaded").at.tolist() == [1, 7, 8, -1]


def test_a_light_ticket_goes_past_a_heavy_one_that_finds_no_room() -> None:
    full = replace(queue(ints(1, 2, 3), ints(50, 50, 50), people=1), capacity=ints(2), weight=ints(1, 2, 1))

    assert serve_arrivals(full, "least_loaded").to.tolist() == [0, NOBODY, 0]


def test_a_ticket_waits_until_somebody_is_back() -> None:
    away = replace(queue(ints(1), ints(50), people=1), shifts=Shifts(ints(9), ints(0), ints(-1), ints(1)))

    assert serve_arrivals(away, "round_robin").at.tolist() == [9]


def test_a_ticket_waits_until_the_limit_lets_somebody_get_it() -> None:
    limited = replace(queue(ints(1, 2, 3), ints(50, 50, 50), people=1), limit=Limit(2, 10))

    assert serve_arrivals(limited, "round_robin").at.tolist() == [1, 2, 11]


def test_sticky_gives_a_customer_to_whoever_knows_them_even_when_they_hold_more() -> None:
    known = replace(queue(ints(1, 2, 3, 4), ints(*[BOUNDLESS] * 4)), customer=ints(0, 0, 1, 0))

    assert serve_arrivals(known, "sticky").to.tolist() == [0, 0, 1, 0]


def test_optimal_weighs_a_step_down_against_the_load() -> None:
    step = ints(0, 1).reshape(1, 2)
    desk = replace(queue(ints(*range(1, 5)), ints(*[BOUNDLESS] * 4)), step=step)
    cheap = replace(desk, costs=replace(desk.costs, skill=2, stranger=0, load=1))

    assert serve_arrivals(cheap, "optimal").to.tolist() == [0, 0, 1, 0]


def test_nobody_is_chosen_where_there_is_nobody() -> None:
    assert serve_arrivals(queue(ints(1), ints(9), people=0), "least_loaded").to.tolist() == [NOBODY]
