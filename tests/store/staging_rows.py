"""A few staged tickets for tests of the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hindesk.store.landing import Landed, Origin, land
from hindesk.store.staging import create_staging
from hindesk.store.store import Store

ORIGIN = Origin(source="desk", format="test", file="export.csv", sha256="0", options="{}")

Event = tuple[str, int, int, int, str, str]
"""key, at, seq, kind, field, value."""


def stage(store: Store, events: Sequence[Event], *, fidelity: int = 2, knows: int = 12) -> None:
    """Stage events, and their tickets."""
    create_staging(store.connection)
    for event in events:
        store.connection.execute(
            'insert into staged_events (key, "at", seq, kind, field, value) values (?, ?, ?, ?, ?, ?)', event
        )
    for key in dict.fromkeys(event[0] for event in events):
        store.connection.execute("insert into staged_tickets values (?, ?, ?)", [key, fidelity, knows])


def landed(store: Store, events: Sequence[Event], *, fidelity: int = 2, knows: int = 12) -> Landed:
    """Stage events and land them, each time as if from a file of its own."""
    stage(store, events, fidelity=fidelity, knows=knows)
    return land(store, replace(ORIGIN, sha256=str((tuple(events), fidelity, knows))))


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of a store, in order."""
    from hindesk.store.store import open_store

    with open_store(path, read_only=True) as store:
        tables = [name for (name,) in store.connection.execute("show tables").fetchall()]
        return {table: store.connection.execute(f"from {table} order by all").fetchall() for table in sorted(tables)}
