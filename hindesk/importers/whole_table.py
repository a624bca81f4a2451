"""A small table read whole: its header, and its rows as text with the lines that they stand on."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb
import numpy as np

from hindesk.calendars.instants import Column
from hindesk.errors import InputError
from hindesk.importers.files import check_file
from hindesk.importers.job import ImportOptions, Job
from hindesk.importers.lines import records_of
from hindesk.importers.table import Table, folded, raw_columns
from hindesk.importers.tables import load_table
from hindesk.store.staging import create_staging

AS: Final = "mend it, and save it as CSV UTF-8 or as .xlsx"
"""The way out of a table that can't be read."""

_SPOILT: Final = "select line, value, reason from staged_rejects order by line, reason, value"
_OFFSETS: Final = "select byte_position from csv_offsets"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line of the file that it stands on, and its cells in the order of the header."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A line that is no row of the table: what stands there, and why it can't be read."""

    line: int
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class WholeTable:
    """A table in memory.

    Args:
        file: the file's name.
        columns: the names in the header, as written.
        header: the line of the header.
        rows: the rows in the order of the file, blank ones too.
        spoilt: lines that are none.
    """

    file: str
    columns: tuple[str, ...]
    header: int
    rows: tuple[Row, ...]
    spoilt: tuple[Spoilt, ...]

    def find(self, name: str) -> int | None:
        """The place of the column of this name, without regard to case and spaces around it; None without one."""
        return next((place for place, column in enumerate(self.columns) if folded(column) == folded(name)), None)

    def refuse_spoilt(self) -> None:
        """Raise an InputError where a line is no row of the table."""
        for line in self.spoilt[:1]:
            raise InputError(f"{self.file}, line {line.line}: {line.reason}", "mend the row; none may be left out")


def read_whole(path: Path) -> WholeTable:
    """Read a table of any kind that can be imported, its encoding and separator found as there.

    Raises:
        InputError: the file is not there, can't be read or is no table, or two columns have the same name.
    """
    check_file(path)
    with duckdb.connect() as connection, tempfile.TemporaryDirectory() as scratch:
        table = _loaded(Job(connection, path, ImportOptions(), Path(scratch)))
        spoilt = [Spoilt(int(line), str(value), reason) for line, value, reason in _all(connection, _SPOILT)]
        lines = _lines(connection, table)
        names = ", ".join(raw_columns(len(table.columns)))
        cells = _all(connection, f"select {names} from raw order by rowid")  # noqa: S608 - c1, c2, …
    rows = tuple(Row(line, tuple(cell or "" for cell in row)) for line, row in zip(lines.tolist(), cells, strict=True))
    header = 1 if table.text is not None else table.first_line - 1
    return WholeTable(table.file, table.columns, header, rows, tuple(spoilt))


def _loaded(job: Job) -> Table:
    """Fill `raw` from the file."""
    create_staging(job.connection)
    try:
        table = load_table(job)
    except InputError as problem:
        raise InputError(problem.message, AS) from problem
    table.refuse_doubles()
    return table


def _all(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = connection.execute(query).fetchall()
    return rows


def _lines(connection: duckdb.DuckDBPyConnection, table: Table) -> Column:
    """The line of each row of `raw`."""
    if table.text is not None:
        offsets = [int(offset) for (offset,) in _all(connection, _OFFSETS)]
        return records_of(table.text).lines_without(np.array(offsets, dtype=np.int64))
    count = int(_all(connection, "select count(*) from raw")[0][0])
    return np.arange(count, dtype=np.int64) + table.first_line
