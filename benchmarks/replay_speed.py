"""What a replay costs: its parts with nothing written, and whole with its results in the store."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.cost import Cost, apart, cost_of, middle, peak_memory
from hindesk.policy.load import load_policy
from hindesk.policy.values import Policy
from hindesk.replay.chunks import _EVENTS, _FIRST, _KNOWS, read_beginnings, read_chunks
from hindesk.replay.compile import compile_policy
from hindesk.replay.engine import _CHUNK, Replayer, replay_all
from hindesk.replay.history import Events
from hindesk.replay.memory import calendar_tables
from hindesk.replay.run import replay
from hindesk.store.store import Store, open_store

WALKED_SETS: Final = 10
"""Sets of tickets that are walked in memory: about two million events."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a replay with nothing written, and how many events and clocks it had.

    Args:
        scan: reading the events' columns to Arrow, and nothing else.
        wide: the same, and the columns of the tickets and their fields that a replay reads besides.
        dry: the replay of the whole store, its rows thrown away.
        tables: making the policy and its calendars into tables.
        walk: walking `walked` events that are in memory, in one thread, and making their rows.
    """

    events: int
    clocks: int
    walked: int
    scan: Cost
    wide: Cost
    dry: Cost
    tables: Cost
    walk: Cost


@dataclass(frozen=True, slots=True)
class Written:
    """One replay with its results written, from opening the store to closing it; `peak` is in bytes."""

    clocks: int
    peak: int
    cost: Cost


def replayer_of(store: Store, policy: Policy) -> Replayer:
    """What the store is replayed against, as of its last instant."""
    ((first, last),) = store.connection.execute("select min(opened_at), max(latest_at) from tickets").fetchall()
    return Replayer(compile_policy(policy, store), calendar_tables(policy, first, last), last)


def measure_parts(path: Path, policy: Path, *, rounds: int) -> Parts:
    """Measure the parts in turn, several times, and give the medians. The first round, which warms up, is left out."""
    rules = load_policy(policy)
    with open_store(path, read_only=True) as store:
        tables, replayer = cost_of(lambda: replayer_of(store, rules))
        sets = _sets_in_memory(store, replayer)
        work: tuple[Callable[[], int], ...] = (
            lambda: bare_scan(store),
            lambda: bare_scan(store) + _scan_beginnings(store, _numbers(replayer)),
            lambda: dry_replay(store, replayer),
            lambda: _walk(sets, replayer),
        )
        taken = [[cost_of(one) for one in work] for _ in range(rounds + 1)]
    costs = [middle(cost for cost, _ in column) for column in zip(*taken[1:], strict=True)]
    scan, wide, dry, walk = costs
    events, _, clocks, walked = (result for _, result in taken[0])
    return Parts(events, clocks, walked, scan, wide, dry, tables, walk)


def bare_scan(store: Store) -> int:
    """Read the columns of the events by the replay's own query to Arrow, and count the events."""
    return sum(batch.num_rows for batch in store.cursor().sql(_EVENTS).to_arrow_reader(_CHUNK))


def _scan_beginnings(store: Store, numbers: tuple[int, ...]) -> int:
    queries = [store.cursor().sql(_KNOWS), *(store.cursor().sql(_FIRST, params=[number]) for number in numbers)]
    return sum(int(query.to_arrow_table().num_rows) for query in queries)


def _numbers(replayer: Replayer) -> tuple[int, ...]:
    numbers = replayer.compiled.vocabulary.numbers
    return tuple(numbers.get(name, 0) for name in replayer.compiled.slots)


def dry_replay(store: Store, replayer: Replayer) -> int:
    """Replay the whole store by machine code, write nothing, and count the clocks."""
    return sum(rows.clocks.num_rows for _, rows in replay_all(store.cursor(), replayer, machine_code=True))


def _sets_in_memory(store: Store, replayer: Replayer) -> list[Events]:
    beginnings = read_beginnings(store.cursor(), _numbers(replayer))
    return list(islice(read_chunks(store.cursor(), beginnings, _CHUNK), WALKED_SETS))


def _walk(sets: list[Events], replayer: Replayer) -> int:
    for events in sets:
        replayer.replay(events, machine_code=True)
    return sum(len(events.ticket) for events in sets)


def measure_first(small: Path, policy: Path) -> Cost:
    """The first replay by machine code in this process: what compiling costs, or loading what was compiled before."""
    rules = load_policy(policy)
    with open_store(small, read_only=True) as store:
        replayer = replayer_of(store, rules)
        return cost_of(lambda: dry_replay(store, replayer))[0]


def measure_written(path: Path, small: Path, policy: Path, *, metrics: tuple[str, ...] = ()) -> Written:
    """Replay into a copy of the store, after a warm-up on a small one; of all metrics, or of those named."""
    measure_first(small, policy)
    rules = only(load_policy(policy), metrics)
    with TemporaryDirectory(dir=small.parent) as folder:
        copy = Path(shutil.copy(path, folder))
        cost, clocks = cost_of(lambda: replay_into(copy, rules))
    return Written(clocks, peak_memory(), cost)


def replay_into(path: Path, policy: Policy) -> int:
    """Replay a store from its opening to its closing, and count the clocks."""
    with open_store(path) as store:
        return replay(store, policy, name="benchmark").clocks


def written(path: Path, small: Path, policy: Path, *, metrics: tuple[str, ...], rounds: int) -> Written:
    """The median of several replays, each in a process of its own; the peak is the highest."""
    taken = [apart(measure_written, path, small, policy, metrics=metrics) for _ in range(rounds)]
    return Written(taken[0].clocks, max(one.peak for one in taken), middle(one.cost for one in taken))


def only(policy: Policy, metrics: tuple[str, ...]) -> Policy:
    """The policy with targets for these metrics alone; without names, as it is."""
    if not metrics:
        return policy
    rules = (replace(rule, targets={name: rule.targets[name] for name in metrics}) for rule in policy.sla)
    return replace(policy, sla=tuple(rules))
