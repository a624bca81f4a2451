"""A plan that was written as a file, edited by hand and read back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from hindesk.errors import InputError
from hindesk.importers.whole_table import Row, WholeTable, read_whole
from hindesk.spreadsheet import as_written

NEEDED: Final = ("ticket", "from", "to")
"""The columns that an edited plan must have."""

READ: Final = (*NEEDED, "from_team", "to_team", "source", "rule", "reason")
"""The columns that are read as texts; `planned` is too, where it is there. The others may go or stay."""

_SHOWN: Final = 20
"""So many problems are spelled out."""


@dataclass(frozen=True, slots=True)
class EditedRow:
    """One ticket of an edited plan, in the words of the file; empty where a column lacks.

    `planned` is who was to get it before the plan was edited; None where the file does not tell.
    """

    line: int
    ticket: str
    was: str
    to: str
    was_in: str = ""
    to_team: str = ""
    source: str = ""
    rule: str = ""
    reason: str = ""
    planned: str | None = None


@dataclass(frozen=True, slots=True)
class EditedPlan:
    """The rows of an edited plan, and the file's name."""

    file: str
    rows: tuple[EditedRow, ...]

    def refuse(self, problems: Iterable[tuple[int, str]]) -> None:
        """Refuse the plan where there are problems, each a line and a clause.

        Raises:
            InputError: there are; the first ones are spelled out.
        """
        found = sorted(set(problems))
        if not found:
            return
        told = [f"{self.file}, line {line}: {what}" for line, what in found[:_SHOWN]]
        more = [f"and {len(found) - _SHOWN:,} more"] if len(found) > _SHOWN else []
        count = f"{len(found):,} problem{'s'[: len(found) > 1]}"
        raise InputError(
            "\n".join([f"the plan can't be carried out as it stands, it has {count}:", *told, *more]),
            "mend those rows, leave them out, or plan again without --plan",
        )


def read_edited(path: Path) -> EditedPlan:
    """Read a plan back.

    Raises:
        InputError: the file can't be read, lacks a column, has a row that does not fit, or names a ticket twice.
    """
    table = read_whole(path)
    places = _places(table)
    table.refuse_spoilt()
    plan = EditedPlan(table.file, tuple(_row(row, places) for row in table.rows if any(map(str.strip, row.cells))))
    if not plan.rows:
        raise InputError(f"{plan.file} names no ticket", "leave the rows of the tickets that are to be handed over")
    plan.refuse(_doubles(plan))
    return plan


def _places(table: WholeTable) -> dict[str, int]:
    places = {name: table.find(name) for name in (*READ, "planned")}
    named = {name: place for name, place in places.items() if place is not None}
    lacking = [name for name in NEEDED if name not in named]
    if lacking:
        raise InputError(
            f"{table.file} is no plan: it has no column {' and no column '.join(lacking)}",
            "a plan is what `hindesk reassign … -o plan.csv` writes; keep its header",
        )
    return named


def _row(row: Row, places: dict[str, int]) -> EditedRow:
    def cell(name: str) -> str:
        return as_written(row.cells[places[name]]).strip()

    texts = [cell(name) if name in places else "" for name in READ]
    return replace(EditedRow(row.line, *texts), planned=cell("planned") if "planned" in places else None)


def _doubles(plan: EditedPlan) -> Iterable[tuple[int, str]]:
    first: dict[tuple[str, str], int] = {}
    for row in plan.rows:
        before = first.setdefault((row.source, row.ticket), row.line)
        if not row.ticket:
            yield row.line, "the ticket is missing"
        elif before != row.line:
            yield row.line, f"{row.ticket} stands on line {before} already; leave one row for each ticket"
