"""How much tickets weigh, which of them count as load, and how much each person holds."""

from __future__ import annotations

import numpy as np

from hindesk.calendars.instants import Flags
from hindesk.events import Category
from hindesk.people.identity import folded
from hindesk.policy.routing import Routing, Weights
from hindesk.reassign.conditions import matching
from hindesk.reassign.desk import NOBODY, Ints
from hindesk.reassign.facts import Facts
from hindesk.reassign.selection import Staffed
from hindesk.reassign.staff import Staff
from hindesk.reassign.values import Values


def ticket_weights(facts: Facts, values: Values, weights: Weights) -> Ints:
    """The weight of each ticket, 1 or more: that of its priority times that of its tier."""
    by_priority = {folded(name): weight for name, weight in weights.priority.items()}
    texts = values.texts("priority").to_pylist()
    of_priority = np.array([by_priority.get(folded(text or ""), 1) for text in texts], np.int64)[facts.priority]
    tiers, place = np.unique(facts.tier, return_inverse=True)
    of_tier = np.array([weights.tier.get(tier, 1) for tier in tiers.tolist()], np.int64)[place]
    return np.asarray(np.maximum(of_priority * of_tier, 1), np.int64)


def counted(facts: Facts, values: Values, routing: Routing) -> Flags:
    """Which tickets count as load: open ones that `routing.counts` matches.

    Without it: open ones none of whose clocks is paused at the end of the run; without a run: those whose status is new
    or open.
    """
    if routing.counts is not None:
        return facts.is_open & matching(routing.counts, values)
    runs: Flags = facts.paused == 0
    if not facts.has_run:
        runs = np.isin(facts.category, (Category.NONE, Category.NEW, Category.OPEN))
    return facts.is_open & runs


def load_of(holder: Ints, weight: Ints, *, people: int) -> Ints:
    """The weight that each of so many people holds, of tickets with these holders and weights."""
    held = holder != NOBODY
    load = np.zeros(people, np.int64)
    np.add.at(load, holder[held], weight[held])
    return load


def loads(facts: Facts, values: Values, *, staff: Staff, routing: Routing) -> Ints:
    """The weight of the tickets that count, by person."""
    weight = np.where(counted(facts, values, routing), ticket_weights(facts, values, routing.weights), 0)
    return load_of(staff.holder, weight, people=len(staff.people))


def staffed_of(staff: Staff, load: Ints) -> Staffed:
    """What a selection asks of the holders of all tickets, from the load of each person."""
    held = staff.holder != NOBODY

    def of_holder(flags: Flags) -> Ints:
        told = np.zeros(len(held), np.int64)
        told[held] = flags[staff.holder[held]]
        return told

    return Staffed(
        person=staff.holder,
        left=of_holder(staff.left),
        away=of_holder(staff.away),
        over=of_holder(load > staff.capacity),
        names=tuple(person.name for person in staff.people),
    )
