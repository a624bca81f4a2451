"""Replays whose clocks go to the comparison instead of a run: the store is only read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from hindesk.policy.values import Policy
from hindesk.replay.alike import Alike, find_alike
from hindesk.replay.compile import compile_policy
from hindesk.replay.engine import Replayer, replay_all
from hindesk.replay.memory import calendar_tables
from hindesk.replay.span import span_of
from hindesk.simulate.bench import Bench
from hindesk.simulate.sql import sql

Tickets = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Walked:
    """One set of tickets after a replay.

    Args:
        share: how much of the replay is done by then.
        clocks: the clocks, with the bench's numbers of metrics and rules.
        notices: the notices, with the policy's own numbers.
        lapses: the lapses, likewise.
    """

    share: float
    clocks: pa.Table
    notices: pa.RecordBatch
    lapses: pa.RecordBatch


def replay_clocks(
    bench: Bench, reader: duckdb.DuckDBPyConnection, policy: Policy, *, only: pa.Array[Any] | None = None
) -> Iterator[Walked]:
    """Replay what a connection's tables hold, set by set.

    Args:
        bench: the words, the instant that counts last, and the numbers of metrics and rules; other names become null.
        reader: tickets, ticket_fields and events are read from it, so nothing else may run on it meanwhile.
        policy: the policy.
        only: the tickets' own numbers where the reader shows these alone (`restrict`); others like them count too.
    """
    span = span_of(reader)
    tables = calendar_tables(policy, span.first_at, max(span.last_at, bench.as_of))
    replayer = Replayer(compile_policy(policy, bench.words), tables, bench.as_of)
    alike = _renumbered(find_alike(bench.store.cursor(), replayer.compiled), only)
    metrics = _numbers([metric.name for metric in policy.metrics], bench.names.metrics, pa.int8())
    rules = _numbers([rule.name for rule in policy.sla], bench.names.rules, pa.int16())
    done = 0
    for events, rows in replay_all(reader, replayer, machine_code=bench.machine_code, alike=alike):
        done += events
        clocks = pa.Table.from_batches([rows.clocks])
        for name, numbers in (("metric", metrics), ("rule", rules)):
            clocks = clocks.set_column(
                clocks.schema.get_field_index(name), name, pc.take(numbers, clocks[name].cast(pa.int32()))
            )
        yield Walked(done / span.events, clocks, rows.notices, rows.lapses)


def restrict(reader: duckdb.DuckDBPyConnection, tickets: pa.Table) -> pa.Array[Any]:
    """Let a connection see these tickets alone, numbered densely; return their own numbers in that order.

    Args:
        reader: a connection to the store; its temporary tables stand before the store's.
        tickets: one column, `ticket`, in ascending order.
    """
    numbers = pa.array(np.arange(tickets.num_rows), pa.int32())
    reader.register("chosen", tickets.append_column("number", numbers))
    reader.execute(sql("restrict"))
    reader.unregister("chosen")
    return tickets["ticket"].combine_chunks()


def _renumbered(alike: Alike, only: pa.Array[Any] | None) -> Alike:
    """The tickets with traits by others like them, by their places among some tickets (None: all)."""
    if only is None:
        return alike
    shown: Tickets = only.to_numpy()
    return {field: np.flatnonzero(np.isin(shown, tickets)).astype(np.int32) for field, tickets in alike.items()}


def _numbers(own: list[str], common: tuple[str, ...], kind: pa.DataType) -> pa.Array[Any]:
    return pa.array([common.index(name) if name in common else None for name in own], kind)
