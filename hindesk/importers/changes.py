"""What changed between consecutive snapshots of a ticket: the one comparison for every row-per-snapshot format."""

from __future__ import annotations

from typing import Final

import duckdb

from hindesk.importers.sql import sql

SNAPSHOTS: Final = """
create or replace temp table snapshot_rows (
    seq bigint not null,        -- the row's place in the file: unique, and the order of rows of one instant
    key varchar not null,
    "at" bigint not null,         -- microseconds of UTC
    actor tinyint not null,     -- events.Actor
    person varchar not null     -- '' where nobody is named
);
create or replace temp table snapshot_cells (
    seq bigint not null,        -- of snapshot_rows
    field varchar not null,
    value varchar not null      -- '' is empty
);
"""
"""The input: one row for each snapshot, and one cell for each field that it states."""


def create_snapshots(con: duckdb.DuckDBPyConnection) -> None:
    """Make the empty temporary tables `snapshot_rows` and `snapshot_cells`."""
    con.execute(SNAPSHOTS)


def stage_changes(con: duckdb.DuckDBPyConnection) -> None:
    """Write what `snapshot_rows` and `snapshot_cells` tell to `staged_events` and `staged_openings`; drop the two.

    The first row of a ticket makes it; each later one changes the fields whose value differs from the row before.
    """
    con.execute(sql("changes"))
