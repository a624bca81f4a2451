"""Milestones: exports with one row for each ticket, its fields as they are now and the instants that it passed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import duckdb
import pyarrow as pa

from hindesk.importers.cells import fill
from hindesk.importers.sql import sql
from hindesk.importers.table import tidy

CREATED: Final = "created"
MILESTONES: Final = (CREATED, "assigned", "first_response", "solved", "closed", "updated")
"""`updated` is the last instant at which the export saw a change; the others are what happened to the ticket."""

_FACTS: Final = pa.schema([("milestone", pa.string()), ("header", pa.string())])
_NAMES: Final = pa.schema([("solved_as", pa.string()), ("closed_as", pa.string())])


@dataclass(frozen=True, slots=True)
class Milestone:
    """A column that tells when something happened.

    Args:
        name: one of `MILESTONES`.
        header: the column's name in the file.
        column: its name in `raw`.
        sql: an expression over `raw`: microseconds of UTC, or NULL.
    """

    name: str
    header: str
    column: str
    sql: str


@dataclass(frozen=True, slots=True)
class StatusNames:
    """What a ticket's status is called at its milestones, where its status now does not tell."""

    solved: str = "Solved"
    closed: str = "Closed"


def stage_milestones(
    connection: duckdb.DuckDBPyConnection, key: str, milestones: Sequence[Milestone], names: StatusNames
) -> None:
    """Write what `raw` and `raw_cells` tell to the staging tables.

    A status that the milestones don't explain is set at the last instant that is known of the ticket, and what it
    leaves open is not known (`events.Knows`).

    Args:
        connection: with `raw`, `raw_cells`, `raw_rejects` and the staging tables, statuses included.
        key: the column of `raw` that holds the ticket's id.
        milestones: `created` and any others.
        names: of the statuses solved and closed.
    """
    fill(connection, "mile_headers", [[m.name, m.header] for m in milestones], _FACTS)
    fill(connection, "mile_names", [[names.solved, names.closed]], _NAMES)
    told = " union all ".join(
        f'select rowid as "row", \'{m.name}\' as milestone, {tidy(m.column)} as text, {m.sql} as "at" from raw'  # noqa: S608
        for m in milestones
    )
    connection.execute(f"create or replace temp table mile_told as {told}")
    connection.execute(
        f'create or replace temp table mile_keys as select rowid as "row", {tidy(key)} as key from raw'  # noqa: S608
    )
    connection.execute(sql("milestones"))
    for table in ("mile_headers", "mile_names", "mile_told", "mile_keys", "mile_rows"):
        connection.execute(f"drop table {table}")
