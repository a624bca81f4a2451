"""What keeps tickets where they are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hindesk.reassign.desk import BOUNDLESS, NOBODY, Desk, Left
from hindesk.reassign.obstacles import obstacles_of
from tests.reassign.desks import ints, plain_desk

ONE = plain_desk(1, 1)


def _obstacle(desk: Desk, given: int = 0) -> Left:
    return Left(obstacles_of(desk, ints(0), desk.load, np.full(desk.load.size, given))[0])


@pytest.mark.parametrize(
    ("desk", "obstacle"),
    [
        (ONE, Left.NOT),
        (plain_desk(1, 0), Left.TEAM),
        (replace(ONE, hurdle=ints(Left.SKILL).reshape(1, 1), capacity=ints(0)), Left.SKILL),
        (replace(ONE, barred=ints(0), holder=ints(0), capacity=ints(0)), Left.TAKEN),
        (replace(ONE, before_due=True, due=ints(5), at_work=ints(5), capacity=ints(0)), Left.LATE),
        (replace(ONE, due=ints(5), at_work=ints(5)), Left.NOT),
        (replace(ONE, capacity=ints(0), allowance=ints(0)), Left.FULL),
        (replace(ONE, allowance=ints(0), max_moves=0), Left.LIMITED),
        (replace(ONE, max_moves=0), Left.MOVES),
        (replace(ONE, max_moves=0, holder=ints(0), allowance=ints(0)), Left.NOT),
    ],
)
def test_the_first_obstacle_of_the_only_person_is_named(desk: Desk, obstacle: Left) -> None:
    assert _obstacle(desk) == obstacle


def test_a_person_who_holds_the_ticket_has_room_for_it_where_they_are_within_capacity() -> None:
    desk = replace(ONE, holder=ints(0), load=ints(3), capacity=ints(3))
    assert _obstacle(desk) == Left.NOT


def test_the_highest_obstacle_counts_where_people_have_different_ones() -> None:
    hurdle = ints(Left.TEAM, Left.GONE, 0).reshape(1, 3)
    desk = replace(plain_desk(1, 3), hurdle=hurdle, capacity=ints(BOUNDLESS, BOUNDLESS, 0))
    assert _obstacle(desk) == Left.FULL


def test_every_ticket_gets_its_own_obstacle_in_the_order_asked() -> None:
    desk = replace(plain_desk(3, 1), weight=ints(1, 2, 3), barred=ints(NOBODY, 0, NOBODY), capacity=ints(2))
    found = obstacles_of(desk, ints(2, 0, 1), desk.load, ints(0))
    assert found.tolist() == [Left.FULL, Left.NOT, Left.TAKEN]
