"""What an import did, in sentences."""

from __future__ import annotations

from typing import Final

from hindesk.importers.importing import ImportSummary
from hindesk.reports.cells import text
from hindesk.reports.counted import counted
from hindesk.store.landing import Landed

SHOWN: Final = 5
"""Rejects that are shown before the sentence that says where all of them are."""


def import_account(summary: ImportSummary) -> tuple[str, ...]:
    """The sentences, in the order of what a person asks first: how it was read, what came in, what did not."""
    how = f"{summary.file}: read as {summary.detection.format.title}, because {summary.detection.why}"
    if summary.repeated:
        return (how, "nothing has changed: the same file was imported before, with the same options")
    return (how, _landed(summary), *_moved(summary.landed), *summary.notes, *_rejects(summary))


def _landed(summary: ImportSummary) -> str:
    landed = summary.landed
    parts = {
        "new": landed.new,
        "updated": landed.updated,
        "unchanged": landed.unchanged,
        "left alone, because the store knows more of them": landed.kept,
    }
    said = ", ".join(f"{count:,} {word}" for word, count in parts.items() if count)
    return f"{counted(landed.tickets, 'ticket')} of {summary.source} with {counted(landed.events, 'event')}: {said}"


def _moved(landed: Landed) -> tuple[str, ...]:
    if not landed.moved:
        return ()
    return (f"{counted(landed.moved, 'event')} dated before their ticket's creation count as happening at it",)


def _rejects(summary: ImportSummary) -> tuple[str, ...]:
    count = summary.rejects.num_rows
    if not count:
        return ("everything could be read",)
    first = summary.rejects.slice(0, SHOWN).to_pylist()
    more = () if count <= SHOWN else (f"  and {count - SHOWN:,} more: `hindesk status --rejects` lists them",)
    return (f"{counted(count, 'place')} could not be read:", *map(_reject, first), *more)


def _reject(row: dict[str, object]) -> str:
    where = f"line {row['line']}" + (f", column {row['column_name']}" if row["column_name"] else "")
    return text(f"  {where}: {row['value']!r}: {row['reason']}")
