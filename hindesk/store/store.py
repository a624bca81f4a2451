"""The one module that opens a store, and the handle through which everything else reads and changes it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
import pyarrow as pa

from hindesk.errors import StoreError
from hindesk.store import checks
from hindesk.store.connection import connect, private_files, told
from hindesk.store.schema import create_file, fill
from hindesk.store.sql import sql


class Store:
    """An open store. Use it as a context manager; `open_store` makes it."""

    __slots__ = ("_fresh", "_temporary", "changes", "connection", "path")

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection, *, temporary: Path, fresh: bool) -> None:
        """Keep the connection; a fresh store is removed again when nothing is ever committed to it.

        `changes` is the number of changes that were committed through this handle.
        """
        self.path = path
        self.connection = connection
        self.changes = 0
        self._temporary = temporary
        self._fresh = fresh

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if self.changes and isinstance(problem, KeyboardInterrupt):
            raise told(problem, self.path, landed=True) from problem

    def close(self) -> None:
        """Close the file, remove what was spilled beside it, and a fresh store that nothing was written to."""
        try:
            with private_files():
                self.connection.close()
        finally:
            shutil.rmtree(self._temporary, ignore_errors=True)
            if self._fresh and not self.changes:
                self.path.unlink(missing_ok=True)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A second connection to the same store, with temporary tables of its own."""
        return self.connection.cursor()

    def scratch(self) -> Path:
        """A new folder for temporary files, readable by its owner alone; whatever is left in it goes at closing."""
        self._temporary.mkdir(mode=0o700, exist_ok=True)
        return Path(tempfile.mkdtemp(dir=self._temporary))

    @contextmanager
    def change(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """One transaction: everything that is done within it lands, or nothing.

        Raises:
            StoreError: the store can't be written, for instance because the disk is full.
            Interrupted: the person stopped it (Ctrl-C).
        """
        begun = False
        with private_files():
            try:
                self.connection.execute("begin transaction")
                begun = True
                yield self.connection
                self.connection.execute("commit")
            except BaseException as problem:
                undone = self._undo()
                late = begun and not undone and isinstance(problem, KeyboardInterrupt)
                self.changes += late
                raise told(problem, self.path, landed=late) from problem
        self.changes += 1

    def _undo(self) -> bool:
        """Roll back; False where no transaction is left to roll back."""
        try:
            self.connection.execute("rollback")
        except duckdb.TransactionException:
            return False
        except duckdb.Error:
            return True
        return True

    def fields(self) -> dict[str, int]:
        """The number of every field of the store, by name."""
        rows = self.connection.execute("select name, field from fields order by field").fetchall()
        return {str(name): int(field) for name, field in rows}

    def words(self, name: str) -> pa.Table:
        """The values of the field `name`: columns code (from 1), text, category (of a status), ordered by code."""
        words: pa.Table = self.connection.sql(sql("words"), params=[name]).to_arrow_table()
        return words

    def add_words(self, name: str, texts: tuple[str, ...]) -> None:
        """Give values of the field `name` that the store has never seen their codes."""
        self.connection.execute(sql("add_words"), [name, list(texts)])

    def latest_instant(self) -> int | None:
        """The last instant that any ticket's history tells of, in microseconds of UTC; None without tickets."""
        row = self.connection.execute("select max(latest_at) from tickets").fetchall()[0]
        return None if row[0] is None else int(row[0])

    def holdings(self) -> pa.Table:
        """What the store holds, one row per source and fidelity: tickets, events and the first and last instant."""
        holdings: pa.Table = self.connection.sql(sql("holdings")).to_arrow_table()
        return holdings


def open_store(path: Path, *, create: bool = False, read_only: bool = False) -> Store:
    """Open the store at `path`; with `create`, make it where there is none.

    Raises:
        StoreError: there is no store, the file is not one, it is of a newer version, another process has it open,
            or the folder can't be written.
    """
    fresh = create and not path.exists()
    if fresh:
        create_file(path)
    checks.check_file(path)
    temporary = checks.temporary_folder(path)
    try:
        connection = connect(path, temporary=temporary, read_only=read_only)
    except duckdb.Error as problem:
        raise checks.explained(problem, path) from problem
    try:
        checks.check_version(connection, path)
    except StoreError:
        connection.close()
        raise
    checks.prepare_temporary(path, temporary, alone=not read_only)
    return Store(path, connection, temporary=temporary, fresh=fresh)


def passing_store() -> Store:
    """An empty store in memory, gone when it is closed."""
    nowhere = Path(":memory:")
    temporary = checks.temporary_folder(Path(tempfile.gettempdir(), "hindesk"))
    connection = connect(nowhere, temporary=temporary)
    fill(connection)
    return Store(nowhere, connection, temporary=temporary, fresh=False)
