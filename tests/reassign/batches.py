"""Plans of small offices, written as people edit them and read back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hindesk.people.person import Away, Person
from hindesk.reassign.build import Setting, Wish
from hindesk.reassign.checking import check_plan
from hindesk.reassign.edited import read_edited
from hindesk.reassign.plan import Plan
from hindesk.reports.plan import plan_report
from hindesk.reports.rows import as_csv
from tests.history_notation import instant

MON = instant("2026-01-05 00:00")
PEOPLE = (
    Person("Kim", teams=("front",), capacity=3),
    Person("Lee", email="lee@desk.example", ids={"desk": "7"}, teams=("front", "back"), tier=1),
    Person("Park", teams=("back",)),
    Person("Choi", teams=("front",), away=(Away(MON),)),
    Person("Na", capacity=0),
)
STORIES = {
    "1": "09:00 created assignee=Choi team=front priority=high subject=Login",
    "2": "10:00 created assignee=Gone team=back",
    "3": "11:00 created assignee=Kim team=front",
    "4": "12:00 created team=front",
    "5": "13:00 created assignee=Park",
    "6": "14:00 created assignee=Kim team=front\n15:00 status=solved",
}
"""Choi has left and Gone is unknown; nobody holds 4, 5 has no team, 6 is solved."""


def cells(plan: Plan, *columns: str) -> dict[str, Any]:
    """Cells of a plan by ticket: of one column alone, of several as tuples."""
    rows = plan.table.to_pylist()
    return {row["ticket"]: row[columns[0]] if len(columns) == 1 else tuple(row[one] for one in columns) for row in rows}


def written(plan: Plan, folder: Path) -> Path:
    """The file of a plan, as people edit it."""
    file = folder / "plan.csv"
    file.write_text(as_csv(plan_report(plan, all_columns=True)), encoding="utf-8", newline="")
    return file


def edited(file: Path, *changes: tuple[str, str]) -> Path:
    """A file with texts put in place of others, each of which stands in it once."""
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8", newline="")
    return file


def read_back(setting: Setting, file: Path, wish: Wish | None = None, *, closed_too: bool = False) -> Plan:
    """An edited plan, checked again."""
    return check_plan(setting, read_edited(file), wish or Wish(), closed_too=closed_too)
