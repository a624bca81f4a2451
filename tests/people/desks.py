"""Stores of a few tickets, told as one change a line: `minute ticket field value`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from hindesk.importers.importing import import_file
from hindesk.importers.job import ImportOptions
from hindesk.store.store import open_store

FIELDS: Final = ("assignee", "team", "status", "tier", "type", "language")
MAP: Final = """\
column_map: 1
source: {source}
rows: events
id: ticket
time_zone: UTC
event: {{at: at, kind: kind, actor: actor, person: person, field: field, value: value}}
fields: {{assignee: assignee, team: team, status: status, tier: tier, type: type, language: language}}
statuses: {{New: new, Open: open, Solved: solved, Closed: closed}}
knows: [messages, statuses, assignees, teams]
"""
HEADER: Final = ("at", "ticket", "kind", "actor", "person", "field", "value", *FIELDS)


def made(ticket: str, minute: int = 0, **fields: str) -> str:
    """The row of a ticket's creation; it is new unless told otherwise."""
    told = {"status": "New", **fields}
    return ",".join(
        [clock(minute), ticket, "created", "customer", "", "", "", *(told.get(name, "") for name in FIELDS)]
    )


def changed(ticket: str, minute: int, **fields: str) -> str:
    """The rows of fields that change in one minute, in this order."""
    rows = ([clock(minute), ticket, "change", "agent", "", name, value] for name, value in fields.items())
    return "\n".join(",".join([*row, *[""] * len(FIELDS)]) for row in rows)


def happened(ticket: str, minute: int, kind: str, person: str = "") -> str:
    """The row of an event that changes no field."""
    return ",".join([clock(minute), ticket, kind, "agent", person, "", "", *[""] * len(FIELDS)])


def clock(minute: int) -> str:
    """A minute of January 2026, from its first."""
    return f"2026-01-{1 + minute // 1440:02} {minute // 60 % 24:02}:{minute % 60:02}"


def store_of(folder: Path, rows: Iterable[str], *, source: str = "desk") -> Path:
    """A store of these rows."""
    (folder / "map.yaml").write_text(MAP.format(source=source))
    (folder / "events.csv").write_text("\n".join([",".join(HEADER), *rows, ""]))
    path = folder / "desk.duckdb"
    with open_store(path, create=True) as store:
        summary = import_file(store, folder / "events.csv", options=ImportOptions(map=folder / "map.yaml"))
    assert summary.rejects.num_rows == 0
    return path
