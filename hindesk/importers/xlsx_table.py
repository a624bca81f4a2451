"""Workbooks as the table `raw`: the first sheet that holds a table, its cells as the texts that exports would show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zipfile import BadZipFile

import duckdb
import pyarrow as pa
from python_calamine import CalamineError, CalamineWorkbook

from hindesk.errors import InputError
from hindesk.importers.table import Table, raw_columns

Cell = int | float | str | bool | time | date | datetime | timedelta


def xlsx_columns(path: Path) -> tuple[str, ...]:
    """The header of the first sheet that holds a table.

    Raises:
        InputError: the workbook can't be read, or no sheet holds a table.
    """
    rows, start = _sheet(path)
    return _header(rows[start])


def read_xlsx(connection: duckdb.DuckDBPyConnection, path: Path) -> Table:
    """Fill `raw` from the first sheet that holds a table: its first row with two cells is the header.

    Raises:
        InputError: the workbook can't be read, or no sheet holds a table.
    """
    rows, start = _sheet(path)
    columns = _header(rows[start])
    names = raw_columns(len(columns))
    cells = [[as_text(cell) for cell in column] for column in zip(*rows[start + 1 :], strict=False)]
    empty: list[list[str]] = [[] for _ in names]
    told = pa.table(dict(zip(names, (pa.array(c, pa.string()) for c in cells or empty), strict=False)))
    connection.register("xlsx_rows", told)
    connection.execute("create or replace temp table raw as from xlsx_rows")
    connection.unregister("xlsx_rows")
    return Table(path.name, columns, first_line=start + 2)


def _sheet(path: Path) -> tuple[list[list[Cell]], int]:
    """The rows of the first sheet that holds a table, from the sheet's first row on, and where its header is."""
    try:
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            start = next((place for place, row in enumerate(rows) if sum(cell != "" for cell in row) >= 2), None)
            if start is not None:
                return rows, start
    except (CalamineError, BadZipFile, OSError) as problem:
        raise InputError(f"{path.name} can't be read as a workbook: {problem}", "save it again as .xlsx") from problem
    raise InputError(f"{path.name}: no sheet holds a table", "a table has a header and two or more columns")


def _header(row: Sequence[Cell]) -> tuple[str, ...]:
    """The names of the columns."""
    return tuple(as_text(cell).strip() for cell in row)


def as_text(cell: Cell) -> str:
    """A cell as an export would write it: whole numbers without a point, instants in ISO 8601.

    >>> as_text(3.0), as_text(True), as_text(date(2026, 3, 1))
    ('3', 'true', '2026-03-01 00:00:00')
    """
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return f"{cell.isoformat()} 00:00:00"
    return str(cell)
