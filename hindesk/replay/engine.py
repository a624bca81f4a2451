"""Replaying sets of tickets: one function from events and a policy's tables to result tables."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import local

import duckdb
import numpy as np

from hindesk.replay.alike import Alike, find_alike
from hindesk.replay.chunks import Beginnings, read_beginnings, read_chunks
from hindesk.replay.codes import EVENT_COUNT
from hindesk.replay.compile import Compiled
from hindesk.replay.endless import endless
from hindesk.replay.follow import Tables
from hindesk.replay.history import Events
from hindesk.replay.memory import overflows, row_room, scratch, wider
from hindesk.replay.out_codes import (
    O_ENDLESS,
    O_LAPSES,
    O_MATCHES,
    O_NOTICES,
    O_OUTCOMES,
    O_ROWS,
    O_VISITS,
)
from hindesk.replay.rows import Rows, rows_of
from hindesk.replay.vocabulary import Codes
from hindesk.replay.walk import walk

_SMALL = 20_000
"""Stores with fewer events are replayed without machine code."""
_UNCACHED_SMALL = 500_000
"""Likewise where machine code would have to be compiled first, which takes as long as walking so many events."""

_CHUNK = 196_608
_SMALL_CHUNK = 4_096
_THREADS = 2


@dataclass(frozen=True, slots=True)
class Replayer:
    """What all sets of tickets are replayed against: the policy's and the calendars' tables, as of an instant."""

    compiled: Compiled
    calendars: Codes
    as_of: int
    rooms: local = field(default_factory=local, repr=False, compare=False)
    """Each thread's scratch memory and room for rows, used again for every set that fits."""

    def replay(self, events: Events, *, machine_code: bool) -> Rows:
        """Replay a set of whole tickets. Compiled and uncompiled give the same rows."""
        most = int(np.bincount(np.asarray(events.ticket) - events.ticket[0]).max())
        tables = Tables(self.compiled.p, self.compiled.truth, self.calendars)
        if not machine_code:
            k = scratch(self.compiled, most, self.as_of)
            k[EVENT_COUNT] = len(events.ticket)
            out = row_room(self.compiled, len(events.ticket), len(events.knows))
            return self._rows(out, lambda room: _walk_lists(events, tables, k, room))
        from hindesk.replay.compiled import compiled_walk

        k, out = self._room(most, len(events.ticket), len(events.knows))
        k[EVENT_COUNT] = len(events.ticket)

        def walked(room: Codes) -> Codes:
            compiled_walk()(events, tables, k, room)
            return room

        return self._rows(out, walked)

    def _rows(self, out: Codes, walked: Callable[[Codes], Codes]) -> Rows:
        """Walk with room for rows, and again with as much as it takes where there was too little.

        Raises:
            PolicyError: the policy's own changes to a ticket come to no end.
        """
        out = walked(out)
        if out[O_ENDLESS]:
            raise endless(self.compiled, out)
        if overflows(out):
            out = walked(wider(out))
        return rows_of(out)

    def _room(self, most: int, events: int, tickets: int) -> tuple[Codes, Codes]:
        needed = (most, events, tickets)
        given: tuple[int, int, int] = getattr(self.rooms, "given", (0, 0, 0))
        if any(need > have for need, have in zip(needed, given, strict=True)):
            self.rooms.given = tuple(max(need + need // 4, have) for need, have in zip(needed, given, strict=True))
            most, events, tickets = self.rooms.given
            self.rooms.k = scratch(self.compiled, most, self.as_of)
            self.rooms.out = row_room(self.compiled, events, tickets)
        self.rooms.out[[O_ROWS, O_VISITS, O_OUTCOMES, O_NOTICES, O_MATCHES, O_LAPSES, O_ENDLESS]] = 0
        return self.rooms.k, self.rooms.out


def _walk_lists(events: Events, tables: Tables, k: Codes, out: Codes) -> Codes:
    """Walk on lists: plain Python reads and writes their numbers several times faster than those of arrays."""
    listed = out.tolist()
    walk(
        Events(*(np.asarray(column).tolist() for column in events)),
        Tables(*(np.asarray(table).tolist() for table in tables)),
        k.tolist(),
        listed,
    )
    return np.array(listed, np.int64)


def wants_machine_code(events: int) -> bool:
    """Tell whether so many events are replayed sooner with machine code, loaded or compiled, than without."""
    from hindesk.replay.compiled import is_cached

    return events >= _UNCACHED_SMALL or (events >= _SMALL and is_cached())


def replay_all(
    connection: duckdb.DuckDBPyConnection, replayer: Replayer, *, machine_code: bool, alike: Alike | None = None
) -> Iterator[tuple[int, Rows]]:
    """Replay every ticket of a store; give the number of events and the rows of each set, in the store's order.

    Args:
        connection: to the store; nothing else may run on it meanwhile.
        replayer: what to replay against.
        machine_code: whether it is worth compiling.
        alike: the tickets that have traits by others like them, where the connection does not show the whole store.
    """
    numbers, slots = replayer.compiled.vocabulary.numbers, replayer.compiled.slots
    beginnings = read_beginnings(connection, tuple(numbers.get(name, 0) for name in slots))
    for slot, tickets in (find_alike(connection, replayer.compiled) if alike is None else alike).items():
        beginnings.openings[tickets, slots.index(slot)] = 1
    if not machine_code:
        for events in read_chunks(connection, beginnings, _SMALL_CHUNK):
            yield len(events.ticket), replayer.replay(events, machine_code=False)
        return
    yield from _replay_threads(connection, replayer, beginnings)


def _replay_threads(
    connection: duckdb.DuckDBPyConnection, replayer: Replayer, beginnings: Beginnings
) -> Iterator[tuple[int, Rows]]:
    chunks = read_chunks(connection, beginnings, _CHUNK)
    with ThreadPoolExecutor(_THREADS) as pool:
        waiting: deque[tuple[int, Future[Rows]]] = deque()
        for events in chunks:
            waiting.append((len(events.ticket), pool.submit(replayer.replay, events, machine_code=True)))
            if len(waiting) > _THREADS:
                yield _done(waiting)
        while waiting:
            yield _done(waiting)


def _done(waiting: deque[tuple[int, Future[Rows]]]) -> tuple[int, Rows]:
    events, rows = waiting.popleft()
    return events, rows.result()
