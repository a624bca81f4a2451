"""A new store: its tables, its version and its standard fields."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import duckdb

from hindesk.errors import StoreError
from hindesk.events import STANDARD_FIELDS
from hindesk.store.connection import connect, first_line
from hindesk.store.sql import sql

VERSION: Final = 3
"""The version of the store's format that this program reads and writes."""


def create_file(path: Path) -> None:
    """Write an empty store to `path`; it appears whole or not at all.

    Raises:
        StoreError: the folder does not exist or can't be written.
    """
    if not path.parent.is_dir():
        raise StoreError(f"the folder {path.parent} does not exist", "make it, or name another store with --store")
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        _fill(fresh)
        fresh.chmod(0o600)
        fresh.replace(path)
    except (duckdb.Error, OSError) as problem:
        raise StoreError(
            f"the store {path} can't be made: {first_line(problem)}",
            "name another store with --store, or free some disk space",
        ) from problem
    finally:
        fresh.unlink(missing_ok=True)
        fresh.with_name(f"{fresh.name}.wal").unlink(missing_ok=True)


def fill(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables of an empty store."""
    connection.execute(sql("schema"))
    connection.execute("insert into meta values ('version', ?)", [str(VERSION)])
    connection.executemany("insert into fields values (?, ?)", list(enumerate(STANDARD_FIELDS, start=1)))


def _fill(path: Path) -> None:
    connection = connect(path, temporary=path.with_suffix(".tmp"))
    try:
        fill(connection)
    finally:
        connection.close()
