"""The question that every strategy answers, and the form of the answer; all columns are int64, C-contiguous."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from hindesk.people.identity import NOBODY
from hindesk.policy.routing import Costs

__all__ = ["BOUNDLESS", "NOBODY", "Desk", "Ints", "Left", "Placement", "Why"]

Ints = npt.NDArray[np.int64]

BOUNDLESS: Final = 2**62
"""A capacity, a limit or an instant that is never reached."""


class Left(IntEnum):
    """Why a ticket stays where it is; in the order of the tests, so that the highest one is the last obstacle."""

    NOT = 0
    EXCLUDED = 1  # the routing leaves it alone
    GAP = 2  # nobody is on call in its schedule
    OFF_DUTY = 3  # nobody of the roster is on call in its schedule, or somebody else is
    TEAM = 4  # nobody of the roster works in its team
    TIER = 5  # nobody of those may hold its tier
    SKILL = 6  # nobody of those has the skills
    LANGUAGE = 7  # nobody of those speaks its language
    GONE = 8  # all of those are away
    TAKEN = 9  # the only one is the holder that it is to be taken from
    LATE = 10  # nobody of those is at work before it is due
    FULL = 11  # nobody of those has room
    LIMITED = 12  # all of those have been given as many as they may get
    MOVES = 13  # the plan may not move any more tickets
    STOPPED = 14  # the solver was stopped before it was placed


class Why(IntEnum):
    """What spoke for the person who was chosen."""

    TURN = 0  # next in turn
    LOAD = 1  # the least loaded
    SKILL = 2  # meets the first step of the skill rule that anyone meets
    KNOWS_TICKET = 3  # has held this ticket before, or holds it
    KNOWS_CUSTOMER = 4  # has held another ticket of the customer
    COST = 5  # the lowest total cost
    ON_CALL = 6  # is on call


@dataclass(frozen=True, slots=True)
class Desk:
    """n tickets in the order in which they are served, and m people. Kinds are tickets alike but for due and holder.

    Args:
        kind: of each ticket, its row in the three tables of kinds.
        holder: of each ticket, the person who holds it now, or NOBODY.
        barred: of each ticket, the person who may not get it because it is taken from them, or NOBODY.
        weight: of each ticket, 1 or more.
        due: of each ticket, UTC microseconds; BOUNDLESS without one, and where it has passed: nobody can be at work
            before it any more.
        known_from: n + 1 places; the people who know ticket t are `known[known_from[t]:known_from[t + 1]]`.
        known: people, in no ticket twice.
        closeness: of each of `known`, 2: has held this ticket or holds it; 1: has held another one of its customer.
        hurdle: (kinds, m), 0 where the person may hold such a ticket, else the `Left` of the first obstacle.
        step: (kinds, m), the first step of the kind's skill rule that the person meets, from 0; 0 without a rule.
        foreign: (kinds, m), 1 where the person does not speak the ticket's language and that counts, else 0.
        load: of each person, the weight that counts and is not among these tickets.
        capacity: of each person, BOUNDLESS without a limit.
        allowance: of each person, how many tickets more the limit lets them get; BOUNDLESS without one.
        turn: of each person, when they last got a ticket by turns: the smallest is the next one, ties by number.
        at_work: of each person, the first instant from now on at which they work, UTC microseconds; BOUNDLESS: never.
        max_moves: how many tickets may change their holder.
        before_due: whether the holder must be at work before the ticket is due.
        costs: what a holder costs.
    """

    kind: Ints
    holder: Ints
    barred: Ints
    weight: Ints
    due: Ints
    known_from: Ints
    known: Ints
    closeness: Ints
    hurdle: Ints
    step: Ints
    foreign: Ints
    load: Ints
    capacity: Ints
    allowance: Ints
    turn: Ints
    at_work: Ints
    max_moves: int = BOUNDLESS
    before_due: bool = False
    costs: Costs = field(default_factory=Costs)


@dataclass(frozen=True, slots=True)
class Placement:
    """Who gets each ticket of a desk.

    Args:
        to: of each ticket, the person (its present holder where that is the choice), or NOBODY: it stays as it is.
        left: of each ticket, a `Left`; NOT where `to` is a person.
        why: of each ticket that somebody gets, a `Why`; 0 elsewhere.
        load: of each ticket that somebody gets, that person's load just before, without this ticket.
        turn: of each person, the turns after this batch.
        stopped: how an exact solver was stopped early, in words; empty where it was not.
    """

    to: Ints
    left: Ints
    why: Ints
    load: Ints
    turn: Ints
    stopped: str = ""
