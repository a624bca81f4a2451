"""What a placement costs is the sum over its tickets and people, term by term."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hindesk.policy.routing import Costs
from hindesk.reassign.costs import closeness_of, cost_of
from hindesk.reassign.desk import NOBODY, Desk
from hindesk.reassign.strategies import STRATEGIES
from tests.reassign.desks import column, desks, ints, plain_desk
from tests.reassign.hard_limits import held_at_last

NOTHING = Costs(unplaced=0, late=0, skill=0, language=0, stranger=0, move=0, load=0)


def slow_cost(desk: Desk, to: list[int]) -> int:
    """The same sum, ticket by ticket and unit by unit."""
    costs, total = desk.costs, 0
    for t, person in enumerate(to):
        if person == NOBODY:
            total += costs.unplaced
            continue
        kind = desk.kind[t]
        knows = desk.known[desk.known_from[t] : desk.known_from[t + 1]]
        total += costs.late if desk.at_work[person] >= desk.due[t] else 0
        total += costs.skill * int(desk.step[kind, person]) + costs.language * int(desk.foreign[kind, person])
        total += 0 if person in knows else costs.stranger
        total += costs.move if person != desk.holder[t] else 0
    units = (unit for held in held_at_last(desk, np.array(to, np.int64)) for unit in range(1, held + 1))
    return total + costs.load * sum(units)


@given(data=st.data(), desk=desks())
def test_the_cost_of_any_placement_is_its_sum(data: st.DataObject, desk: Desk) -> None:
    to = data.draw(column(len(desk.kind), st.integers(NOBODY, len(desk.load) - 1)))

    assert cost_of(desk, to) == slow_cost(desk, to.tolist())


@given(desk=desks())
def test_a_strategys_answer_has_a_cost(desk: Desk) -> None:
    placement = STRATEGIES["skills"].place(desk)

    assert cost_of(desk, placement.to) == slow_cost(desk, placement.to.tolist())


def test_weight_costs_more_the_more_a_person_holds() -> None:
    desk = replace(plain_desk(2, 2), load=ints(1, 0), costs=replace(NOTHING, load=1))

    assert cost_of(desk, ints(0, 0)) == 1 + 2 + 3
    assert cost_of(desk, ints(0, 1)) == 1 + 2 + 1


def test_a_ticket_that_is_left_weighs_on_its_holder() -> None:
    desk = replace(plain_desk(1, 1), holder=ints(0), weight=ints(2), costs=replace(NOTHING, load=1, unplaced=100))

    assert cost_of(desk, ints(NOBODY)) == 100 + 1 + 2


def test_whoever_is_at_work_just_when_the_ticket_is_due_is_late() -> None:
    desk = replace(plain_desk(2, 1), due=ints(5, 6), at_work=ints(5), costs=replace(NOTHING, late=7))

    assert cost_of(desk, ints(0, 0)) == 7


def test_closeness_is_that_of_the_person_who_gets_the_ticket() -> None:
    desk = replace(plain_desk(3, 2), known_from=ints(0, 2, 2, 3), known=ints(0, 1, 1), closeness=ints(2, 1, 2))

    assert closeness_of(desk, ints(1, 1, NOBODY)).tolist() == [1, 0, 0]
