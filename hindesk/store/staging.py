"""The staging tables: where readers put what they read, as text, before it lands in a store."""

from __future__ import annotations

from typing import Final

import duckdb

from hindesk.store.sql import sql

TABLES: Final = (
    "staged_tickets",
    "staged_events",
    "staged_openings",
    "staged_seen",
    "staged_statuses",
    "staged_recorded",
    "staged_rejects",
)


def create_staging(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the empty staging tables (`staging.sql` says what their rows mean), replacing those that are there."""
    connection.execute(sql("staging"))


def drop_staging(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop the staging tables."""
    for table in TABLES:
        connection.execute(f"drop table if exists {table}")
