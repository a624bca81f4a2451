"""Ids of tickets from a file: a column of a table, or a plain list, one id a line."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hindesk.errors import InputError
from hindesk.importers.dialects import SEPARATORS
from hindesk.importers.encodings import encoding_of
from hindesk.importers.files import check_file, chunks
from hindesk.importers.kinds import kind_of
from hindesk.importers.whole_table import WholeTable, read_whole

COLUMNS: Final = ("ticket", "ticket id", "issue key", "key", "number", "id")
"""What a column of ids is called, the likelier names first."""


def read_keys(path: Path) -> tuple[str, ...]:
    """The ids of tickets that a file names, in its order, each once.

    A table of any kind that can be imported has them in the first of `COLUMNS` that it has, else in its only column. A
    text of one column is a list of ids; a first line without a digit is its header.

    Raises:
        InputError: the file can't be read, a row does not fit its header, no column holds ids, or none is named.
    """
    check_file(path)
    lines = _list(path)
    keys = _column(path) if lines is None else lines
    found = tuple(dict.fromkeys(key.strip() for key in keys if key.strip()))
    if not found:
        raise InputError(f"{path.name} names no ticket", "it has one id a line, or a column called ticket")
    return found


def _list(path: Path) -> list[str] | None:
    """The lines of a text of one column, without its header; None where the file is something else."""
    if kind_of(path) != "csv":
        return None
    lines = b"".join(chunks(path)).decode(encoding_of(path)).removeprefix("\ufeff").splitlines()
    if any(separator in line for line in lines for separator in SEPARATORS):
        return None
    plain = [line.strip().strip('"') for line in lines if line.strip()]
    return plain if not plain or any(sign.isdigit() for sign in plain[0]) else plain[1:]


def _column(path: Path) -> list[str]:
    """The cells of the column of ids of a table."""
    table = read_whole(path)
    table.refuse_spoilt()
    place = _place(table)
    return [row.cells[place] for row in table.rows]


def _place(table: WholeTable) -> int:
    """The column that holds the ids."""
    found = next((place for name in COLUMNS if (place := table.find(name)) is not None), None)
    if found is None and len(table.columns) > 1:
        columns = ", ".join(table.columns)
        raise InputError(
            f"{table.file} has no column of ticket ids",
            f"call it {', '.join(COLUMNS[:-1])} or {COLUMNS[-1]}; the columns are {columns}",
        )
    return found or 0
