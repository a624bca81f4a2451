"""What a store has to replay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import duckdb

from hindesk.errors import InputError

_SPAN: Final = "select min(opened_at), max(latest_at), (select count(*) from events), count(*) from tickets"


@dataclass(frozen=True, slots=True)
class Span:
    """What there is to replay: its first and last instant (UTC microseconds), events and tickets."""

    first_at: int
    last_at: int
    events: int
    tickets: int


def span_of(connection: duckdb.DuckDBPyConnection) -> Span:
    """What the tables of a connection hold.

    Raises:
        InputError: no tickets.
    """
    first_at, last_at, events, tickets = connection.execute(_SPAN).fetchall()[0]
    if first_at is None:
        raise InputError("the store holds no tickets", "`hindesk import FILE` brings some in")
    return Span(first_at, last_at, events, tickets)
