"""What keeps tickets where they are once a plan is made: the highest obstacle between each of them and anybody."""

from __future__ import annotations

from typing import Final

import numpy as np

from hindesk.reassign.desk import NOBODY, Desk, Ints, Left

_CELLS: Final = 4_000_000


def obstacles_of(desk: Desk, tickets: Ints, load: Ints, given: Ints) -> Ints:
    """Name the obstacle that comes last of those that keep people from a ticket.

    Args:
        desk: the question.
        tickets: the tickets that nobody gets, as numbers of the desk.
        load: of each person, the weight that they hold in the end; a ticket that is left weighs on its holder.
        given: of each person, how many tickets they newly get.

    Returns:
        A `Left` for each of `tickets`: the highest of the people's first obstacles, NOT where nothing keeps somebody
        from it, TEAM where there are no people.
    """
    if not desk.load.size:
        return np.full(len(tickets), Left.TEAM, np.int64)
    facts = np.column_stack([f[tickets] for f in (desk.kind, desk.weight, desk.due, desk.barred, desk.holder)])
    distinct, place = np.unique(facts, axis=0, return_inverse=True)
    size = max(1, _CELLS // desk.load.size)
    parts = [_highest(desk, distinct[i : i + size], load, given) for i in range(0, len(distinct), size)]
    return np.concatenate([np.zeros(0, np.int64), *parts])[place.reshape(-1)]


def _highest(desk: Desk, facts: Ints, load: Ints, given: Ints) -> Ints:
    kind, weight, due, barred, holder = (column[:, None] for column in facts.T)
    person = np.arange(desk.load.size)
    keeps = person == holder
    tests = (
        (Left.TAKEN, person == barred),
        (Left.LATE, desk.before_due & (desk.at_work >= due)),
        (Left.FULL, load > desk.capacity - np.where(keeps, 0, weight)),
        (Left.LIMITED, ~keeps & (given >= desk.allowance)),
        (Left.MOVES, ~keeps & (given.sum() >= desk.max_moves)),
    )
    first = desk.hurdle[kind[:, 0]]
    for left, found in tests:
        first = np.where((first == Left.NOT) & found, left, first)
    return np.where((first == Left.NOT).any(axis=1), Left.NOT, first.max(axis=1)).astype(np.int64)


def given_to(desk: Desk, to: Ints) -> Ints:
    """Count the tickets that each person newly gets: those that they do not hold now."""
    new = (to != NOBODY) & (to != desk.holder)
    return np.bincount(to[new], minlength=desk.load.size).astype(np.int64)
