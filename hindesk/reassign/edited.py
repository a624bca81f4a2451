"""A plan that was written as a file, edited by hand and read back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hindesk.errors import InputError
from hindesk.importers.whole_table import Row, WholeTable, read_whole
from hindesk.spreadsheet import as_written

NEEDED: Final = ("ticket", "from", "to")
"""The columns that an edited plan must have."""

READ: Final = (*NEEDED, "from_team", "to_team", "source", "rule", "reason")
"""The columns that are read; the others may go or stay."""


@dataclass(frozen=True, slots=True)
class EditedRow:
    """One ticket of an edited plan, in the words of the file; empty where a column lacks."""

    line: int
    ticket: str
    was: str
    to: str
    was_in: str
    to_team: str
    source: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class EditedPlan:
    """The rows of an edited plan, and the file's name."""

    file: str
    rows: tuple[EditedRow, ...]


def read_edited(path: Path) -> EditedPlan:
    """Read a plan back.

    Raises:
        InputError: the file can't be read, lacks a column, has a row that does not fit, or names a ticket twice.
    """
    table = read_whole(path)
    places = _places(table)
    if table.spoilt:
        first = table.spoilt[0]
        raise InputError(f"{table.file}, line {first.line}: {first.reason}", "mend the row")
    rows = tuple(_row(row, places) for row in table.rows if any(cell.strip() for cell in row.cells))
    _refuse_twice(table.file, rows)
    return EditedPlan(table.file, rows)


def _places(table: WholeTable) -> dict[str, int]:
    named = {name.strip().lower(): place for place, name in enumerate(table.columns)}
    lacking = [name for name in NEEDED if name not in named]
    if lacking:
        raise InputError(
            f"{table.file} is no plan: it has no column {' and no column '.join(lacking)}",
            "a plan is what `hindesk reassign … -o plan.csv` writes; keep its header",
        )
    return named


def _row(row: Row, places: dict[str, int]) -> EditedRow:
    cells = [as_written(row.cells[places[name]]).strip() if name in places else "" for name in READ]
    return EditedRow(row.line, *cells)


def _refuse_twice(file: str, rows: tuple[EditedRow, ...]) -> None:
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        before = first.setdefault((row.source, row.ticket), row.line)
        if not row.ticket or before != row.line:
            what = f"{row.ticket} stands on line {before} already" if row.ticket else "the ticket is missing"
            raise InputError(f"{file}, line {row.line}: {what}", "leave one row for each ticket")
