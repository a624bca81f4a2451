"""A roster from a table: CSV, TSV or XLSX, read as exports are, so that encodings and separators are found alike."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from hindesk.errors import InputError
from hindesk.importers.files import check_file
from hindesk.importers.kinds import KIND_TITLES, kind_of
from hindesk.importers.whole_table import Row, WholeTable, read_whole
from hindesk.people.columns import Key
from hindesk.people.findings import Findings, Spot
from hindesk.people.headers import check_desk, keys_of
from hindesk.people.sheet import Cell, Entry, Sheet, cell_of
from hindesk.spreadsheet import as_written

_AS: Final = "save it as CSV UTF-8 or as .xlsx, or write it in YAML (.yaml)"


def read_table_file(path: Path, found: Findings) -> Sheet:
    """Read a table; its first row is the header, and each other row with any text in it a person.

    Raises:
        InputError: the file is not there, or is no such table.
    """
    check_file(path)
    if (kind := kind_of(path)) not in {"csv", "xlsx"}:
        raise InputError(f"{path.name} is {KIND_TITLES[kind]}, not a roster", _AS)
    table = read_whole(path)
    for spoilt in table.spoilt:
        found.problem(Spot(spoilt.line), "", f"{spoilt.reason}: {spoilt.value[:60]!r}")
    return _sheet(table, found)


def _sheet(table: WholeTable, found: Findings) -> Sheet:
    """The people of a table."""
    header = Spot(table.header)
    keys = keys_of(table.columns, header, found)
    if Key("name") not in keys.values():
        found.problem(header, "", "no column holds the people's names; call one of them 'name'")
    entries = [Entry(row.line, 0, _cells(table.columns, row, keys)) for row in table.rows if any(row.cells)]
    for name, key in keys.items():
        if any(key in entry.cells for entry in entries):
            check_desk(name, key, header, found)
    _tell_nameless(table, found)
    return Sheet(tuple(entries))


def _cells(names: Sequence[str], row: Row, keys: dict[str, Key]) -> dict[Key, Cell]:
    """The cells of one row that are not blank."""
    told = (
        (keys[name], cell_of(name, keys[name], as_written(text), Spot(row.line)))
        for name, text in zip(names, row.cells, strict=True)
        if name in keys
    )
    return {key: cell for key, cell in told if cell is not None}


def _tell_nameless(table: WholeTable, found: Findings) -> None:
    """Note cells that stand under no header."""
    blank = [place for place, name in enumerate(table.columns) if not name]
    filled = [row.line for row in table.rows if any(row.cells[place].strip() for place in blank)]
    if filled:
        found.note(Spot(filled[0]), "", "a cell without a header above it is not read")
