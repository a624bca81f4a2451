"""What is known of the tickets of a store, and of how a run judged them: columns, a ticket at each place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa

from hindesk.calendars.instants import Flags
from hindesk.events import Category
from hindesk.reassign.desk import BOUNDLESS, Ints
from hindesk.reassign.sql import sql
from hindesk.reassign.values import Values
from hindesk.replay.runs import KeptRun
from hindesk.replay.truth import pc
from hindesk.store.store import Store

__all__ = ["FIELDS", "NO_TIER", "Facts", "Values", "read_facts"]

NO_TIER: Final = -1
"""In place of a tier: none is known."""

FIELDS: Final = ("assignee", "team", "priority", "type", "language", "customer")
"""The fields whose latest codes are facts under their own names."""

_TICKETS: Final = "select opened_at, latest_at, key, source from tickets order by ticket"
_ENDED: Final = "select distinct ticket, 1 as gone from events where kind in (4, 5)"
_WHOLE: Final = r"^\s*\d{1,9}\s*$"


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """All tickets of a store as they are at the end of the export, in the order of their numbers.

    Every column is int64 but `key` and `source`. Instants are UTC microseconds; fields are codes of `Values.texts`,
    0 where empty.

    Args:
        ticket: the number in the store.
        key: the id in the help desk.
        source: the help desk.
        opened_at: when it was created.
        latest_at: the last instant that its history tells of: the help desk's own stamp of the last change.
        category: `events.Category` of its status; `OPEN` where nobody gave the status a category.
        assignee: who holds it.
        team: whose it is.
        priority: how urgent it is.
        type: the kind of request.
        language: the customer's.
        customer: who asked.
        tier: of its last visit in the run, else the export's; `NO_TIER` where neither tells.
        due: the earliest due instant among its clocks that are running or paused at the run's end; BOUNDLESS without.
        breached: 1 where one of its clocks is breached, whenever that was.
        paused: 1 where one of its clocks is in time and paused at the run's end.
        gone: 1 where it was merged or deleted.
        has_run: whether a run was read; else `due`, `breached` and `paused` say nothing.
    """

    ticket: Ints
    key: pa.ChunkedArray[Any]
    source: pa.ChunkedArray[Any]
    opened_at: Ints
    latest_at: Ints
    category: Ints
    assignee: Ints
    team: Ints
    priority: Ints
    type: Ints
    language: Ints
    customer: Ints
    tier: Ints
    due: Ints
    breached: Ints
    paused: Ints
    gone: Ints
    has_run: bool

    @property
    def is_open(self) -> Flags:
        """Which tickets are neither solved nor closed nor gone."""
        open_: Flags = (self.category < Category.SOLVED) & (self.gone == 0)
        return open_


def read_facts(store: Store, *, run: KeptRun | None, as_of: int, values: Values | None = None) -> Facts:
    """Read the facts of every ticket.

    Args:
        store: an open store.
        run: the run whose clocks and visits count; None: neither is known.
        as_of: UTC microseconds. A clock that runs at the end of an older run and is due before this is breached.
        values: the store's latest values, with the categories of statuses that count; by default the readers'.
    """
    values = Values(store) if values is None else values
    tickets: pa.Table = store.cursor().sql(_TICKETS).to_arrow_table()
    ended: pa.Table = store.cursor().sql(_ENDED).to_arrow_table()
    return Facts(
        ticket=values.tickets,
        key=tickets["key"],
        source=tickets["source"],
        opened_at=tickets["opened_at"].to_numpy(),
        latest_at=tickets["latest_at"].to_numpy(),
        category=values.categories()[values.codes("status")],
        **{name: values.codes(name) for name in FIELDS},
        tier=_tiers(store, values, run),
        **_clocks(store, values, run, as_of=as_of),
        gone=values.spread(ended, "gone"),
        has_run=run is not None,
    )


def _tiers(store: Store, values: Values, run: KeptRun | None) -> Ints:
    """The tier of each ticket: of its last visit, else the export's."""
    told = _told_tiers(values)[values.codes("tier")]
    if run is None:
        return told
    rows = store.cursor().sql(sql("facts_tiers"), params={"run": run.run, "boundless": BOUNDLESS}).to_arrow_table()
    visited = values.spread(rows, "tier", absent=NO_TIER)
    return np.where(visited == NO_TIER, told, visited)


def _told_tiers(values: Values) -> Ints:
    """The whole number that each text of the export's field `tier` is, by code."""
    texts = values.texts("tier")
    whole = pc.if_else(pc.match_substring_regex(texts, _WHOLE), pc.utf8_trim_whitespace(texts), None)
    numbers: Ints = pc.fill_null(pc.cast(whole, pa.int64()), NO_TIER).to_numpy()
    return numbers


def _clocks(store: Store, values: Values, run: KeptRun | None, *, as_of: int) -> dict[str, Ints]:
    """The columns due, breached and paused."""
    absent = {"due": BOUNDLESS, "breached": 0, "paused": 0}
    if run is None:
        return {name: np.full(len(values.tickets), none, np.int64) for name, none in absent.items()}
    parameters = {"run": run.run, "as_of": as_of, "boundless": BOUNDLESS}
    rows: pa.Table = store.cursor().sql(sql("facts_clocks"), params=parameters).to_arrow_table()
    return {name: values.spread(rows, name, absent=none) for name, none in absent.items()}
