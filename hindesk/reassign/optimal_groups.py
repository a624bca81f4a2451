"""Tickets and people that are alike in what a stranger costs: needs, and groups of people, with one table of costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from hindesk.reassign.desk import NOBODY, Desk, Ints

NEVER: Final = -1
"""In place of a cost: may not hold it."""


@dataclass(frozen=True, slots=True)
class Needs:
    """Who may hold what, and what it costs, for C needs of tickets and G groups of people.

    Args:
        need: of each ticket, its need.
        weight: of each need, the weight of its tickets.
        group: of each person, their group.
        cost: (C, G), the points for a new holder who is a stranger to the ticket, or NEVER.
    """

    need: Ints
    weight: Ints
    group: Ints
    cost: Ints


def needs_of(desk: Desk) -> Needs:
    """Put together what is alike; every ticket and every person of the desk falls into one need and one group."""
    fit, work = _fit(desk), _work(desk)
    group, first = _groups(desk, fit, work)
    due = np.searchsorted(np.unique(desk.at_work), desk.due) if _due_counts(desk) else np.zeros_like(desk.due)
    barred = np.where(desk.barred == NOBODY, NOBODY, group[desk.barred]) if group.size else desk.barred
    facts, of_ticket = _distinct(np.column_stack([desk.kind, desk.weight, due, barred]))
    cost = _costs(desk, facts, fit[:, first], work[first])
    rows, of_fact = _distinct(np.column_stack([facts[:, 1], cost]))
    return Needs(of_fact[of_ticket], rows[:, 0].copy(), group, rows[:, 1:].copy())


def _due_counts(desk: Desk) -> bool:
    return desk.before_due or desk.costs.late > 0


def _fit(desk: Desk) -> Ints:
    """(kinds, m): what a new holder costs who is a stranger and at work in time; NEVER for who has no room at all."""
    costs = desk.costs
    points = costs.skill * desk.step + costs.language * desk.foreign + costs.stranger + costs.move
    return np.where((desk.hurdle == 0) & (desk.load < desk.capacity), points, NEVER)


def _work(desk: Desk) -> Ints:
    """Of each person, how many instants at which others begin to work come before theirs."""
    if not _due_counts(desk):
        return np.zeros(desk.load.size, np.int64)
    return np.unique(desk.at_work, return_inverse=True)[1].reshape(-1).astype(np.int64)


def _groups(desk: Desk, fit: Ints, work: Ints) -> tuple[Ints, Ints]:
    """Of each person the group, and of each group one person; who is barred from a ticket is a group of one."""
    people = np.arange(desk.load.size)
    single = np.where(np.isin(people, desk.barred), people, NOBODY)
    facts = np.column_stack([fit.T, work, single])
    _, first, group = np.unique(facts, axis=0, return_index=True, return_inverse=True)
    return group.reshape(-1).astype(np.int64), first


def _costs(desk: Desk, facts: Ints, fit: Ints, work: Ints) -> Ints:
    kind, _, due, barred = (column[:, None] for column in facts.T)
    late = (work >= due) & _due_counts(desk)
    cost = fit[kind[:, 0]]
    never = (cost == NEVER) | (barred == np.arange(len(work))) | (late & desk.before_due)
    return np.where(never, NEVER, cost + late * desk.costs.late)


def _distinct(facts: Ints) -> tuple[Ints, Ints]:
    rows, place = np.unique(facts, axis=0, return_inverse=True)
    return rows, place.reshape(-1)
