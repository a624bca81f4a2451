"""Landing: what a reader staged becomes part of the store, in one transaction."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Final

import duckdb

from hindesk.store.sql import sql
from hindesk.store.store import Store

STEPS: Final = ("land_tickets", "land_words", "land_events", "land_fates")

TABLES: Final = (
    "landing_import",
    "landing_tickets",
    "landing_said",
    "landing_fields",
    "landing_words",
    "landing_events",
    "landing_starts",
    "landing_cells",
    "landing_same",
    "landing_numbers",
)

_COUNTS: Final = """
select
    count(*) filter (where l.n is not null and t.old is null) as new,
    count(*) filter (where l.n is not null and t.old is not null) as updated,
    count(*) filter (where l.n is null and t.fate = 'known') as unchanged,
    count(*) filter (where t.fate = 'kept') as kept,
    (select count(*) from landing_events) as events,
    (select count(*) from staged_rejects) as rejects,
    (select count(*) from landing_events where moved) as moved
from landing_tickets as t
left join landing_numbers as l using (n)
"""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where staged rows come from: one row of the table `imports`.

    Args:
        source: whose tickets they are.
        format: the reader's name.
        file: the file's name without its folder.
        sha256: of the file's bytes.
        options: JSON of every option that changes what is read.
    """

    source: str
    format: str
    file: str
    sha256: str
    options: str


@dataclass(frozen=True, slots=True)
class Landed:
    """What became of the tickets of a file.

    Args:
        new: tickets that the store did not have.
        updated: tickets whose history was replaced by a newer or fuller one.
        unchanged: tickets that the store has in the same way.
        kept: tickets of which the store knows something newer or fuller, and which stay as they are.
        events: events in the file, each ticket's creation included.
        rejects: places of the file that could not be read.
        moved: events that the file dates before their ticket's creation; they count as happening at it.
    """

    new: int
    updated: int
    unchanged: int
    kept: int
    events: int
    rejects: int
    moved: int

    @property
    def tickets(self) -> int:
        """Tickets in the file."""
        return self.new + self.updated + self.unchanged + self.kept


def land(store: Store, origin: Origin) -> Landed:
    """Bring the staged rows of the store's connection into the store, all or nothing.

    A ticket (source and key) that the store has already is replaced where the file's history is at least as new and
    of no lower fidelity, or where it came from the same bytes, read with other options. Where nothing differs, nothing
    is written. Rejects of an import of which no ticket is left go with it.

    Raises:
        StoreError: the store can't be written.
        Interrupted: the person stopped it.
    """
    with store.change() as connection:
        _number(connection, origin)
        for step in STEPS:
            connection.execute(sql(step))
        landed = Landed(*(int(count) for count in connection.execute(_COUNTS).fetchall()[0]))
        if landed.new or landed.updated:
            connection.execute(
                "insert into imports select import, source, ?, ?, ?, ?, ?, ?, ? from landing_import",
                [*astuple(origin)[1:], landed.tickets, landed.events, landed.rejects],
            )
            connection.execute(sql("land_write"))
        for table in TABLES:
            connection.execute(f"drop table {table}")
    return landed


def _number(connection: duckdb.DuckDBPyConnection, origin: Origin) -> None:
    """Make `landing_import`, one row: the number of this import, whose tickets it brings, and from which bytes."""
    connection.execute(
        "create or replace temp table landing_import as "
        "select (select coalesce(max(import), 0) + 1 from imports)::integer as import, ?::varchar as source, "
        "?::varchar as sha256",
        [origin.source, origin.sha256],
    )
