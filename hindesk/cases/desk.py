"""A store with one ticket for each case, made for one replay and gone after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import pyarrow as pa

from hindesk.cases.values import Case
from hindesk.events import CATEGORY_NAMES, Fidelity, Kind, Knows
from hindesk.store.landing import Origin, land
from hindesk.store.staging import create_staging, drop_staging
from hindesk.store.store import Store, passing_store

SOURCE: Final = "cases"

_ORIGIN: Final = Origin(source=SOURCE, format="cases", file="", sha256="", options="{}")
_KNOWS: Final = int(Knows.MESSAGES | Knows.STATUSES | Knows.ASSIGNEES | Knows.TEAMS)
_COLUMNS: Final = {
    "staged_tickets": ("key", "fidelity", "knows"),
    "staged_events": ("key", "at", "seq", "kind", "actor", "flags", "field", "value"),
    "staged_openings": ("key", "field", "value"),
    "staged_statuses": ("status", "category"),
}
_INSERT: Final = {table: f"insert into {table} by name select * from staged" for table in _COLUMNS}  # noqa: S608 - constants
_STATUS: Final = {"status": "new"}
"""What a ticket is from its creation on where its case does not say."""


def key_of(number: int) -> str:
    """The id of the ticket of a case, by the case's number from 0."""
    return str(number + 1)


@contextmanager
def desk_of(cases: Sequence[Case]) -> Iterator[Store]:
    """A store with the cases' tickets, whose histories tell everything; it lives in memory."""
    with passing_store() as desk:
        create_staging(desk.connection)
        for table, rows in _rows(cases).items():
            staged = _table(_COLUMNS[table], rows)  # noqa: F841 - the statement reads it
            desk.connection.execute(_INSERT[table])
        land(desk, _ORIGIN)
        drop_staging(desk.connection)
        yield desk


def _rows(cases: Sequence[Case]) -> dict[str, list[tuple[object, ...]]]:
    return {
        "staged_tickets": [(key_of(number), int(Fidelity.EVENTS), _KNOWS) for number in range(len(cases))],
        "staged_events": [row for number, case in enumerate(cases) for row in _events(key_of(number), case)],
        "staged_openings": [
            (key_of(number), name, value)
            for number, case in enumerate(cases)
            for name, value in (_STATUS | case.fields).items()
        ],
        "staged_statuses": [(name, int(category)) for name, category in CATEGORY_NAMES.items()],
    }


def _events(key: str, case: Case) -> Iterator[tuple[object, ...]]:
    yield key, case.created, 0, int(Kind.CREATED), int(case.actor), 0, "", ""
    for seq, step in enumerate(case.steps, start=1):
        yield key, step.at, seq, int(step.kind), int(step.actor), int(step.flags), step.field, step.value


def _table(names: Sequence[str], rows: list[tuple[object, ...]]) -> pa.Table:
    columns: list[Any] = [[row[place] for row in rows] for place in range(len(names))]
    return pa.table(dict(zip(names, columns, strict=True)))
