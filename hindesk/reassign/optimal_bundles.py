"""Tickets that are alike in everything, and the people who cost such a ticket less than a stranger would."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hindesk.reassign.desk import NOBODY, Desk, Ints
from hindesk.reassign.optimal_groups import NEVER, Needs


@dataclass(frozen=True, slots=True)
class Choices:
    """People who may hold a bundle's tickets and are no strangers to them, or hold them now.

    Args:
        bundle: of each choice, the bundle.
        person: who.
        cost: the points for one ticket.
        new: whether the person does not hold it yet.
    """

    bundle: Ints
    person: Ints
    cost: Ints
    new: Ints


@dataclass(frozen=True, slots=True)
class Bundles:
    """B sets of tickets with the same need, holder and acquaintances.

    Args:
        of: of each ticket, its bundle, or NOBODY where no person may hold it.
        size: of each bundle, how many tickets.
        need: of each bundle, the need of its tickets.
        holder: of each bundle, who holds its tickets now, or NOBODY.
        choices: who is not a stranger.
    """

    of: Ints
    size: Ints
    need: Ints
    holder: Ints
    choices: Choices


def bundles_of(desk: Desk, needs: Needs) -> Bundles:
    """Put together the tickets that may be placed and are alike."""
    ticket, person = _acquaintances(desk, needs)
    placeable = np.flatnonzero((needs.cost != NEVER).any(axis=1)[needs.need])
    facts = np.column_stack([needs.need, desk.holder, _rows(ticket, person, len(desk.kind))])[placeable]
    _, first, place = np.unique(facts, axis=0, return_index=True, return_inverse=True)
    of = np.full(len(desk.kind), NOBODY, np.int64)
    of[placeable] = place.reshape(-1)
    like = placeable[first]
    size = np.bincount(place.reshape(-1), minlength=len(like)).astype(np.int64)
    choices = _choices(desk, needs, like, (ticket, person))
    return Bundles(of, size, needs.need[like], desk.holder[like], choices)


def _acquaintances(desk: Desk, needs: Needs) -> tuple[Ints, Ints]:
    """Pairs of a ticket and a person who knows it and may hold it, in order; none where strangers cost nothing."""
    ticket = np.repeat(np.arange(len(desk.kind)), np.diff(desk.known_from))
    person = desk.known
    wanted = (desk.closeness > 0) & (needs.cost[needs.need[ticket], needs.group[person]] != NEVER)
    wanted &= desk.costs.stranger > 0
    order = np.lexsort((person[wanted], ticket[wanted]))
    return ticket[wanted][order], person[wanted][order]


def _rows(ticket: Ints, person: Ints, tickets: int) -> Ints:
    """(tickets, the most that any ticket has): the people of the pairs, filled up with NOBODY."""
    counts = np.bincount(ticket, minlength=tickets)
    rows = np.full((tickets, counts.max(initial=0)), NOBODY, np.int64)
    rows[ticket, np.arange(len(ticket)) - (np.cumsum(counts) - counts)[ticket]] = person
    return rows


def _choices(desk: Desk, needs: Needs, like: Ints, pairs: tuple[Ints, Ints]) -> Choices:
    """The choices of each bundle, which are those of the ticket that it is `like`; holders that may keep come last."""
    bundle_of = np.full(len(desk.kind), NOBODY, np.int64)
    bundle_of[like] = np.arange(len(like))
    known = bundle_of[pairs[0]] != NOBODY
    bundle, person = bundle_of[pairs[0][known]], pairs[1][known]
    new = desk.holder[like][bundle] != person
    holder = desk.holder[like]
    held = holder != NOBODY
    held[held] = needs.cost[needs.need[like][held], needs.group[holder[held]]] != NEVER
    friend = np.zeros(len(like), np.bool_)
    friend[bundle[~new]] = True
    keeps = np.flatnonzero(held)
    all_bundles = np.concatenate([bundle[new], keeps])
    all_people = np.concatenate([person[new], holder[keeps]])
    is_new = np.arange(len(all_bundles)) < new.sum()
    spared = np.where(is_new, desk.costs.stranger, desk.costs.move + desk.costs.stranger * friend[all_bundles])
    cost = needs.cost[needs.need[like][all_bundles], needs.group[all_people]] - spared
    return Choices(all_bundles, all_people, cost, is_new)
