"""The walk over one ticket, watched: what its memory holds around each event.

It is the walk of `hindesk.replay.walk`, uncompiled, function by function; nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from hindesk.explain.moments import THE_END, Clock, Moment, Stretch, Terms, Trace
from hindesk.replay.business import Ints, reach
from hindesk.replay.codes import (
    AMOUNT,
    AS_OF,
    AT,
    BROKEN,
    CALENDAR,
    CHANGED,
    CLOCK_WIDTH,
    CYCLE,
    DONE,
    DUE,
    ELAPSED,
    FROM,
    K_CLOCKS,
    METRIC,
    METRIC_CANCEL,
    METRIC_RESTART,
    METRIC_STOP,
    NONE,
    NUMBER,
    O_HEADER,
    O_ROW_ROOM,
    O_ROWS,
    OPENED,
    P_METRIC_COUNT,
    PAUSE,
    RULE,
    RULE_IN_FORCE,
    RULE_NUMBER,
    SIGNAL,
    SINCE,
    SLOTS,
    SORT,
    STATE,
    STRETCH_COUNT,
    STRETCH_WIDTH,
    STRETCHES,
    TARGET,
    TO,
    WAITED,
    ZONE,
)
from hindesk.replay.compile import Compiled
from hindesk.replay.follow import Tables, follow
from hindesk.replay.history import Events
from hindesk.replay.memory import overflows, row_room, scratch, wider
from hindesk.replay.rows import rows_of
from hindesk.replay.steps import moved
from hindesk.replay.vocabulary import Codes
from hindesk.replay.walk import arrive, enter, leave, take

_MOVES: Final = (METRIC_STOP, METRIC_CANCEL, METRIC_RESTART)


def trace(compiled: Compiled, events: Events, *, calendars: Codes, as_of: int) -> Trace:
    """Walk over one ticket's events.

    Args:
        compiled: the policy.
        events: the events of one ticket.
        calendars: the tables of business time, from the first event to `as_of` and the targets behind it.
        as_of: the last instant that counts, UTC microseconds.
    """
    tables = Tables(compiled.p.tolist(), compiled.truth, calendars.tolist())
    room = row_room(compiled, len(events.at), 1)
    while True:
        k: list[int] = scratch(compiled, len(events.at), as_of).tolist()
        watch = _Watch(compiled, tables, k, room.tolist())
        moments = tuple(watch.walk(events))
        out = np.array(watch.out, np.int64)
        if not overflows(out):
            return Trace(moments, rows_of(out), tuple(watch.stretches))
        room = wider(out)


class _Watch:
    """Takes the walk's steps and notes its memory between them."""

    def __init__(self, compiled: Compiled, tables: Tables, k: list[int], out: list[int]) -> None:
        self.stretches: list[tuple[Stretch, ...]] = []
        self._slots = len(compiled.slots)
        self._t = tables
        self._k = k
        self.out = out
        first = k[K_CLOCKS]
        self._places = range(first, first + tables.p[P_METRIC_COUNT] * CLOCK_WIDTH, CLOCK_WIDTH)

    def walk(self, e: Events) -> Iterator[Moment]:
        """Walk over a ticket's events, then to the end of what counts."""
        k = self._k
        enter(e, self._t, k, 0)
        for i in range(len(e.at)):
            if e.at[i] > k[AS_OF] or k[DONE]:
                continue
            arrive(self._t, k, self.out, e.at[i])
            settled = self._clocks()
            take(e, self._t, k, self.out, i)
            follow(self._t, k, self.out)
            yield self._moment(i, settled)
        leave(self._t, k, self.out)
        if k[OPENED] <= k[AS_OF]:
            yield self._moment(THE_END, self._clocks())

    def _moment(self, event: int, settled: tuple[Clock, ...]) -> Moment:
        k = self._k
        rule = _rule(self._t.p, k[RULE])
        codes = tuple(k[SLOTS : SLOTS + self._slots])
        first = tuple(self._moved_first(m) for m in self._places)
        rows = self._new_rows(settled)
        return Moment(event, k[AT], k[SIGNAL], k[CHANGED], rule, codes, settled, self._clocks(), first, rows)

    def _clocks(self) -> tuple[Clock, ...]:
        return tuple(self._clock(m) for m in self._places)

    def _clock(self, m: int) -> Clock:
        k = self._k
        return Clock(
            state=k[m + STATE],
            cycle=k[m + CYCLE],
            terms=_terms(self._t, k, m),
            elapsed=k[m + ELAPSED],
            paused=k[m + WAITED],
            broken=bool(k[m + BROKEN]),
            stretches=k[m + STRETCH_COUNT],
        )

    def _moved_first(self, m: int) -> int | None:
        metric = self._k[m + METRIC]
        return next((trigger for trigger in _MOVES if moved(self._t.p, self._k, metric + trigger)), None)

    def _new_rows(self, settled: tuple[Clock, ...]) -> dict[int, int]:
        found: dict[int, int] = {}
        metrics = O_HEADER + NUMBER * self.out[O_ROW_ROOM]
        for row in range(len(self.stretches), min(self.out[O_ROWS], self.out[O_ROW_ROOM])):
            metric = self.out[metrics + row]
            found[metric] = row
            first = self._k[self._places[metric] + STRETCHES]
            last = first + settled[metric].stretches * STRETCH_WIDTH
            self.stretches.append(tuple(self._stretch(place) for place in range(first, last, STRETCH_WIDTH)))
        return found

    def _stretch(self, place: int) -> Stretch:
        k = self._k
        zone = k[place + ZONE]
        paused = k[place + SORT] == PAUSE
        return Stretch(k[place + FROM], k[place + TO], k[place + AMOUNT], paused, None if zone < 0 else zone)


def _terms(t: Tables, k: Ints, m: int) -> Terms:
    target, calendar, due = k[m + TARGET], k[m + CALENDAR], k[m + DUE]
    if due == NONE and target >= 0 and k[m + SINCE] != NONE:
        due = reach(t.c, k, calendar, k[m + SINCE], target - k[m + ELAPSED])
    return Terms(
        rule=_rule(t.p, k[m + RULE_IN_FORCE]),
        calendar=None if calendar < 0 else calendar,
        target=None if target < 0 else target,
        due=None if due == NONE else due,
    )


def _rule(p: Ints, place: int) -> int | None:
    return None if place < 0 else p[place + RULE_NUMBER]
