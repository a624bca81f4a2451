"""The limits that no plan may break, asked of any placement: one that a strategy made or one that a person edited."""

from __future__ import annotations

import numpy as np

from hindesk.reassign.desk import NOBODY, Desk, Ints, Left


def broken_limits(desk: Desk, to: Ints) -> Ints:
    """Say which limit each ticket's new holder breaks.

    Args:
        desk: the question.
        to: of each ticket, the person who gets it, or NOBODY: it stays as it is.

    Returns:
        A `Left` for each ticket: NOT where nothing is broken, which holds for every ticket that keeps its holder;
        of several limits the first in the order of `Left`.
    """
    if not len(desk.load):
        return np.zeros_like(to)
    given = (to != NOBODY) & (to != desk.holder)
    tests = (
        (Left.TAKEN, to == desk.barred),
        (Left.LATE, desk.before_due & (desk.at_work[to] >= desk.due)),
        (Left.FULL, loads_after(desk, to)[to] > desk.capacity[to]),
        (Left.LIMITED, np.bincount(to[given], minlength=len(desk.load))[to] > desk.allowance[to]),
        (Left.MOVES, np.cumsum(given) > desk.max_moves),
    )
    broken = desk.hurdle[desk.kind, to].copy()
    for left, found in tests:
        broken[(broken == Left.NOT) & found] = left
    broken[~given] = Left.NOT
    return broken


def loads_after(desk: Desk, to: Ints) -> Ints:
    """The weight that each person holds once the tickets are placed; one that stays as it is weighs on its holder."""
    return desk.load + _weights(desk, np.where(to == NOBODY, desk.holder, to))


def loads_before(desk: Desk) -> Ints:
    """The weight that each person holds now, the tickets of the desk included."""
    return desk.load + _weights(desk, desk.holder)


def _weights(desk: Desk, holders: Ints) -> Ints:
    held = holders != NOBODY
    total = np.zeros(len(desk.load), np.int64)
    np.add.at(total, holders[held], desk.weight[held])
    return total
