"""Where two policies are compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import duckdb

from hindesk.replay.store_words import StoreWords
from hindesk.simulate.words import Names
from hindesk.store.store import Store

Progress = Callable[[str, float], None]
"""Called with what is being done and the share of it that is done."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What every step of a comparison needs.

    Args:
        store: the open store.
        connection: a connection to it that has the comparison's temporary tables.
        words: the words behind codes of fields.
        names: the names behind numbers of metrics and rules.
        as_of: the last instant that counts, UTC microseconds.
        machine_code: whether replays are compiled; worth it for large stores.
        progress: called after each set of tickets.
    """

    store: Store
    connection: duckdb.DuckDBPyConnection
    words: StoreWords
    names: Names
    as_of: int
    machine_code: bool
    progress: Progress
