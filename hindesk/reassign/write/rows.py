"""The rows of a plan that change something, as plain values for the text that is written of them."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from hindesk.errors import InputError
from hindesk.reassign.write.vendors import vendors

_TEXTS: Final = ("source", "ticket", "subject", "from", "to", "from_team", "to_team")
_CHANGES: Final = (("from", "to"), ("from_team", "to_team"))


class PlanRow(NamedTuple):
    """One ticket of a plan; texts are empty where the plan has none, `updated` is UTC microseconds or None."""

    source: str
    ticket: str
    subject: str
    from_person: str
    to_person: str
    from_team: str
    to_team: str
    updated: int | None
    vendor: str


def moved_rows(plan: pa.Table, vendor: str | None) -> list[PlanRow]:
    """The rows whose holder or team changes, in the order of the plan, with the help desk whose files take them.

    Args:
        plan: columns source, ticket, subject, from, to, from_team, to_team (texts), updated (timestamp, UTC).
        vendor: the help desk of tickets whose source is none of `vendors.yaml`; None: there may be no such tickets.

    Raises:
        InputError: a help desk is unknown, or a ticket stands in two rows.
    """
    texts = {name: _texts(plan.column(name)) for name in _TEXTS}
    changed: list[Any] = [pc.not_equal(texts[was], texts[is_now]) for was, is_now in _CHANGES]
    moves: Any = pc.or_(*changed)
    updated = plan.column("updated").cast(pa.timestamp("us", "UTC")).cast(pa.int64())
    columns: list[list[Any]] = [one.filter(moves).to_pylist() for one in (*texts.values(), updated)]
    takes = {source: _vendor_of(source, vendor) for source in dict.fromkeys(columns[0])}
    rows = [PlanRow._make((*cells, takes[cells[0]])) for cells in zip(*columns, strict=True)]
    _refuse_twice(rows)
    return rows


def _texts(column: pa.ChunkedArray[Any]) -> pa.ChunkedArray[Any]:
    texts: Any = column.cast(pa.string())
    filled: pa.ChunkedArray[Any] = texts.fill_null("")
    return filled


def _vendor_of(source: str, vendor: str | None) -> str:
    known = ", ".join(vendors())
    if vendor is not None and vendor not in vendors():
        raise InputError(f"{vendor!r} is no help desk that files are written for", f"`--for` takes {known}")
    found = source if source in vendors() else vendor
    if found is None:
        raise InputError(f"tickets come from {source!r}, which tells no help desk", f"say which with `--for`: {known}")
    return found


def _refuse_twice(rows: list[PlanRow]) -> None:
    counts = Counter((row.vendor, row.ticket) for row in rows)
    twice = [ticket for (_, ticket), count in counts.items() if count > 1]
    if twice:
        more = f", and {len(twice) - 1:,} more do" if len(twice) > 1 else ""
        raise InputError(f"the ticket {twice[0]} stands in two rows of the plan{more}", "leave one row of each")
