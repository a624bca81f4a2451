"""Replaying a store under a policy and keeping the result under a name: a run."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import Final

import duckdb

from hindesk.calendars.holidays import holidays_version, resolve
from hindesk.calendars.instants import date_of
from hindesk.calendars.zones import tzdata_version
from hindesk.errors import InputError
from hindesk.policy.values import Policy
from hindesk.replay.codes import DAY
from hindesk.replay.compile import Compiled, compile_policy, given_words
from hindesk.replay.engine import Replayer, replay_all, wants_machine_code
from hindesk.replay.keep import Keeper, unordered
from hindesk.replay.memory import calendar_tables
from hindesk.replay.rows import Rows
from hindesk.replay.span import Span, span_of
from hindesk.replay.told import keep_told
from hindesk.store.store import Store

Progress = Callable[[int, int], None]
"""Called with the number of events replayed and of all events."""

TABLES: Final = (
    "runs",
    "run_names",
    "run_holidays",
    "clocks",
    "shares",
    "visits",
    "outcomes",
    "notices",
    "told",
    "matches",
    "lapses",
)
"""The tables that hold runs."""

_DELETE: Final = {table: f"delete from {table} where run = ?" for table in TABLES}  # noqa: S608 - a constant


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run: its number and name, the instant that it is as of, and what it looked at and found."""

    run: int
    name: str
    as_of: int
    tickets: int
    events: int
    clocks: int


def replay(
    store: Store, policy: Policy, *, name: str, as_of: int | None = None, progress: Progress | None = None
) -> Run:
    """Replay every ticket under a policy and keep the run; a run of the same name is replaced. All of it, or nothing.

    Args:
        store: an open store.
        policy: a loaded policy.
        name: what the run is called.
        as_of: the last instant that counts, UTC microseconds; by default the last one in the store.
        progress: called after each set of tickets.

    Raises:
        InputError: the store holds no tickets, or none had been created by `as_of`.
        StoreError: the store can't be written.
    """
    with store.change() as connection:
        for field, texts in given_words(policy).items():
            store.add_words(field, texts)
        span = span_of(connection)
        until = span.last_at if as_of is None else as_of
        if until < span.first_at:
            raise InputError("no ticket of the store existed at that instant", "name a later one with --as-of")
        compiled = compile_policy(policy, store)
        tables = calendar_tables(policy, span.first_at, max(span.last_at, until))
        replayer = Replayer(compiled, tables, until)
        number = _begin(connection, compiled, name=name, as_of=until)
        _keep_holidays(connection, policy, number, span)
        keeper = Keeper(connection, number)
        sets = replay_all(store.cursor(), replayer, machine_code=wants_machine_code(span.events))
        with unordered(connection, sets) as walked:
            _keep_all(keeper, walked, span.events, progress)
        if keeper.counts["notices"]:
            keep_told(store, policy, number)
        return Run(number, name, until, keeper.counts["outcomes"], span.events, keeper.counts["clocks"])


def _keep_all(keeper: Keeper, sets: Iterator[tuple[int, Rows]], events: int, progress: Progress | None) -> None:
    """Keep the rows of all sets, and tell how many of the events are done."""
    done = 0
    for walked, rows in sets:
        keeper.keep(rows)
        done += walked
        if progress is not None:
            progress(done, events)
    keeper.flush()


def compiles_first(store: Store) -> bool:
    """Tell whether a replay of this store begins with compiling, which takes half a minute, once on a machine."""
    from hindesk.replay.compiled import is_cached

    events = int(store.connection.execute("select count(*) from events").fetchall()[0][0])
    return wants_machine_code(events) and not is_cached()


def _begin(connection: duckdb.DuckDBPyConnection, compiled: Compiled, *, name: str, as_of: int) -> int:
    policy = compiled.policy
    for (old,) in connection.execute("select run from runs where name = ?", [name]).fetchall():
        for delete in _DELETE.values():
            connection.execute(delete, [old])
    number = int(connection.execute("select coalesce(max(run), 0) + 1 from runs").fetchall()[0][0])
    row = [number, name, policy.name, policy.text, policy.sha256, policy.time_zone, as_of, _versions()]
    connection.execute("insert into runs values (?, ?, ?, ?, ?, ?, ?, ?)", row)
    named = [("metric", i, one.name, one.title or one.name) for i, one in enumerate(policy.metrics)]
    named += [("rule", i, one.name, one.name) for i, one in enumerate(policy.sla)]
    named += [("calendar", i, one, one) for i, one in enumerate(compiled.calendars)]
    connection.executemany("insert into run_names values (?, ?, ?, ?, ?)", [[number, *one] for one in named])
    return number


def _versions() -> str:
    return json.dumps({"hindesk": version("hindesk"), "tzdata": tzdata_version(), "holidays": holidays_version()})


def _keep_holidays(connection: duckdb.DuckDBPyConnection, policy: Policy, number: int, span: Span) -> None:
    years = range(date_of(span.first_at // DAY).year, date_of(span.last_at // DAY).year + 2)
    closed = [
        [number, calendar.name, day.date, day.name]
        for calendar in policy.calendars.values()
        for day in resolve(calendar, years)
    ]
    if closed:
        connection.executemany("insert into run_holidays values (?, ?, ?, ?)", closed)
