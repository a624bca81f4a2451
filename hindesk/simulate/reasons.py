"""Why clocks change their verdict: tested by replays that take one aspect of the new policy at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any, Final

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from hindesk.errors import PolicyError
from hindesk.policy.values import Policy
from hindesk.simulate.aspects import aligned, differing, mixed
from hindesk.simulate.bench import Bench
from hindesk.simulate.clocks import Walked, replay_clocks, restrict
from hindesk.simulate.sql import sql

Masks = npt.NDArray[np.int64]

TOGETHER: Final = "several together"
"""The reason where no single aspect gives the new verdict."""

_TICKETS: Final = "select distinct ticket from changed order by ticket"
_KEPT: Final = ("ticket", "metric", "cycle", "verdict")


def reasons(bench: Bench, old: Policy, new: Policy) -> pa.Array[Any]:
    """The reason of each row of the bench's table `changed`, in the order of its numbers.

    Returns:
        The aspects each of which alone gives the old policy the new verdict, joined by `or`; else `TOGETHER`. An
        aspect that alone makes a policy which can't be replayed gives none.
    """
    old, new = aligned(old, new)
    aspects = differing(old, new)
    count = bench.connection.execute("select count(*) from changed").fetchall()[0][0]
    if len(aspects) == 1 or not count:
        return pa.array([*aspects[:1]] * count, pa.string())
    reader = bench.store.cursor()
    tickets = restrict(reader, bench.connection.sql(_TICKETS).to_arrow_table())
    masks = np.zeros(count, np.int64)
    for bit, aspect in enumerate(aspects):
        told = partial(bench.progress, f"asking whether the reason is {aspect}")
        variant = mixed(old, new, frozenset({aspect}))
        with suppress(PolicyError):
            walked = replay_clocks(bench, reader, variant, only=tickets)
            masks[_agreeing(bench.connection, walked, tickets, told)] |= 1 << bit
    return _texts(masks, aspects)


def _agreeing(
    connection: duckdb.DuckDBPyConnection,
    walked: Iterator[Walked],
    tickets: pa.Array[Any],
    told: Callable[[float], None],
) -> Masks:
    """The numbers of the changed clocks that have the new verdict here too; `tickets` are the tickets' own numbers."""
    sets = []
    for one in walked:
        kept = one.clocks.select(_KEPT)
        sets.append(kept.set_column(0, "ticket", pc.take(tickets, kept["ticket"])))
        told(one.share)
    connection.register("variant", pa.concat_tables(sets))
    numbers: Masks = connection.sql(sql("agreeing")).to_arrow_table()["number"].to_numpy().astype(np.int64)
    connection.unregister("variant")
    return numbers


def _texts(masks: Masks, aspects: tuple[str, ...]) -> pa.Array[Any]:
    """Sets of aspects as texts."""
    sets, places = np.unique(masks, return_inverse=True)
    named = [
        " or ".join(one for bit, one in enumerate(aspects) if mask >> bit & 1) or TOGETHER for mask in sets.tolist()
    ]
    return pc.take(pa.array(named, pa.string()), pa.array(places.reshape(-1), pa.int64()))
