"""The walk over one ticket, watched: what its memory holds around each event, and around what the policy does.

It is the walk of `hindesk.replay.walk`, uncompiled, function by function; nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from hindesk.events import Actor, Kind
from hindesk.explain.moments import BY_POLICY, THE_END, Clock, Moment, Stretch, Trace
from hindesk.explain.reading import clock_at, moved_first, rule_at, stretches_at
from hindesk.replay.acts import act_in_time, earliest_rule
from hindesk.replay.codes import (
    AS_OF,
    AT,
    CELL_NOTICES,
    CHANGED,
    CLOCK_WIDTH,
    DONE,
    EVENT_COUNT,
    K_CLOCKS,
    KEPT,
    MOST_ROUNDS,
    NO_TIER,
    NOTICE_NOW,
    NOTICE_OFFSET,
    NOTICE_WIDTH,
    NUMBER,
    OPENED,
    OWN,
    P_AUTOMATION_COUNT,
    P_METRIC_COUNT,
    P_NOTICES,
    ROUNDS,
    RULE,
    RULE_IN_FORCE,
    SENT_AT,
    SIGNAL,
    SLOTS,
    TIER,
    UNTIL,
)
from hindesk.replay.compile import Compiled
from hindesk.replay.endless import endless
from hindesk.replay.follow import Tables, come_to, follow
from hindesk.replay.history import Events
from hindesk.replay.matching import cell_of
from hindesk.replay.memory import overflows, row_room, scratch, wider
from hindesk.replay.notices import break_now, earliest, send
from hindesk.replay.out_codes import O_ENDLESS, O_HEADER, O_MATCHES, O_NOTICES, O_ROW_ROOM, O_ROWS
from hindesk.replay.rows import rows_of
from hindesk.replay.vocabulary import Codes
from hindesk.replay.walk import arrive, enter, leave, take


def trace(compiled: Compiled, events: Events, *, calendars: Codes, as_of: int) -> Trace:
    """Walk over one ticket's events.

    Args:
        compiled: the policy.
        events: the events of one ticket.
        calendars: the tables of business time, from the first event to `as_of` and the targets behind it.
        as_of: the last instant that counts, UTC microseconds.

    Raises:
        PolicyError: the policy's own changes to the ticket come to no end.
    """
    tables = Tables(compiled.p.tolist(), compiled.truth, calendars.tolist())
    room = row_room(compiled, len(events.at), 1)
    while True:
        k: list[int] = scratch(compiled, len(events.at), as_of).tolist()
        k[EVENT_COUNT] = len(events.at)
        watch = _Watch(compiled, tables, k, room.tolist())
        moments = tuple(watch.walk(events))
        out = np.array(watch.out, np.int64)
        if out[O_ENDLESS]:
            raise endless(compiled, out)
        if not overflows(out):
            return Trace(moments, rows_of(out), tuple(watch.stretches), watch.openings)
        room = wider(out)


class _Watch:
    """Takes the walk's steps and notes its memory between them."""

    def __init__(self, compiled: Compiled, tables: Tables, k: list[int], out: list[int]) -> None:
        self.stretches: list[tuple[Stretch, ...]] = []
        self._slots = len(compiled.slots)
        self._approves = bool(compiled.policy.approvals)
        quiet: list[int] = compiled.p.tolist()
        quiet[P_AUTOMATION_COUNT] = 0
        self._quiet = tables._replace(p=quiet)
        self._t = tables
        self._k = k
        self.out = out
        first = k[K_CLOCKS]
        self._places = range(first, first + tables.p[P_METRIC_COUNT] * CLOCK_WIDTH, CLOCK_WIDTH)
        self.openings: tuple[int, ...] = ()
        self._notices = 0
        self._matches = 0

    def walk(self, e: Events) -> Iterator[Moment]:
        """Walk over a ticket's events, then to the end of what counts."""
        k = self._k
        enter(e, self._t, k, 0)
        self.openings = self._codes(k)
        for i in range(len(e.at)):
            if e.at[i] > k[AS_OF] or k[DONE]:
                continue
            yield from self._arrive(e.at[i])
            settled, heard = self._clocks(k), self._heard(e, i)
            take(e, self._t, k, self.out, i)
            follow(self._t, k, self.out)
            thanked = e.kind[i] == Kind.MESSAGE and e.actor[i] == Actor.CUSTOMER and k[KEPT] == 1
            text = e.value[i] if e.kind[i] == Kind.MESSAGE else 0
            happened = self._moment(i, settled, thanked=thanked)
            yield replace(happened, actor=e.actor[i], text=text, heard=heard)
        if k[OPENED] > k[AS_OF]:
            return
        if not k[DONE]:
            yield from self._arrive(k[AS_OF])
        leave(self._t, k, self.out)
        yield self._moment(THE_END, self._clocks(k))

    def _heard(self, e: Events, i: int) -> tuple[int, ...]:
        """Return the state right after an event, as approvals are asked of it: a policy that never acts leaves it."""
        if not self._approves:
            return ()
        k = list(self._k)
        take(e, self._quiet, k, list(self.out), i)
        return self._codes(k)

    def _codes(self, k: list[int]) -> tuple[int, ...]:
        return tuple(k[SLOTS : SLOTS + self._slots])

    def _arrive(self, at: int) -> Iterator[Moment]:
        """Come to an instant, one thing after the other that the policy does before it (`walk.go_on`)."""
        k = self._k
        if self._t.p[P_NOTICES]:
            k[UNTIL] = at
            while k[ROUNDS] <= MOST_ROUNDS and (done := self._do_next()) is not None:
                yield done
        arrive(self._t, k, self.out, at)

    def _do_next(self) -> Moment | None:
        """Send the next notice or let the next rule in time act; None where there is none."""
        t, k = self._t, self._k
        m = earliest(t.p, t.truth, t.c, k)
        rule = earliest_rule(t, k)
        if m < 0 and rule < 0:
            return None
        settled, rounds = self._settled(-1 if rule >= 0 else m), k[ROUNDS]
        if rule >= 0:
            act_in_time(t, k, self.out, rule)
        else:
            send(t, k, self.out, m)
        return self._moment(BY_POLICY, settled) if k[ROUNDS] > rounds else self._only_told(settled)

    def _settled(self, m: int) -> tuple[Clock, ...]:
        """The clocks when everything before the next notice, of the clock at `m`, or rule in time (-1) was counted."""
        t, k = self._t, list(self._k)
        if m >= 0:
            cell = cell_of(t.p, k, m, k[m + RULE_IN_FORCE])
            if t.p[t.p[cell + CELL_NOTICES] + k[NOTICE_NOW] * NOTICE_WIDTH + NOTICE_OFFSET] >= 0:
                break_now(t.c, k, m)
        come_to(t, k, k[SENT_AT])
        return self._clocks(k)

    def _only_told(self, settled: tuple[Clock, ...]) -> Moment:
        """The moment of a notice that sets nothing."""
        quiet = self._moment(BY_POLICY, settled)
        return replace(quiet, at=self._k[SENT_AT], signal=0, changed=0, after=settled, moved=(None,) * len(settled))

    def _moment(self, event: int, settled: tuple[Clock, ...], *, thanked: bool = False) -> Moment:
        k = self._k
        notices, matches = self._notices, self._matches
        self._notices, self._matches = self.out[O_NOTICES], self.out[O_MATCHES]
        return Moment(
            event=event,
            at=k[AT],
            signal=k[SIGNAL],
            changed=k[CHANGED],
            rule=rule_at(self._t.p, k[RULE]),
            codes=self._codes(k),
            settled=settled,
            after=self._clocks(k),
            moved=tuple(moved_first(self._t, k, m) for m in self._places),
            rows=self._new_rows(settled),
            own=k[OWN],
            thanked=thanked,
            notices=range(notices, self._notices),
            matches=range(matches, self._matches),
            tier=None if k[TIER] == NO_TIER else k[TIER],
        )

    def _clocks(self, k: list[int]) -> tuple[Clock, ...]:
        return tuple(clock_at(self._t, k, m) for m in self._places)

    def _new_rows(self, settled: tuple[Clock, ...]) -> dict[int, int]:
        found: dict[int, int] = {}
        metrics = O_HEADER + NUMBER * self.out[O_ROW_ROOM]
        for row in range(len(self.stretches), min(self.out[O_ROWS], self.out[O_ROW_ROOM])):
            metric = self.out[metrics + row]
            found[metric] = row
            self.stretches.append(stretches_at(self._k, self._places[metric], settled[metric].stretches))
        return found
