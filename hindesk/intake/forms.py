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


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A field that a form asks for: the tickets of the form to which it is shown, and those of them that lack it."""

    field: str
    shown: Flags
    missing: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Filled:
    """A form as tickets filled it in.

    Args:
        form: the form.
        tickets: the judged tickets that belong to it.
        required: for each of `form.require` those of them to which it is shown.
        entries: each field once, with everything for which the form requires it.
    """

    form: Form
    tickets: Flags
    required: tuple[Flags, ...]
    entries: tuple[Entry, ...]

    @property
    def lacking(self) -> Flags:
        """The tickets that lack a field."""
        lacking: Flags = np.logical_or.reduce([entry.missing for entry in self.entries])
        return lacking


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
    for one in filled(forms, created):
        form, tickets, lacking = one.form, one.tickets, one.lacking
        rest = rest & ~tickets
        asked += [Asked(form.name, entry.field, _count(entry.shown), _count(entry.missing)) for entry in one.entries]
        told += [_told(form, tickets & ~lacking, messages, complete=True), _told(form, lacking, messages)]
    return Completeness(tuple(told), tuple(asked), _count(rest))


def filled(forms: Sequence[Form], created: Created) -> Iterator[Filled]:
    """Yield every form with the judged tickets that it was the first to match when they were created."""
    rest = created.seen
    for form in forms:
        tickets = rest & created.at_creation(form.when)
        rest = rest & ~tickets
        required = tuple(tickets & created.at_creation(one.when) for one in form.require)
        yield Filled(form, tickets, required, tuple(_entries(form, created, required)))


def _entries(form: Form, created: Created, required: Sequence[Flags]) -> Iterator[Entry]:
    """Yield each field of a form once."""
    for field in dict.fromkeys(one.field for one in form.require):
        places = zip(form.require, required, strict=True)
        shown: Flags = np.logical_or.reduce([mask for one, mask in places if one.field == field])
        yield Entry(field, shown, shown & created.at_creation(Not(Test(field, "is_set", SET))))


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
