"""The latest or first value of every field of every ticket: codes by ticket, and the words behind them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

import numpy as np
import pyarrow as pa

from hindesk.reassign.desk import Ints
from hindesk.reassign.sql import sql
from hindesk.replay.store_words import StoreWords
from hindesk.replay.vocabulary import Vocabulary, read_vocabulary
from hindesk.store.store import Store

_TICKETS: Final = "select ticket::bigint as ticket from tickets order by ticket"
_LATEST: Final = "select ticket, latest from ticket_fields where field = $field"
_FIRST: Final = "select ticket, first as latest from ticket_fields where field = $field"
_NO_MESSAGES: Final = "select ticket, 0 as latest from tickets"

Moment = Literal["first", "latest"]
"""Which values are meant: those that tickets were created with, or those at the end of the export."""


class Values:
    """What the tickets of a store are at the end of the export, or were when they were created.

    A field is read when it is first asked for. `handled_by` is derived from the messages: nobody, bot or agent. `text`
    is what the ticket said at its creation, as everywhere in a replay: messages change no field.
    """

    __slots__ = ("_codes", "_moment", "_store", "_vocabularies", "statuses", "tickets")

    def __init__(self, store: Store, *, statuses: Mapping[str, str] | None = None, moment: Moment = "latest") -> None:
        """Read from an open store.

        Args:
            store: the store.
            statuses: a policy's categories of statuses, which override those of the readers.
            moment: which values are meant; nobody has handled a ticket when it is created.
        """
        self._store = store
        self._moment = moment
        self._codes: dict[str, Ints] = {}
        self._vocabularies: dict[str, Vocabulary] = {}
        self.statuses = dict(statuses or {})
        numbers: pa.Table = store.cursor().sql(_TICKETS).to_arrow_table()
        self.tickets: Ints = numbers["ticket"].to_numpy()

    def texts(self, field: str) -> pa.StringArray:
        """A field's texts by code; code 0 is null, but for `handled_by`. A field that the store lacks has no text."""
        return self._vocabulary(field).texts[field]

    def categories(self) -> Ints:
        """The `events.Category` of each status by code; a status whose category nobody gave is open, 0 is none."""
        return self._vocabulary("status").categories

    def codes(self, field: str) -> Ints:
        """The code of each ticket's value of a field, in the order of the tickets' numbers; 0 is empty."""
        if field not in self._codes:
            query, parameters = self._query(field)
            self._codes[field] = self.spread(self._store.cursor().sql(query, params=parameters).to_arrow_table())
        return self._codes[field]

    def spread(self, rows: pa.Table, column: str = "latest", *, absent: int = 0) -> Ints:
        """A column of rows that have a `ticket`, no two the same, in the order of all tickets' numbers.

        Args:
            rows: of tickets of the store, in any order.
            column: the whole numbers that are meant; none is null.
            absent: what a ticket without a row has.
        """
        numbered = np.full(int(self.tickets[-1]) + 1 if len(self.tickets) else 0, absent, np.int64)
        numbered[rows["ticket"].to_numpy()] = rows[column].to_numpy()
        return numbered[self.tickets]

    def _query(self, field: str) -> tuple[str, dict[str, int]]:
        if field == "handled_by":
            return (sql("handled_by") if self._moment == "latest" else _NO_MESSAGES), {}
        return _LATEST if self._moment == "latest" else _FIRST, {"field": self._store.fields().get(field, 0)}

    def _vocabulary(self, field: str) -> Vocabulary:
        if field not in self._vocabularies:
            words = StoreWords(self._store)
            self._vocabularies[field] = read_vocabulary(words, tuple({"status", field}), self.statuses)
        return self._vocabularies[field]
