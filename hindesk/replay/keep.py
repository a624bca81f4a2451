"""Writing a run's rows to the store, several sets of tickets at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import Final, TypeVar

import duckdb
import pyarrow as pa

from hindesk.replay.rows import Rows

_INSERT: Final = {
    "clocks": "insert into clocks by name select * from walked",
    "shares": "insert into shares by name select * from walked",
    "visits": "insert into visits by name select * from walked",
    "outcomes": "insert into outcomes by name select * from walked",
    "notices": "insert into notices by name select * from walked",
    "matches": "insert into matches by name select * from walked",
    "lapses": "insert into lapses by name select * from walked",
}
_LOT: Final = 1_000_000
"""Clock rows that are written in one statement: enough for all of the database's threads, and for whole row groups."""

T = TypeVar("T")


class Keeper:
    """Collects the rows of a run and writes them in lots; `counts` says how many were written to each table."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, run: int) -> None:
        """Write to the result tables of a connection, within the caller's transaction, under a run's number."""
        self.counts = dict.fromkeys(_INSERT, 0)
        self._connection = connection
        self._run = pa.scalar(run, pa.int32())
        self._waiting: list[Rows] = []

    def keep(self, rows: Rows) -> None:
        """Keep a set's rows, and write what has gathered where it makes a lot."""
        self._waiting.append(rows)
        if sum(waiting.clocks.num_rows for waiting in self._waiting) >= _LOT:
            self.flush()

    def flush(self) -> None:
        """Write everything that is waiting."""
        for name, insert in _INSERT.items():
            batches: list[pa.RecordBatch] = [getattr(rows, name) for rows in self._waiting]
            if batches:
                self._write(pa.Table.from_batches(batches), insert)
                self.counts[name] += sum(batch.num_rows for batch in batches)
        self._waiting.clear()

    def _write(self, table: pa.Table, insert: str) -> None:
        walked = table.append_column("run", pa.repeat(self._run, table.num_rows))  # noqa: F841 - the statement reads it
        self._connection.execute(insert)


@contextmanager
def unordered(connection: duckdb.DuckDBPyConnection, items: Iterator[T]) -> Iterator[Iterator[T]]:
    """Let the database write rows in any order while items come from a query that keeps its own.

    The query must be planned before the order is given up: that is why the first item is taken before. The setting is
    changed on a connection of its own, which also works while the caller's transaction is broken.
    """
    first = list(islice(items, 1))
    settings = connection.cursor()
    settings.execute("set global preserve_insertion_order = false")
    try:
        yield chain(first, items)
    finally:
        settings.execute("set global preserve_insertion_order = true")
