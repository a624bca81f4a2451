"""A roster from a table: CSV, TSV or XLSX, read as exports are, so that encodings and separators are found alike."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import duckdb
import numpy as np

from hindesk.calendars.instants import Column
from hindesk.errors import InputError
from hindesk.importers.files import check_file
from hindesk.importers.job import ImportOptions, Job
from hindesk.importers.kinds import KIND_TITLES, kind_of
from hindesk.importers.lines import records_of
from hindesk.importers.table import Table, raw_columns
from hindesk.importers.tables import load_table
from hindesk.people.columns import Key
from hindesk.people.findings import Findings, Spot
from hindesk.people.headers import check_desk, keys_of
from hindesk.people.sheet import Cell, Entry, Sheet, cell_of
from hindesk.store.staging import create_staging

_AS: Final = "save it as CSV UTF-8 or as .xlsx, or write it in YAML (.yaml)"
_NOT_READ: Final = "select line, value, reason from staged_rejects order by line, reason, value"
_OFFSETS: Final = "select byte_position from csv_offsets"
_FORMULA: Final = tuple("=+-@\t\r＝＋－＠")  # noqa: RUF001 - what spreadsheets take for formulas


def read_table_file(path: Path, found: Findings) -> Sheet:
    """Read a table; its first row is the header, and each other row with any text in it a person.

    Raises:
        InputError: the file is not there, or is no such table.
    """
    check_file(path)
    if (kind := kind_of(path)) not in {"csv", "xlsx"}:
        raise InputError(f"{path.name} is {KIND_TITLES[kind]}, not a roster", _AS)
    with duckdb.connect() as connection, tempfile.TemporaryDirectory() as scratch:
        table = _loaded(Job(connection, path, ImportOptions(), Path(scratch)))
        lines = _lines(connection, table)
        for line, value, reason in connection.execute(_NOT_READ).fetchall():
            found.problem(Spot(int(line)), "", f"{reason}: {str(value)[:60]!r}")
        names = ", ".join(raw_columns(len(table.columns)))
        rows = connection.execute(f"select {names} from raw order by rowid").fetchall()  # noqa: S608 - c1, c2, …
    return _sheet(table, [*zip(lines.tolist(), rows, strict=True)], found)


def _loaded(job: Job) -> Table:
    """Fill `raw` from the file."""
    create_staging(job.connection)
    try:
        table = load_table(job)
        table.refuse_doubles()
    except InputError as problem:
        raise InputError(problem.message, f"mend it, and {_AS}") from problem
    return table


def _lines(connection: duckdb.DuckDBPyConnection, table: Table) -> Column:
    """The line of each row of `raw`."""
    if table.text is not None:
        offsets = [offset for (offset,) in connection.execute(_OFFSETS).fetchall()]
        return records_of(table.text).lines_without(np.array(offsets, dtype=np.int64))
    count = int(connection.execute("select count(*) from raw").fetchall()[0][0])
    return np.arange(count, dtype=np.int64) + table.first_line


def _sheet(table: Table, rows: Sequence[tuple[int, tuple[str | None, ...]]], found: Findings) -> Sheet:
    """The people of a table."""
    header = Spot(table.first_line - 1 if table.text is None else 1)
    keys = keys_of(table.columns, header, found)
    if Key("name") not in keys.values():
        found.problem(header, "", "no column holds the people's names; call one of them 'name'")
    entries = [Entry(line, 0, _cells(table.columns, row, keys, Spot(line))) for line, row in rows if any(row)]
    for name, key in keys.items():
        if any(key in entry.cells for entry in entries):
            check_desk(name, key, header, found)
    _tell_nameless(table, rows, found)
    return Sheet(tuple(entries))


def _cells(names: Sequence[str], row: Sequence[str | None], keys: dict[str, Key], at: Spot) -> dict[Key, Cell]:
    """The cells of one row that are not blank."""
    told = (
        (keys[name], cell_of(name, keys[name], _text(text or ""), at))
        for name, text in zip(names, row, strict=True)
        if name in keys
    )
    return {key: cell for key, cell in told if cell is not None}


def _text(cell: str) -> str:
    """A cell without the sign that keeps spreadsheets from running it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _tell_nameless(table: Table, rows: Sequence[tuple[int, tuple[str | None, ...]]], found: Findings) -> None:
    """Note cells that stand under no header."""
    blank = [place for place, name in enumerate(table.columns) if not name]
    filled = [line for line, row in rows if any((row[place] or "").strip() for place in blank)]
    if filled:
        found.note(Spot(filled[0]), "", "a cell without a header above it is not read")
