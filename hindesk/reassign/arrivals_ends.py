"""How past tickets ended, and which of them a routing would have given out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

import numpy as np
import pyarrow as pa

from hindesk.events import Category, Knows
from hindesk.people.on_call import Schedule
from hindesk.people.person import Roster
from hindesk.policy.routing import Routing
from hindesk.reassign.desk import BOUNDLESS, Ints
from hindesk.reassign.facts import Facts
from hindesk.reassign.kinds import excluded
from hindesk.reassign.sql import sql
from hindesk.reassign.values import Values
from hindesk.store.store import Store

_FIELDS: Final = ("status", "assignee", "team")
_STILL_OPEN: Final = -1


class Fate(IntEnum):
    """How a ticket had ended."""

    OPEN = 0
    SOLVED = 1
    GONE = 2


class Out(IntEnum):
    """Why a ticket is no arrival; in the order of the tests."""

    EXCLUDED = 1  # the routing leaves such tickets alone
    UNDATED = 2  # it is solved, and its history does not tell when
    INSTANT = 3  # it ended when it was created


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a simulation of the routing.

    Args:
        roster: who may get tickets.
        routing: the rules.
        until: the last instant that counts, UTC microseconds; tickets created later are none.
        any_team: whether people of every team may get a ticket.
        at_work: whether only those may get a ticket whose calendar is open.
        statuses: a policy's categories of statuses, which override those of the readers.
        schedules: a policy's on-call schedules by name, of which the routing names some.
    """

    roster: Roster
    routing: Routing
    until: int
    any_team: bool = False
    at_work: bool = False
    statuses: Mapping[str, str] = field(default_factory=dict)
    schedules: Mapping[str, Schedule] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Ends:
    """Of each of all tickets, in the order of their numbers, how it had ended by an instant.

    Args:
        fate: a `Fate`.
        end_at: when, UTC microseconds; BOUNDLESS where it was open.
        assignee: who held it at last, `words.code`; 0 for nobody.
        team: whose it was at last.
        knows: what its history tells, `events.Knows`.
        fidelity: how much history it carries, `events.Fidelity`.
    """

    fate: Ints
    end_at: Ints
    assignee: Ints
    team: Ints
    knows: Ints
    fidelity: Ints


def ends_of(store: Store, values: Values, until: int) -> Ends:
    """Read how the tickets of a store had ended by an instant, UTC microseconds.

    Args:
        store: an open store.
        values: its values, with the categories of statuses that count.
        until: nothing that happened later counts.
    """
    fields = store.fields()
    categories = values.categories()
    cursor = store.cursor()
    cursor.register("categories", pa.table({"code": np.arange(len(categories)), "done": categories >= Category.SOLVED}))
    numbers = {name: fields.get(name, 0) for name in _FIELDS}
    rows: pa.Table = cursor.sql(sql("arrivals_fates"), params={**numbers, "until": until}).to_arrow_table()
    fate, end_at, *others = (rows[name].to_numpy() for name in Ends.__dataclass_fields__)
    return Ends(fate, np.where(end_at == _STILL_OPEN, BOUNDLESS, end_at), *others)


def left_out(facts: Facts, values: Values, routing: Routing, ends: Ends) -> Ints:
    """Of each of all tickets, the `Out` that keeps it from being an arrival, or 0."""
    dated = (ends.knows & (Knows.SOLVED | Knows.STATUSES)) != 0
    tests = (
        (Out.EXCLUDED, excluded(values, routing) == 1),
        (Out.UNDATED, (ends.fate == Fate.SOLVED) & ~dated),
        (Out.INSTANT, ends.end_at <= facts.opened_at),
    )
    out = np.zeros(len(facts.ticket), np.int64)
    for reason, holds in reversed(tests):
        out[holds] = reason
    return out
