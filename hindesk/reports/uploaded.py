"""What an upload did, or would do."""

from __future__ import annotations

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from hindesk.reassign.upload.outcome import Result, Uploaded
from hindesk.reports.counted import counted
from hindesk.reports.report import Report

_WORDS: Final = {
    Result.MOVED: "moved",
    Result.ALREADY: "as planned already",
    Result.CONFLICT: "changed since and left as they are",
    Result.FAILED: "not taken by the help desk",
    Result.WAITING: "waiting",
}
_DEVIATING: Final = pa.array([str(Result.CONFLICT), str(Result.FAILED)])


def uploaded_files(done: Uploaded) -> Report:
    """One row for each file: the call that it goes with, and the number of its tickets by what became of them."""
    return Report("uploaded_files", _title(done), done.files, _notes(done))


def uploaded_tickets(done: Uploaded) -> Report:
    """One row for each ticket: its file, what became of it, and why."""
    return Report("uploaded_tickets", _title(done), done.tickets, _notes(done), folded=("message",))


def deviating_tickets(done: Uploaded) -> Report:
    """The tickets that are not as the plan says and won't be: changed since, or not taken."""
    table = done.tickets.filter(pc.is_in(done.tickets.column("result"), value_set=_DEVIATING))
    return Report(
        "deviating_tickets", f"{counted(table.num_rows, 'ticket')} not as planned", table, folded=("message",)
    )


def all_as_planned(done: Uploaded) -> bool:
    """Tell whether every ticket is as the plan says, or, in a dry run, may still become so."""
    fine = {Result.MOVED, Result.ALREADY} | (set() if done.sent else {Result.WAITING})
    return sum(_count(done, result) for result in fine) == done.tickets.num_rows


def _title(done: Uploaded) -> str:
    said = [f"{_count(done, result):,} {words}" for result, words in _WORDS.items() if _count(done, result)]
    what = "undo" if done.set_name == "undo" else "upload"
    dry = "" if done.sent else ", a dry run"
    return f"{what} to {done.site}{dry}: {counted(done.tickets.num_rows, 'ticket')}, {', '.join(said) or 'none'}"


def _notes(done: Uploaded) -> tuple[str, ...]:
    return done.notes if done.sent else (*done.notes, "Nothing was sent; `--yes` sends what is waiting")


def _count(done: Uploaded, result: Result) -> int:
    return int(pc.sum(done.files.column(str(result)), min_count=0).as_py() or 0)
