"""What a plan does to the people and to the tickets' due times: before and after."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hindesk.calendars.instants import Flags
from hindesk.reassign.desk import BOUNDLESS, NOBODY, Desk, Ints, Left
from hindesk.reassign.limits import loads_after, loads_before


@dataclass(frozen=True, slots=True)
class Side:
    """How things stand on one side of a plan.

    Args:
        load: of each person, the weight that they hold.
        at_risk: of each person, the tickets of the plan that they hold and are not at work before they are due.
        unattended: tickets of the plan with a due time that nobody of the roster holds.
    """

    load: Ints
    at_risk: Ints
    unattended: int

    @property
    def due_at_risk(self) -> int:
        """Tickets of the plan whose holder is not at work before they are due, or that nobody holds."""
        return int(self.at_risk.sum()) + self.unattended


@dataclass(frozen=True, slots=True)
class Fairness:
    """How evenly the load lies on the candidates, the people who may get at least one of the tickets.

    Args:
        people: how many they are.
        least: the smallest load.
        most: the largest.
        index: Jain's index, (Σ x)² / (n Σ x²): 1 where all hold the same, 1/n where one holds everything.
    """

    people: int
    least: int
    most: int
    index: float


@dataclass(frozen=True, slots=True)
class Balance:
    """A plan's effect: both sides, and how many tickets each person is given and gives away."""

    before: Side
    after: Side
    given: Ints
    taken: Ints


def balance(desk: Desk, to: Ints) -> Balance:
    """Weigh a placement: of each ticket the person who gets it, or NOBODY where it stays as it is."""
    after = np.where(to == NOBODY, desk.holder, to)
    moved = after != desk.holder
    return Balance(
        before=Side(loads_before(desk), *_at_risk(desk, desk.holder)),
        after=Side(loads_after(desk, to), *_at_risk(desk, after)),
        given=_count(desk, after[moved]),
        taken=_count(desk, desk.holder[moved]),
    )


def candidates(desk: Desk) -> Flags:
    """Which people may get at least one of the tickets that is not taken from them, if they held nothing else."""
    kinds = len(desk.hurdle)
    left = np.repeat(np.bincount(desk.kind, minlength=kinds)[:, None], len(desk.load), axis=1)
    taken = desk.barred != NOBODY
    np.subtract.at(left, (desk.kind[taken], desk.barred[taken]), 1)
    lightest = desk.weight.min(initial=BOUNDLESS)
    may: Flags = ((desk.hurdle == Left.NOT) & (left > 0)).any(axis=0) & (desk.capacity >= lightest)
    return may


def fairness(desk: Desk, load: Ints) -> Fairness:
    """Measure how evenly a load lies on the candidates."""
    share = load[candidates(desk)].astype(np.float64)
    if not share.any():
        return Fairness(len(share), 0, 0, 1.0)
    index = share.sum() ** 2 / (len(share) * (share**2).sum())
    return Fairness(len(share), int(share.min()), int(share.max()), float(index))


def _at_risk(desk: Desk, holder: Ints) -> tuple[Ints, int]:
    dated = desk.due != BOUNDLESS
    held = dated & (holder != NOBODY)
    late = held.copy()
    late[held] = desk.at_work[holder[held]] >= desk.due[held]
    return _count(desk, holder[late]), int((dated & (holder == NOBODY)).sum())


def _count(desk: Desk, people: Ints) -> Ints:
    known = people[people != NOBODY]
    return np.bincount(known, minlength=len(desk.load)).astype(np.int64)
