"""Kinds of tickets: what decides who may hold a ticket, each combination once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from hindesk.policy.routing import Routing
from hindesk.policy.values import Test
from hindesk.reassign.conditions import matching
from hindesk.reassign.desk import Ints
from hindesk.reassign.facts import Facts
from hindesk.reassign.values import Values

NO_RULE: Final = -1
"""In place of a skill rule's number: no rule matches."""

NO_SCHEDULE: Final = -1
"""In place of an on-call schedule's number: the routing names none."""


@dataclass(frozen=True, slots=True, eq=False)
class Kinds:
    """K kinds, and the kind of each of n tickets.

    Args:
        of: (n,), the kind of each ticket.
        team: (K,), the number of the team (`Staff.teams`), UNKNOWN_TEAM or NO_TEAM.
        tier: (K,), `facts.NO_TIER` without one.
        rule: (K,), the number of the skill rule, NO_RULE without one.
        language: (K,), `words.code` of the field `language`; 0 without one.
        excluded: (K,), 1 where the routing leaves such tickets alone.
        schedule: (K,), the number of the on-call schedule (`Routing.schedules`), or NO_SCHEDULE.
    """

    of: Ints
    team: Ints
    tier: Ints
    rule: Ints
    language: Ints
    excluded: Ints
    schedule: Ints


def kinds_of(team: Ints, facts: Facts, values: Values, routing: Routing, *, rows: Ints) -> Kinds:
    """Tell the kinds of some tickets apart.

    Args:
        team: of each of all tickets, the number of the team that it is for.
        facts: of all tickets.
        values: of all tickets.
        routing: its skill rules, exclusions and on-call schedules.
        rows: the tickets that are meant, as places in the columns of the facts.
    """
    of_words = rules_of(values, routing), facts.language, excluded(values, routing), schedules_of(values, routing)
    columns = (team, facts.tier, *of_words)
    distinct, of = np.unique(np.column_stack([one[rows] for one in columns]), axis=0, return_inverse=True)
    return Kinds(of.reshape(-1).astype(np.int64), *np.ascontiguousarray(distinct.T.astype(np.int64)))


def rules_of(values: Values, routing: Routing) -> Ints:
    """The number of the first skill rule that matches each of all tickets; NO_RULE where none does."""
    found = np.full(len(values.tickets), NO_RULE, np.int64)
    for number, rule in reversed(tuple(enumerate(routing.skills))):
        found[matching(rule.when, values)] = number
    return found


def excluded(values: Values, routing: Routing) -> npt.NDArray[np.int64]:
    """1 for each of all tickets that the routing leaves alone, else 0."""
    if routing.exclude is None:
        return np.zeros(len(values.tickets), np.int64)
    return matching(routing.exclude, values).astype(np.int64)


def schedules_of(values: Values, routing: Routing) -> Ints:
    """The number of the on-call schedule of each of all tickets, in the order of `Routing.schedules`."""
    names, choice = routing.schedules, routing.on_call
    last = NO_SCHEDULE if choice is None or choice.otherwise is None else names.index(choice.otherwise)
    found = np.full(len(values.tickets), last, np.int64)
    if choice is not None and choice.by is not None:
        for case, name in reversed(choice.cases):
            found[matching(Test(choice.by, "is", (case,)), values)] = names.index(name)
    return found
