"""The strategy `optimal`: the plan of least cost under the same hard limits as every other strategy."""

from __future__ import annotations

from typing import Final

import numpy as np

from hindesk.reassign.desk import NOBODY, Desk, Ints, Left, Placement, Why
from hindesk.reassign.limits import loads_after
from hindesk.reassign.obstacles import given_to, obstacles_of
from hindesk.reassign.optimal_search import Found, search
from hindesk.reassign.optimal_solver import check_solver

SECONDS: Final = 25.0
"""How long the solver may look for a cheaper plan, unless told otherwise."""


def place_optimal(desk: Desk, *, seconds: float = SECONDS) -> Placement:
    """Find the placement whose cost (`costs.cost_of`) is the smallest.

    The answer is exact unless the solver is stopped: then it is the best that was found, never dearer than what any
    other strategy gives, and `stopped` says how far from the least it may be. The same desk gives the same answer
    where the solver needs less than a third of its time; with more, one of several plans of the least cost.

    Args:
        desk: the question.
        seconds: how long the solver may run.

    Raises:
        HindeskError: the package of the solver is not installed.
    """
    check_solver()
    found = search(desk, seconds)
    to = found.to
    held = loads_after(desk, to)
    placed = to != NOBODY
    load = np.zeros_like(to)
    load[placed] = held[to[placed]] - desk.weight[placed]
    left = _left(desk, to, held, stopped=not found.cheapest)
    why = np.where(placed, Why.COST, 0).astype(np.int64)
    return Placement(to, left, why, load, _turns(desk, to), _stopped(found, seconds))


def _left(desk: Desk, to: Ints, held: Ints, *, stopped: bool) -> Ints:
    """Why tickets stay: the highest obstacle, or where there is none, that others needed the room more."""
    tickets = np.flatnonzero(to == NOBODY)
    found = obstacles_of(desk, tickets, held, given_to(desk, to))
    left = np.zeros_like(to)
    left[tickets] = np.where(found == Left.NOT, Left.STOPPED if stopped else Left.FULL, found)
    return left


def _turns(desk: Desk, to: Ints) -> Ints:
    """Everybody who got something comes after all others, in the order of the people."""
    turn = desk.turn.copy()
    given = np.unique(to[to != NOBODY])
    turn[given] = turn.max(initial=0) + 1 + np.arange(len(given))
    return turn


def _stopped(found: Found, seconds: float) -> str:
    if found.cheapest:
        return ""
    when = f"the solver was stopped after {seconds:g} seconds"
    if found.gap is None:
        return f"{when}; how much cheaper a plan may be is not known"
    return (
        f"{when}; a cheaper plan may save {found.gap:,} of {found.cost:,} points at most ({found.gap / found.cost:.2%})"
    )
