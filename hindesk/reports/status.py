"""What a store holds, and what of the files that it was given could not be read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from importlib import resources
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from hindesk.reports.counted import counted
from hindesk.reports.report import Report
from hindesk.store.store import Store

NAMED: Final = 10
"""Names that a note gives before it says how many more there are."""


def status(store: Store) -> Report:
    """The tickets, events and span of time by source and fidelity.

    The notes name statuses without a category and count what was rejected.
    """
    table = _rows(store, "status")
    tickets = int(pc.sum(table.column("tickets"), min_count=0).as_py() or 0)
    title = f"{store.path.name}: {counted(tickets, 'ticket')}"
    return Report(name="status", title=title, table=table, notes=(*_uncategorised(store), *_rejected(store)))


def rejects(store: Store) -> Report:
    """Every place of an imported file that could not be read, with the reason."""
    table = _rows(store, "status_rejects")
    return Report(name="rejects", title=f"{store.path.name}: {counted(table.num_rows, 'place')} not read", table=table)


def _rows(store: Store, name: str) -> pa.Table:
    text = resources.files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8")
    rows: pa.Table = store.cursor().sql(text).to_arrow_table()
    return rows


def uncategorised(store: Store, given: Collection[str] = ()) -> list[str]:
    """The statuses of the tickets that no reader gave a category, by name.

    Args:
        store: an open store.
        given: statuses that a policy sets, in any case; those without a category are named too.
    """
    wanted = {name.casefold() for name in given}
    found = _rows(store, "status_uncategorised").to_pylist()
    return [str(row["status"]) for row in found if row["held"] or row["status"].casefold() in wanted]


def named(names: Sequence[str]) -> str:
    """Names of the data in a sentence, the first few in backticks."""
    shown = ", ".join(f"`{name}`" for name in names[:NAMED])
    return f"{shown} and {len(names) - NAMED:,} more" if len(names) > NAMED else shown


def _uncategorised(store: Store) -> tuple[str, ...]:
    names = uncategorised(store)
    if not names:
        return ()
    return (f"Statuses without a category count as open, unless a policy's `statuses` says otherwise: {named(names)}",)


def _rejected(store: Store) -> tuple[str, ...]:
    count = _rows(store, "status_rejects").num_rows
    return (
        (f"{counted(count, 'place')} of the imported files could not be read: `hindesk status --rejects`",)
        if count
        else ()
    )
