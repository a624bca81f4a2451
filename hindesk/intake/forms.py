"""How complete tickets were when they were created, and how many messages they took until they were solved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from hindesk.calendars.instants import Flags
from hindesk.events import Knows
from hindesk.intake.created import Created
from hindesk.intake.sql import sql
from hindesk.policy.forms import Form
from hindesk.policy.values import Not, Test
from hindesk.reassign.desk import Ints
from hindesk.replay.runs import KeptRun
from hindesk.store.store import Store

SET: Final = ("true",)


@dataclass(frozen=True, slots=True)
class Told:
    """What tickets of one form needed, all of them complete at their creation or all incomplete.

    Args:
        form: the form's name.
        complete: whether every field that the form shows had a value.
        tickets: how many there are.
        solved: those of them that were solved and whose history tells all messages.
        customer: messages of customers after the creation of the solved ones, until they were solved.
        agent: public replies that agents wrote by hand, likewise.
    """

    form: str
    complete: bool
    tickets: int
    solved: int
    customer: int
    agent: int


@dataclass(frozen=True, slots=True)
class Asked:
    """How often a form asked for a field, and how often that was missing."""

    form: str
    field: str
    shown: int
    missing: int


@dataclass(frozen=True, slots=True)
class Completeness:
    """The completeness of the tickets of all forms.

    Args:
        told: two rows for each form: its complete tickets, its incomplete ones.
        asked: a row for each field of each form.
        unasked: the number of judged tickets that no form matches.
    """

    told: tuple[Told, ...]
    asked: tuple[Asked, ...]
    unasked: int


@dataclass(frozen=True, slots=True, eq=False)
class _Messages:
    """By ticket: 1 where its messages count, and how many customers and agents wrote."""

    known: Ints
    customer: Ints
    agent: Ints


def completeness(store: Store, run: KeptRun, forms: Sequence[Form], created: Created) -> Completeness:
    """Tell how complete tickets were at their creation, by the first form that matched them then."""
    messages = _messages(store, run, created)
    told: list[Told] = []
    asked: list[Asked] = []
    rest = created.seen
    for form in forms:
        tickets = rest & created.at_creation(form.when)
        rest = rest & ~tickets
        fields = list(_shown(form, created, tickets))
        asked += [Asked(form.name, field, _count(shown), _count(shown & missing)) for field, shown, missing in fields]
        lacking = np.logical_or.reduce([shown & missing for _, shown, missing in fields])
        told += [_told(form, tickets & ~lacking, messages, complete=True), _told(form, lacking, messages)]
    return Completeness(tuple(told), tuple(asked), _count(rest))


def _shown(form: Form, created: Created, tickets: Flags) -> Iterator[tuple[str, Flags, Flags]]:
    """Yield each field of a form, with the tickets to which it was shown and those without a value of it."""
    for field in dict.fromkeys(one.field for one in form.require):
        shown = [created.at_creation(one.when) for one in form.require if one.field == field]
        yield field, tickets & np.logical_or.reduce(shown), created.at_creation(Not(Test(field, "is_set", SET)))


def _told(form: Form, tickets: Flags, messages: _Messages, *, complete: bool = False) -> Told:
    solved = tickets & (messages.known == 1)
    customer, agent = int(messages.customer[solved].sum()), int(messages.agent[solved].sum())
    return Told(form.name, complete, _count(tickets), _count(solved), customer, agent)


def _messages(store: Store, run: KeptRun, created: Created) -> _Messages:
    parameters = {"run": run.run, "messages": int(Knows.MESSAGES)}
    rows: pa.Table = store.cursor().sql(sql("messages"), params=parameters).to_arrow_table()
    spread = created.first.spread
    return _Messages(spread(rows, "known"), spread(rows, "customer"), spread(rows, "agent"))


def _count(tickets: Flags) -> int:
    return int(tickets.sum())
