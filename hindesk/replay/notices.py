"""Reminders and escalation inside the walk: when the next notice is sent, and what that does to the ticket."""

from __future__ import annotations

from hindesk.replay.business import Ints, instant_of, open_before, reach
from hindesk.replay.clocks import remember, settle
from hindesk.replay.codes import (
    AT,
    BROKEN,
    C_DAY_LENGTH,
    CALENDAR,
    CELL_NOTICE_COUNT,
    CELL_NOTICES,
    CLOCK_WIDTH,
    DAYS,
    DUE,
    ELAPSED,
    GIVEN,
    K_CLOCKS,
    MOST_ROUNDS,
    NONE,
    NOTICE_LEVEL,
    NOTICE_MEASURE,
    NOTICE_NOW,
    NOTICE_OFFSET,
    NOTICE_SET_COUNT,
    NOTICE_SETS,
    NOTICE_WHEN,
    NOTICE_WIDTH,
    O_ENDLESS,
    OPEN_SINCE,
    P_EVERY,
    P_METRIC_COUNT,
    PERCENT,
    POINT_AT,
    ROUNDS,
    RULE_IN_FORCE,
    RUNNING,
    SENT_AT,
    SINCE,
    STATE,
    TARGET,
    TICKET,
    TOLD,
    TOLD_LEVEL,
    UNTIL,
    WALL,
)
from hindesk.replay.follow import Tables, come_to, follow, look_back
from hindesk.replay.matching import cell_of, holds, match_rule
from hindesk.replay.stretches import passed_at
from hindesk.replay.ticket import impose
from hindesk.replay.write import write_notice


def tell(t: Tables, k: Ints, out: Ints, at: int) -> None:
    """Send every notice whose time comes before `at`, in the order of time; what one sets holds from then on."""
    k[UNTIL] = at
    m = earliest(t.p, t.truth, t.c, k)
    while m >= 0 and k[ROUNDS] <= MOST_ROUNDS:
        send(t, k, out, m)
        m = earliest(t.p, t.truth, t.c, k)
    if k[ROUNDS] > MOST_ROUNDS:
        out[O_ENDLESS] = 1 + k[TICKET]


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


def sending(p: Ints, c: Ints, k: Ints, m: int, notice: int) -> int:
    """Return when a notice of a running clock is sent if nothing happens before; `k[UNTIL]` or later: it is not yet.

    Keeps its point in `k[POINT_AT]`.
    """
    before = p[notice + NOTICE_OFFSET] < 0
    if before and k[m + BROKEN]:
        return k[UNTIL]
    point = point_of(p, c, k, m, notice)
    if point == NONE:
        return k[UNTIL]
    k[POINT_AT] = point
    sent = max(point, k[m + SINCE])
    every = p[P_EVERY]
    if every:
        sent = (sent + every - 1) // every * every
    if before and sent < k[UNTIL] and opened(c, k, m, sent) > k[m + TARGET] - k[m + ELAPSED]:
        return k[UNTIL]
    return sent


def point_of(p: Ints, c: Ints, k: Ints, m: int, notice: int) -> int:
    """Return the instant that a notice of a running clock is for, or NONE where it does not come before `k[UNTIL]`."""
    offset = p[notice + NOTICE_OFFSET]
    measure = p[notice + NOTICE_MEASURE]
    if measure == WALL:
        return wall_point(c, k, m, offset)
    if measure == PERCENT:
        offset = k[m + TARGET] * offset // 100
    elif measure == DAYS:
        offset *= c[c[C_DAY_LENGTH] + k[m + CALENDAR]]
    return passing(c, k, m, max(k[m + TARGET] + offset, 0))


def wall_point(c: Ints, k: Ints, m: int, offset: int) -> int:
    """Return the instant so far by the wall clock from due, not before the breach if it is after due; NONE: not yet."""
    exceeded = passing(c, k, m, k[m + TARGET]) if offset >= 0 else NONE
    if offset >= 0 and exceeded == NONE:
        return NONE
    due = due_of(c, k, m)
    if due == NONE:
        return NONE
    point = max(due + offset, exceeded, k[m + GIVEN])
    return point if point < k[UNTIL] else NONE


def passing(c: Ints, k: Ints, m: int, amount: int) -> int:
    """Return the instant from which on a running clock has counted more than an amount; NONE: not before `k[UNTIL]`."""
    left = amount - k[m + ELAPSED]
    if left < 0:
        return max(passed_at(c, k, m, amount), k[m + GIVEN])
    if opened(c, k, m, k[UNTIL]) <= left:
        return NONE
    return instant_of(c, k[m + CALENDAR], k[m + OPEN_SINCE] + left, 1)


def opened(c: Ints, k: Ints, m: int, at: int) -> int:
    """Return the open microseconds from the clock's last settled instant to `at`."""
    return open_before(c, k, k[m + CALENDAR], at) - k[m + OPEN_SINCE]


def due_of(c: Ints, k: Ints, m: int) -> int:
    """Return a running clock's due: the instant at which it reached its target, or will if it runs on."""
    if k[m + DUE] != NONE:
        return k[m + DUE]
    return reach(c, k, k[m + CALENDAR], k[m + SINCE], k[m + TARGET] - k[m + ELAPSED])


def send(t: Tables, k: Ints, out: Ints, m: int) -> None:
    """Send the notice that is next: write it, and let it break its clock and change the ticket."""
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
        impose(t.p, k, t.p[notice + NOTICE_SETS], t.p[notice + NOTICE_SET_COUNT])
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
