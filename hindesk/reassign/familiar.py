"""Who knows a ticket: people who hold it or have held it, and people who have held another one of its customer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from hindesk.reassign.desk import Ints
from hindesk.reassign.sql import sql
from hindesk.store.store import Store

MOST: Final = 8
"""At most so many people know a ticket: those who are closest to it."""


@dataclass(frozen=True, slots=True, eq=False)
class Familiar:
    """The people who know each of n tickets, as `Desk` holds them: `known[known_from[t]:known_from[t + 1]]`.

    Of each ticket, the closest come first, then who got it (or one of its customer) last, then the roster's order.
    """

    known_from: Ints
    known: Ints
    closeness: Ints


def familiar(store: Store, tickets: Ints, *, customer: Ints, assignees: pa.Table) -> Familiar:
    """Find who knows each ticket of a pool.

    Args:
        store: an open store.
        tickets: numbers of tickets, each once.
        customer: of each of them, the code of its customer; 0 without one.
        assignees: what assignees mean: source, code, person; who is not among them knows nothing.
    """
    fields = store.fields()
    parameters = {"assignee": fields.get("assignee", 0), "customer": fields.get("customer", 0), "most": MOST}
    columns = {"ticket": tickets, "place": np.arange(len(tickets)), "customer": customer}
    cursor = store.cursor()
    cursor.register("pool", pa.table({name: column.astype(np.int32) for name, column in columns.items()}))
    cursor.register("meaning", assignees)
    rows: pa.Table = cursor.sql(sql("familiar"), params=parameters).to_arrow_table()
    known = [rows[name].to_numpy().astype(np.int64) for name in ("place", "person", "closeness")]
    return Familiar(np.searchsorted(known[0], np.arange(len(tickets) + 1)).astype(np.int64), known[1], known[2])
