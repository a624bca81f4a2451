"""What a plan does to people and due times."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hindesk.reassign.balance import Fairness, balance, candidates, fairness
from hindesk.reassign.desk import NOBODY, Left
from tests.reassign.desks import ints, plain_desk


def test_tickets_given_and_taken_are_counted_by_person() -> None:
    desk = replace(plain_desk(4, 3), holder=ints(0, 0, 1, NOBODY), weight=ints(1, 2, 3, 4))
    done = balance(desk, ints(2, NOBODY, 1, 2))

    assert done.before.load.tolist() == [3, 3, 0]
    assert done.after.load.tolist() == [2, 3, 5]
    assert done.given.tolist() == [0, 0, 2]
    assert done.taken.tolist() == [1, 0, 0]


def test_a_ticket_is_at_risk_where_its_holder_is_not_at_work_before_it_is_due() -> None:
    desk = replace(plain_desk(3, 2), holder=ints(0, 1, NOBODY), due=ints(10, 10, 10), at_work=ints(10, 9))
    done = balance(desk, ints(1, 0, NOBODY))

    assert (done.before.at_risk.tolist(), done.before.unattended, done.before.due_at_risk) == ([1, 0], 1, 2)
    assert (done.after.at_risk.tolist(), done.after.due_at_risk) == ([1, 0], 2)


def test_without_a_due_time_nothing_is_at_risk() -> None:
    assert balance(plain_desk(2, 1), ints(NOBODY, 0)).before.due_at_risk == 0


@pytest.mark.parametrize(
    ("load", "expected"),
    [
        ((2, 2, 2), Fairness(3, 2, 2, 1.0)),
        ((3, 0, 0), Fairness(3, 0, 3, 1 / 3)),
        ((0, 0, 0), Fairness(3, 0, 0, 1.0)),
    ],
)
def test_fairness_goes_from_one_holding_all_to_all_holding_the_same(load: tuple[int, ...], expected: Fairness) -> None:
    found = fairness(plain_desk(1, 3), ints(*load))

    assert (found.people, found.least, found.most) == (expected.people, expected.least, expected.most)
    assert found.index == pytest.approx(expected.index)


def test_only_people_who_may_get_a_ticket_are_candidates() -> None:
    desk = replace(
        plain_desk(2, 4),
        holder=ints(2, 2),
        barred=ints(2, 2),
        weight=ints(2, 2),
        hurdle=ints(Left.GONE, 0, 0, 0).reshape(1, 4),
        capacity=ints(9, 9, 9, 1),
    )

    assert candidates(desk).tolist() == [False, True, False, False]


def test_whoever_loses_only_some_tickets_may_get_the_others() -> None:
    desk = replace(plain_desk(2, 2), holder=ints(0, 1), barred=ints(0, NOBODY))

    assert candidates(desk).tolist() == [True, True]


def test_without_tickets_nobody_is_a_candidate() -> None:
    assert candidates(plain_desk(0, 2)).tolist() == [False, False]
