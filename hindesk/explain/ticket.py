"""One ticket of a store: finding it by its id, and reading its history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from hindesk.calendars.nearest import did_you_mean
from hindesk.errors import InputError
from hindesk.explain.sql import sql
from hindesk.store.store import Store

_FOUND: Final = "select ticket, key, source, fidelity, knows from tickets where key = $key order by source"


@dataclass(frozen=True, slots=True)
class Found:
    """A ticket: its number in the store, its id in its help desk, its source, and what its history carries.

    `fidelity` is an `events.Fidelity`, `knows` an `events.Knows`. `stated` are the fields of the traits by others like
    it that are stated of a ticket that nobody sent.
    """

    ticket: int
    key: str
    source: str
    fidelity: int
    knows: int
    stated: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class History:
    """A ticket with its history.

    Args:
        found: the ticket.
        events: in order: at (UTC microseconds), kind, actor, flags, field, value as in the store, and the words: name
            (of the field), text (of the value), person.
        fields: those that are not empty: name, code at creation, and the texts first and latest.
    """

    found: Found
    events: pa.Table
    fields: pa.Table


def find_ticket(store: Store, key: str, *, source: str | None = None) -> Found:
    """The ticket of this id in its help desk.

    Raises:
        InputError: there is none, the hint names the nearest ids; or several sources have it and `source` names none.
    """
    rows = store.cursor().execute(_FOUND, {"key": key}).fetchall()
    found = {row[2]: Found(*row) for row in rows}
    if source is not None:
        return _of_source(found, key, source)
    if not found:
        raise InputError(f"there is no ticket {key!r}", _like(store, key))
    if len(found) > 1:
        raise InputError(f"{len(found)} sources have a ticket {key!r}: {', '.join(found)}", "say which with --source")
    return next(iter(found.values()))


def read_history(store: Store, found: Found) -> History:
    """Read a ticket's history."""
    cursor = store.cursor()
    query = {"ticket": found.ticket}
    events: pa.Table = cursor.sql(sql("events"), params=query).to_arrow_table()
    fields: pa.Table = cursor.sql(sql("fields"), params=query).to_arrow_table()
    return History(found, events, fields)


def _of_source(found: dict[str, Found], key: str, source: str) -> Found:
    if source not in found:
        having = f"there is one of {', '.join(found)}" if found else "`hindesk status` lists the sources"
        near = did_you_mean(source, found)
        raise InputError(f"there is no ticket {key!r} of the source {source!r}", f"{near} {having}" if near else having)
    return found[source]


def _like(store: Store, key: str) -> str:
    nearest = [row[0] for row in store.cursor().execute(sql("nearest"), {"key": key}).fetchall()]
    return f"the nearest ids are {', '.join(nearest)}" if nearest else "`hindesk import FILE` brings tickets in"
