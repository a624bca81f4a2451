"""Reminders and escalation inside the walk: which notice is sent next, and what that does to the ticket."""

from __future__ import annotations

from hindesk.replay.acts import hear_changes, note_state
from hindesk.replay.business import Ints
from hindesk.replay.clocks import remember, settle
from hindesk.replay.codes import (
    AT,
    BROKEN,
    CELL_NOTICE_COUNT,
    CELL_NOTICES,
    CLOCK_WIDTH,
    K_CLOCKS,
    NONE,
    NOTICE_LEVEL,
    NOTICE_NOW,
    NOTICE_OFFSET,
    NOTICE_SET_COUNT,
    NOTICE_SETS,
    NOTICE_WHEN,
    NOTICE_WIDTH,
    P_METRIC_COUNT,
    POINT_AT,
    ROUNDS,
    RULE_IN_FORCE,
    RUNNING,
    SENT_AT,
    STATE,
    TARGET,
    TOLD,
    TOLD_LEVEL,
    UNTIL,
)
from hindesk.replay.follow import Tables, come_to, follow, look_back
from hindesk.replay.matching import cell_of, holds, match_rule
from hindesk.replay.points import due_of, sending
from hindesk.replay.ticket import be_quiet, impose
from hindesk.replay.write import write_notice


def earliest(p: Ints, truth: Ints, c: Ints, k: Ints) -> int:
    """Return the clock whose notice is sent next, or -1; its time, point and place are kept in `k`."""
    found = -1
    sent = k[UNTIL]
    point = NONE
    number = 0
    first = k[K_CLOCKS]
    for m in range(first, first + p[P_METRIC_COUNT] * CLOCK_WIDTH, CLOCK_WIDTH):
        if k[m + STATE] != RUNNING or k[m + TARGET] < 0:
            continue
        cell = cell_of(p, k, m, k[m + RULE_IN_FORCE])
        for one in range(p[cell + CELL_NOTICE_COUNT]):
            if k[m + TOLD] >> one & 1:
                continue
            k[POINT_AT] = NONE
            notice = p[cell + CELL_NOTICES] + one * NOTICE_WIDTH
            when = sending(p, c, k, m, notice)
            if when < sent and holds(p, truth, k, p[notice + NOTICE_WHEN]):
                found, sent, point, number = m, when, k[POINT_AT], one
    k[SENT_AT] = sent
    k[POINT_AT] = point
    k[NOTICE_NOW] = number
    return found


def send(t: Tables, k: Ints, out: Ints, m: int) -> None:
    """Send the notice that is next: it may break its clock and change the ticket, which rules may hear."""
    number = k[NOTICE_NOW]
    cell = cell_of(t.p, k, m, k[m + RULE_IN_FORCE])
    notice = t.p[cell + CELL_NOTICES] + number * NOTICE_WIDTH
    level = t.p[notice + NOTICE_LEVEL]
    write_notice(t.p, k, out, m, due_of(t.c, k, m))
    k[m + TOLD] |= 1 << number
    k[m + TOLD_LEVEL] = max(k[m + TOLD_LEVEL], level)
    if t.p[notice + NOTICE_OFFSET] >= 0 and not k[m + BROKEN]:
        break_now(t.c, k, m)
    if t.p[notice + NOTICE_SET_COUNT]:
        k[ROUNDS] += 1
        come_to(t, k, k[SENT_AT])
        be_quiet(k)
        changed = impose(t.p, k, t.p[notice + NOTICE_SETS], t.p[notice + NOTICE_SET_COUNT])
        note_state(t.p, k)
        hear_changes(t, k, out, changed)
        match_rule(t.p, t.truth, k)
        follow(t, k, out)


def break_now(c: Ints, k: Ints, m: int) -> None:
    """Break a clock at the instant at which it is told that its target is exceeded: from then on nothing mends it."""
    k[AT] = k[SENT_AT]
    look_back(k)
    settle(c, k, m)
    if not k[m + BROKEN]:
        k[m + BROKEN] = 1
        remember(k, m)
