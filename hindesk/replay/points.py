"""The instants that notices are for inside the walk: docs/concepts/escalation.md, 'What a notice is for'."""

from __future__ import annotations

from hindesk.replay.business import Ints, instant_of, open_before, reach
from hindesk.replay.codes import (
    BROKEN,
    C_DAY_LENGTH,
    CALENDAR,
    DAYS,
    DUE,
    ELAPSED,
    GIVEN,
    NONE,
    NOTICE_MEASURE,
    NOTICE_OFFSET,
    OPEN_SINCE,
    P_EVERY,
    PERCENT,
    POINT_AT,
    SINCE,
    TARGET,
    UNTIL,
    WALL,
)
from hindesk.replay.stretches import passed_at


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
