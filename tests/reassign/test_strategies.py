"""Strategies that serve one ticket after the other keep every limit and choose by their rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from typing import Final, get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hindesk.policy.routing import StrategyName
from hindesk.reassign.desk import NOBODY, Desk, Left, Placement, Why
from hindesk.reassign.serve import serve, wants_machine_code
from hindesk.reassign.strategies import KEYS, STRATEGIES
from tests.reassign.desks import desks, free_desks, ints, plain_desk
from tests.reassign.hard_limits import broken_limits, held_at_last
from tests.reassign.slow_serve import slow_serve

SERVING: Final[tuple[StrategyName, ...]] = ("round_robin", "least_loaded", "skills", "sticky", "on_call")

each_strategy = pytest.mark.parametrize("name", SERVING)


def place(desk: Desk, name: StrategyName) -> Placement:
    return STRATEGIES[name].place(desk)


def same(one: Placement, other: Placement) -> bool:
    return all(np.array_equal(getattr(one, f.name), getattr(other, f.name)) for f in fields(Placement))


def test_every_strategy_of_the_language_is_there_and_says_its_rule_in_a_sentence() -> None:
    assert tuple(STRATEGIES) == get_args(StrategyName)
    for name, strategy in STRATEGIES.items():
        assert strategy.name == name
        assert strategy.rule.endswith(".")


@each_strategy
@given(desk=desks())
def test_no_hard_limit_is_ever_broken(name: StrategyName, desk: Desk) -> None:
    assert broken_limits(desk, place(desk, name)) == []


@each_strategy
@given(desk=desks())
def test_the_walk_agrees_with_its_rules_told_in_sets_and_dicts(name: StrategyName, desk: Desk) -> None:
    slow, placement = slow_serve(desk, name), place(desk, name)

    assert dict(enumerate(placement.to.tolist())) == slow.to
    assert dict(enumerate(placement.left.tolist())) == slow.left
    assert dict(enumerate(placement.turn.tolist())) == slow.turn
    assert {t: int(placement.load[t]) for t in slow.load_before} == slow.load_before
    assert held_at_last(desk, placement.to) == list(slow.load.values())


@each_strategy
@given(desk=desks())
def test_the_same_desk_twice_gives_the_same_answer_and_stays_as_it_was(name: StrategyName, desk: Desk) -> None:
    before = {f.name: np.copy(getattr(desk, f.name)) for f in fields(Desk) if f.name != "costs"}

    assert same(place(desk, name), place(desk, name))
    assert all(np.array_equal(getattr(desk, name), column) for name, column in before.items())


@each_strategy
@settings(deadline=None)
@given(desk=desks())
def test_machine_code_gives_the_same_answer(name: StrategyName, desk: Desk) -> None:
    key = KEYS[name]

    assert same(serve(desk, key, machine_code=True), serve(desk, key, machine_code=False))


@given(desk=desks())
def test_columns_that_may_not_be_written_are_fine(desk: Desk) -> None:
    for column in fields(Desk):
        if isinstance(array := getattr(desk, column.name), np.ndarray):
            array.flags.writeable = False

    assert broken_limits(desk, place(desk, "skills")) == []


@given(desk=free_desks())
def test_least_loaded_never_leaves_two_people_who_may_hold_all_more_than_one_ticket_apart(desk: Desk) -> None:
    placement = place(desk, "least_loaded")
    held = held_at_last(desk, placement.to)

    assert not placement.left.any()
    for person in set(placement.to.tolist()):
        last = np.flatnonzero(placement.to == person)[-1]
        assert held[person] - min(held) <= desk.weight[last]


@given(desk=desks(most_people=4))
def test_least_loaded_gives_no_ticket_to_anyone_who_held_more_than_another_who_may_holds_at_last(desk: Desk) -> None:
    strangers = replace(desk, holder=desk.holder * 0 + NOBODY, barred=desk.barred * 0 + NOBODY)
    placement = place(strangers, "least_loaded")
    held = held_at_last(strangers, placement.to)
    counts = Counter(placement.to.tolist())

    for t, person in enumerate(placement.to):
        if person == NOBODY:
            continue
        for other, weight in enumerate(held):
            may = not desk.hurdle[desk.kind[t], other] and (not desk.before_due or desk.at_work[other] < desk.due[t])
            if may and weight + desk.weight[t] <= desk.capacity[other] and counts[other] < desk.allowance[other]:
                assert placement.load[t] <= weight


@given(desk=free_desks())
def test_round_robin_gives_everybody_as_many_tickets_but_for_one(desk: Desk) -> None:
    placement = place(desk, "round_robin")
    counts = np.bincount(placement.to, minlength=len(desk.load))

    assert counts.max() - counts.min() <= 1


@given(desk=free_desks(most_tickets=20), cut=st.integers(0, 20))
def test_round_robin_goes_on_in_the_next_batch_where_it_was(desk: Desk, cut: int) -> None:
    free = replace(desk, holder=desk.holder * 0 + NOBODY)
    whole = place(free, "round_robin")
    first, second = (plain_desk(len(part), len(desk.load)) for part in (desk.kind[:cut], desk.kind[cut:]))

    one = place(replace(first, turn=desk.turn), "round_robin")
    two = place(replace(second, turn=one.turn), "round_robin")

    assert [*one.to, *two.to] == whole.to.tolist()
    assert np.array_equal(two.turn, whole.turn)


def test_round_robin_begins_with_whoever_has_gone_longest_without_a_ticket() -> None:
    placement = place(replace(plain_desk(4, 3), turn=ints(7, 5, 6)), "round_robin")

    assert placement.to.tolist() == [1, 2, 0, 1]
    assert placement.turn.tolist() == [10, 11, 9]
    assert set(placement.why.tolist()) == {Why.TURN}


def test_least_loaded_counts_the_weight_of_what_it_gives() -> None:
    placement = place(replace(plain_desk(3, 2), weight=ints(3, 1, 1), load=ints(0, 1)), "least_loaded")

    assert placement.to.tolist() == [0, 1, 1]
    assert placement.load.tolist() == [0, 1, 2]
    assert set(placement.why.tolist()) == {Why.LOAD}


def test_skills_prefers_the_earlier_step_then_the_language_then_the_smaller_load() -> None:
    desk = replace(plain_desk(1, 4), load=ints(0, 0, 9, 8), step=ints(1, 0, 0, 0).reshape(1, 4))
    desk = replace(desk, foreign=ints(0, 1, 0, 0).reshape(1, 4))

    placement = place(desk, "skills")

    assert placement.to.tolist() == [3]
    assert placement.why.tolist() == [Why.SKILL]


def test_skills_says_least_loaded_where_the_ticket_needs_none() -> None:
    assert place(plain_desk(1, 2), "skills").why.tolist() == [Why.LOAD]


def test_sticky_prefers_who_knows_the_ticket_then_the_customer_then_the_least_loaded() -> None:
    desk = replace(plain_desk(3, 3), load=ints(0, 1, 2))
    desk = replace(desk, known_from=ints(0, 2, 3, 3), known=ints(1, 2, 1), closeness=ints(1, 2, 1))

    placement = place(desk, "sticky")

    assert placement.to.tolist() == [2, 1, 0]
    assert placement.why.tolist() == [Why.KNOWS_TICKET, Why.KNOWS_CUSTOMER, Why.LOAD]


def test_who_is_to_keep_their_own_tickets_gets_no_others_in_their_place() -> None:
    desk = replace(plain_desk(2, 2), holder=ints(1, 0), barred=ints(1, NOBODY), capacity=ints(1, 9), load=ints(0, 5))

    placement = place(desk, "least_loaded")

    assert placement.to.tolist() == [NOBODY, 0]
    assert placement.left.tolist() == [Left.FULL, Left.NOT]


def test_tickets_that_nobody_may_take_stay_with_a_holder_who_has_no_room_for_them() -> None:
    desk = replace(plain_desk(2, 1), holder=ints(0, 0), capacity=ints(1))

    placement = place(desk, "least_loaded")

    assert placement.left.tolist() == [Left.FULL, Left.FULL]
    assert held_at_last(desk, placement.to) == [2]


def test_once_the_moves_are_used_up_a_ticket_stays_with_its_holder_by_choice_or_else_is_left() -> None:
    desk = replace(plain_desk(3, 2), holder=ints(0, 0, NOBODY), load=ints(9, 0), max_moves=1)

    placement = place(desk, "least_loaded")

    assert placement.to.tolist() == [1, 0, NOBODY]
    assert placement.left.tolist() == [Left.NOT, Left.NOT, Left.MOVES]


def test_a_desk_without_people_leaves_every_ticket() -> None:
    assert place(plain_desk(2, 0), "round_robin").left.tolist() == [Left.TEAM, Left.TEAM]


@pytest.mark.parametrize(
    ("cached", "pairs", "wanted"),
    [
        (True, 399_999, False),
        (True, 400_000, True),
        (False, 1_999_999, False),
        (False, 2_000_000, True),
    ],
)
def test_machine_code_is_used_where_it_is_sooner_done(
    monkeypatch: pytest.MonkeyPatch, cached: bool, pairs: int, wanted: bool
) -> None:
    monkeypatch.setattr("hindesk.replay.machine_code.has_machine_code", lambda *_: cached)

    assert wants_machine_code(pairs) is wanted
