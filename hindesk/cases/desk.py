"""A store with the ticket of each case and those that came before it, made for one replay and gone after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa

from hindesk.cases.values import Case, Step
from hindesk.events import CATEGORY_NAMES, Actor, Fidelity, Kind, Knows
from hindesk.store.landing import Origin, land
from hindesk.store.staging import create_staging, drop_staging
from hindesk.store.store import Store, passing_store

_ORIGIN: Final = Origin(source="cases", format="cases", file="", sha256="", options="{}")
_KNOWS: Final = int(Knows.MESSAGES | Knows.STATUSES | Knows.ASSIGNEES | Knows.TEAMS)
_COLUMNS: Final = {
    "staged_tickets": ("key", "fidelity", "knows"),
    "staged_events": ("key", "at", "seq", "kind", "actor", "flags", "field", "value"),
    "staged_openings": ("key", "field", "value"),
    "staged_statuses": ("status", "category"),
}
_INSERT: Final = {table: f"insert into {table} by name select * from staged" for table in _COLUMNS}  # noqa: S608 - constants
_APART: Final = "update tickets set source = 'case ' || split_part(key, '.', 1)"
"""Tickets are held against others of their source alone: each case is one of its own."""
_STATUS: Final = {"status": "new"}
"""What a ticket is from its creation on where its case does not say."""


def key_of(number: int) -> str:
    """The id of the ticket of a case, by the case's number from 0."""
    return str(number + 1)


@contextmanager
def desk_of(cases: Sequence[Case]) -> Iterator[Store]:
    """A store with the cases' tickets, whose histories tell everything; it lives in memory.

    The tickets that came before that of a case have ids of their own. Each case is a source.
    """
    with passing_store() as desk:
        create_staging(desk.connection)
        for table, rows in _rows(cases).items():
            staged = _table(_COLUMNS[table], rows)  # noqa: F841 - the statement reads it
            desk.connection.execute(_INSERT[table])
        land(desk, _ORIGIN)
        desk.connection.execute(_APART)
        drop_staging(desk.connection)
        yield desk


def _rows(cases: Sequence[Case]) -> dict[str, list[tuple[object, ...]]]:
    tickets = [one for number, case in enumerate(cases) for one in _tickets(key_of(number), case)]
    return {
        "staged_tickets": [(one.key, int(Fidelity.EVENTS), _KNOWS) for one in tickets],
        "staged_events": [row for one in tickets for row in _events(one)],
        "staged_openings": [
            (one.key, name, value) for one in tickets for name, value in (_STATUS | one.fields).items()
        ],
        "staged_statuses": [(name, int(category)) for name, category in CATEGORY_NAMES.items()],
    }


@dataclass(frozen=True, slots=True)
class _Ticket:
    """A ticket of a case: its id, its creation, its fields then, and what happened to it."""

    key: str
    created: int
    actor: Actor
    fields: dict[str, str]
    steps: tuple[Step, ...] = ()


def _tickets(key: str, case: Case) -> Iterator[_Ticket]:
    """Yield the ticket of a case, and then those that came before it."""
    yield _Ticket(key, case.created, case.actor, case.fields, case.steps)
    for number, one in enumerate(case.earlier, start=1):
        yield _Ticket(f"{key}.{number}", one.created, Actor.CUSTOMER, one.fields)


def _events(ticket: _Ticket) -> Iterator[tuple[object, ...]]:
    key = ticket.key
    yield key, ticket.created, 0, int(Kind.CREATED), int(ticket.actor), 0, "", ""
    for seq, step in enumerate(ticket.steps, start=1):
        yield key, step.at, seq, int(step.kind), int(step.actor), int(step.flags), step.field, step.value


def _table(names: Sequence[str], rows: list[tuple[object, ...]]) -> pa.Table:
    columns: list[Any] = [[row[place] for row in rows] for place in range(len(names))]
    return pa.table(dict(zip(names, columns, strict=True)))
