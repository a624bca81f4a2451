"""The dialect of a text table: its separator and its header, read from the start of the file."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from itertools import islice
from typing import Final

from hindesk.errors import InputError

SEPARATORS: Final = (",", ";", "\t", "|")
TRIED_ROWS: Final = 60


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text table is written.

    Args:
        separator: the character between cells.
        columns: the names in the header, as written.
        skipped: blank lines above the header.
    """

    separator: str
    columns: tuple[str, ...]
    skipped: int


def dialect_of(text: str, *, file: str) -> Dialect:
    """The dialect that explains the start of a table best: most columns, in most rows.

    Args:
        text: the start of the file; its last line may be cut.
        file: the file's name, for errors.

    Raises:
        InputError: no line feed ends a line, or no separator gives two columns.
    """
    if "\r" in text and "\n" not in text:
        raise InputError(
            f"{file}: its lines end in bare carriage returns",
            "open it in a spreadsheet and save it as CSV UTF-8, or run: tr '\\r' '\\n' < FILE > FIXED.csv",
        )
    body = text.lstrip("\r\n")
    skipped = text[: len(text) - len(body)].count("\n")
    rows = {separator: _rows(body, separator) for separator in SEPARATORS}
    best = max(SEPARATORS, key=lambda separator: _fit(rows[separator]))
    if not rows[best] or len(rows[best][0]) < 2:
        raise InputError(f"{file}: no separator makes this a table", "a table has two or more columns and a header")
    return Dialect(best, tuple(name.strip() for name in rows[best][0]), skipped)


def _rows(text: str, separator: str) -> list[list[str]]:
    """The first rows, as far as they can be read."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[list[str]] = []
    try:
        rows.extend(row for row in islice(reader, TRIED_ROWS) if row)
    except csv.Error:
        return rows
    return rows


def _fit(rows: list[list[str]]) -> tuple[float, int]:
    """Share of rows as wide as the header, where that has columns; then the width."""
    if not rows or len(rows[0]) < 2:
        return 0.0, 0
    wide = sum(len(row) == len(rows[0]) for row in rows) / len(rows)
    return min(wide, 0.8), len(rows[0])
