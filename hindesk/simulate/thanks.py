"""A policy with and without the detector of thanks, over the same tickets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hindesk.policy.thanks_model import shipped_thanks
from hindesk.policy.values import Policy
from hindesk.replay.compile import compile_policy
from hindesk.replay.engine import Replayer, replay_all, wants_machine_code
from hindesk.replay.memory import calendar_tables
from hindesk.replay.rows import Rows
from hindesk.replay.span import Span, span_of
from hindesk.replay.store_words import StoreWords
from hindesk.simulate.bench import Progress
from hindesk.simulate.sql import sql
from hindesk.store.store import Store

_KEPT: Final = ("metric", "elapsed", "verdict")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the detector changes.

    Args:
        tickets: how many tickets there are.
        kept: how many of them are reopened less often with the detector.
        reopenings: how many reopenings that saves.
        metrics: two rows a metric that has clocks, without and with the detector: `metric` (its number in the
            policy), `detects`, `clocks`, `met`, `breached`, `attainment_share`, and of judged clocks `median` and
            `p90` in microseconds.
    """

    tickets: int
    kept: int
    reopenings: int
    metrics: pa.Table


@dataclass(frozen=True, slots=True)
class _Side:
    """The clocks of one replay, and how often each ticket was reopened, in the order of the tickets."""

    clocks: pa.Table
    reopened: pa.Table


def compare_thanks(store: Store, policy: Policy, *, as_of: int, progress: Progress) -> Comparison:
    """Replay every ticket with and without the detector; the store is only read.

    Args:
        store: an open store.
        policy: the policy; where it has no `thanks`, the phrases that come with hindesk count.
        as_of: the last instant that counts, UTC microseconds.
        progress: called after each set of tickets.

    Raises:
        InputError: the store holds no tickets.
    """
    detecting = policy if policy.thanks else replace(policy, thanks=shipped_thanks())
    sides = {
        name: _replayed(store, one, as_of, progress)
        for name, one in (("with", detecting), ("without", replace(policy, thanks=None)))
    }
    connection = store.cursor()
    for name, side in sides.items():
        connection.register(f"{name}_clocks", side.clocks)
    saved = _saved(sides["without"].reopened, sides["with"].reopened)
    kept = int(np.count_nonzero(saved > 0))
    return Comparison(len(saved), kept, int(saved.sum()), connection.sql(sql("thanks")).to_arrow_table())


def _replayed(store: Store, policy: Policy, as_of: int, progress: Progress) -> _Side:
    reader = store.cursor()
    span = span_of(reader)
    tables = calendar_tables(policy, span.first_at, max(span.last_at, as_of))
    replayer = Replayer(compile_policy(policy, StoreWords(store, [policy])), tables, as_of)
    told = "replaying with the detector" if policy.thanks else "replaying without it"
    replays = replay_all(reader, replayer, machine_code=wants_machine_code(span.events))
    clocks, reopened = zip(*_kept(replays, span, told, progress), strict=True)
    return _Side(pa.Table.from_batches(clocks), pa.Table.from_batches(reopened))


def _kept(
    replays: Iterator[tuple[int, Rows]], span: Span, told: str, progress: Progress
) -> Iterator[tuple[pa.RecordBatch, pa.RecordBatch]]:
    done = 0
    for events, rows in replays:
        done += events
        progress(told, done / span.events)
        yield rows.clocks.select(_KEPT), rows.outcomes.select(("ticket", "reopened"))


def _saved(without: pa.Table, detecting: pa.Table) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """How many reopenings each ticket has more without the detector."""
    sides = [table.sort_by("ticket")["reopened"].cast(pa.int64()) for table in (without, detecting)]
    saved: np.ndarray[tuple[int], np.dtype[np.int64]] = pc.subtract(*sides).to_numpy()
    return saved
