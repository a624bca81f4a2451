"""Reading the events of a store as sets of whole tickets, in their clustered order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt

from hindesk.errors import StoreError
from hindesk.events import Knows
from hindesk.replay.history import Events

_EVENTS = 'select ticket, "at", kind, actor, flags, field, value from events'
_FIRST = "select ticket, first from ticket_fields where field = ?"
_KNOWS = "select ticket, knows from tickets"

_IMPLIED = {
    int(Knows.MESSAGES): int(Knows.FIRST_REPLY),
    int(Knows.STATUSES): int(Knows.SOLVED),
    int(Knows.ASSIGNEES): int(Knows.FIRST_ASSIGNEE),
}

Array = npt.NDArray[np.int64] | npt.NDArray[np.int32] | npt.NDArray[np.int16] | npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Beginnings:
    """What all tickets are from creation, by ticket number: what their history knows, and their slots' codes."""

    knows: npt.NDArray[np.int16]
    openings: npt.NDArray[np.int32]


def read_beginnings(connection: duckdb.DuckDBPyConnection, fields: tuple[int, ...]) -> Beginnings:
    """Read the tickets' beginnings; `fields` are the numbers of the slots' fields, 0 for one that has no field."""
    known = connection.sql(_KNOWS).to_arrow_table()
    tickets = known["ticket"].to_numpy()
    size = int(tickets.max()) + 1 if len(tickets) else 0
    knows = np.zeros(size, np.int16)
    knows[tickets] = complete(known["knows"].to_numpy())
    openings = np.zeros((size, len(fields)), np.int32)
    for slot, field in enumerate(fields):
        first = connection.sql(_FIRST, params=[field]).to_arrow_table()
        openings[first["ticket"].to_numpy(), slot] = first["first"].to_numpy()
    return Beginnings(knows, openings)


def complete(knows: npt.NDArray[np.int16]) -> npt.NDArray[np.int16]:
    """Return what histories know with what follows from it: who knows all messages knows the first reply, and so on."""
    for whole, part in _IMPLIED.items():
        knows = np.where(knows & whole, knows | part, knows).astype(np.int16)
    return knows


def read_chunks(connection: duckdb.DuckDBPyConnection, beginnings: Beginnings, size: int) -> Iterator[Events]:
    """Give the events of the store in sets of whole tickets, of about `size` events each.

    Raises:
        StoreError: the store's events are not clustered by ticket.
    """
    tail: list[Array] | None = None
    for batch in connection.sql(_EVENTS).to_arrow_reader(size):
        columns = [column.to_numpy() for column in batch.columns]
        if tail is not None:
            columns = [np.concatenate(pair) for pair in zip(tail, columns, strict=True)]
        cut = int(np.searchsorted(columns[0], columns[0][-1]))
        if cut:
            yield _chunk([column[:cut] for column in columns], beginnings)
        tail = [column[cut:] for column in columns]
    if tail is not None and len(tail[0]):
        yield _chunk(tail, beginnings)


def _chunk(columns: list[Array], beginnings: Beginnings) -> Events:
    tickets = columns[0]
    if np.any(tickets[1:] < tickets[:-1]):
        raise StoreError("the store's events are out of order", "import the exports again into another --store")
    low, high = int(tickets[0]), int(tickets[-1]) + 1
    knows, openings = beginnings.knows[low:high], beginnings.openings[low:high].reshape(-1)
    parts = [np.ascontiguousarray(part) for part in (*columns, knows, openings)]
    for part in parts:
        part.flags.writeable = False
    return Events(*parts)
