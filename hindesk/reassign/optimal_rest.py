"""Plans that serve one ticket after the other: whole ones, and the rest of one that is given in part."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from hindesk.calendars.instants import Flags
from hindesk.reassign.costs import cost_of
from hindesk.reassign.desk import NOBODY, Desk, Ints
from hindesk.reassign.limits import loads_after
from hindesk.reassign.obstacles import given_to
from hindesk.reassign.optimal_flow import keeps_room
from hindesk.reassign.strategies import STRATEGIES

_TRIES: Final = 12


def cheapest_served(desk: Desk) -> Ints:
    """The cheapest of what the strategies give that serve one ticket after the other; of equals the first."""
    plans = [strategy.place(desk).to for name, strategy in STRATEGIES.items() if name != "optimal"]
    return min(plans, key=lambda to: cost_of(desk, to))


def completed(desk: Desk, to: Ints) -> Ints | None:
    """Serve the tickets that a plan leaves; who would hold too much then gives some back, a few times over.

    Args:
        desk: the question.
        to: of each ticket, the person who gets it, or NOBODY; within the limits but for tickets that stay with people
            who get others.

    Returns:
        The whole plan; None where it keeps breaking a capacity.
    """
    for _ in range(_TRIES):
        rest = to == NOBODY
        whole = to.copy()
        whole[rest] = cheapest_served(_rest_of(desk, to, rest))
        if keeps_room(desk, whole):
            return whole
        to = np.where(_too_much(desk, whole), NOBODY, whole)
    return None


def _too_much(desk: Desk, to: Ints) -> Flags:
    """The tickets that people who hold too much give back: no more than need be, those that nobody held before first.

    Who can't come down to their capacity by that gives back all, also what they keep by choice.
    """
    excess = loads_after(desk, to) - desk.capacity
    people = np.append(excess, 0)
    new = np.flatnonzero((people[to] > 0) & (to != desk.holder))
    order = new[np.lexsort((-new, desk.holder[new] != NOBODY, to[new]))]
    weight, person = desk.weight[order], to[order]
    before = np.cumsum(weight) - weight
    before -= before[np.searchsorted(person, person)]
    back = np.zeros(len(to), np.bool_)
    back[order[before < people[person]]] = True
    short = np.bincount(to[back], desk.weight[back], len(excess)) < excess
    given_back: Flags = back | np.append(short, [False])[to]
    return given_back


def _rest_of(desk: Desk, to: Ints, rest: Flags) -> Desk:
    """The desk of the tickets that a plan leaves, after what it gives."""
    kept, given = ~rest, given_to(desk, to)
    load = desk.load.copy()
    np.add.at(load, to[kept], desk.weight[kept])
    counts = np.diff(desk.known_from)
    known = np.repeat(rest, counts)
    columns = {name: getattr(desk, name)[rest] for name in ("kind", "holder", "barred", "weight", "due")}
    return replace(
        desk,
        known_from=np.concatenate([[0], np.cumsum(counts[rest])]).astype(np.int64),
        known=desk.known[known],
        closeness=desk.closeness[known],
        load=load,
        allowance=desk.allowance - given,
        max_moves=desk.max_moves - int(given.sum()),
        **columns,
    )
