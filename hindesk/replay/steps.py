"""What one event does to one clock, in the order of docs/concepts/clocks.md, and how a clock ends."""

from __future__ import annotations

from hindesk.replay.business import Ints
from hindesk.replay.clocks import (
    begin_again,
    is_task,
    offered,
    pause,
    remember,
    resume,
    rule_of,
    start,
    stop,
    wants_restart,
)
from hindesk.replay.codes import (
    BLIND,
    BREACHED,
    BROKEN,
    BY_CHANGE,
    BY_CONDITION,
    BY_SIGNAL,
    CALENDAR_SHOWN,
    CANCELLED,
    CHANGED,
    CYCLE,
    DIRTY,
    EACH,
    ENDING,
    FRESH,
    IDLE,
    JUDGED,
    K_HOLDS,
    KNOWN,
    MET,
    METRIC,
    METRIC_AFTER,
    METRIC_CANCEL,
    METRIC_HEARS,
    METRIC_NEEDS,
    METRIC_REOPEN_NEEDS,
    METRIC_REPEAT,
    METRIC_RESTART,
    METRIC_START,
    METRIC_STOP,
    MISSING,
    NONE,
    OPENED,
    OVER,
    OWED,
    PAUSE_MISSING,
    PAUSED,
    RESUME,
    RULE_IN_FORCE,
    RULE_SHOWN,
    RUNNING,
    SEEN,
    SIGNAL,
    SINCE,
    STARTED,
    STATE,
    STILL_PAUSED,
    STILL_RUNNING,
    STOPPED,
    STOPPED_AT,
    TARGET,
    TARGET_SHOWN,
    UNKNOWN,
    VERDICT,
)
from hindesk.replay.write import write_clock


def step(p: Ints, c: Ints, k: Ints, out: Ints, m: int) -> None:
    """Let a settled clock take the present event: end, stop, cancel, restart, resume, start, change, pause."""
    if k[m + STATE] == BLIND:
        if fired(p, k, k[m + METRIC] + METRIC_START) if is_task(p, k, m) else k[DIRTY]:
            note_target(p, c, k, m)
        return
    if k[SIGNAL] & ENDING:
        end(p, c, k, out, m)
        return
    metric = k[m + METRIC]
    may_change = k[DIRTY]
    if k[m + STATE] == STOPPED and not moved(p, k, metric + METRIC_STOP):
        resume(c, k, m)
        may_change = 1
    elif is_open(k, m):
        take_event(p, c, k, out, m)
    if k[m + STATE] == IDLE:
        note_owed(p, k, m)
        if may_start(p, k, m):
            start(k, m)
    if is_open(k, m):
        if may_change or k[m + RULE_IN_FORCE] == FRESH:
            follow_rule(p, c, k, out, m)
        pause(p, k, m)


def take_event(p: Ints, c: Ints, k: Ints, out: Ints, m: int) -> None:
    """Stop, cancel or restart an open clock where the present event does so."""
    metric = k[m + METRIC]
    if moved(p, k, metric + METRIC_STOP):
        stop(k, m)
        if p[metric + METRIC_REPEAT] != RESUME:
            judge(p, k, m, MET)
            close(p, c, k, out, m)
    elif moved(p, k, metric + METRIC_CANCEL):
        stop(k, m)
        judge(p, k, m, CANCELLED)
        close(p, c, k, out, m)
    elif moved(p, k, metric + METRIC_RESTART):
        begin_again(k, m)


def concerns(p: Ints, k: Ints, m: int) -> int:
    """Return 0 where an event that left the state as it was can't move a metric's clock."""
    metric = k[m + METRIC]
    if k[SIGNAL] & p[metric + METRIC_HEARS] or k[m + STATE] == STOPPED:
        return 1
    if k[m + STATE] == IDLE:
        return holding(p, k, metric + METRIC_START)
    return holding(p, k, metric + METRIC_RESTART) | holding(p, k, metric + METRIC_CANCEL)


def is_open(k: Ints, m: int) -> int:
    """Return 1 where a clock runs or is paused."""
    return 1 if k[m + STATE] == RUNNING or k[m + STATE] == PAUSED else 0


def fired(p: Ints, k: Ints, trigger: int) -> int:
    """Return other than 0 where the present event raised a signal, or changed a field, that a trigger names."""
    return p[trigger + BY_SIGNAL] & k[SIGNAL] | p[trigger + BY_CHANGE] & k[CHANGED]


def holding(p: Ints, k: Ints, trigger: int) -> int:
    """Return 1 where a condition of a trigger holds in the present state."""
    return k[k[K_HOLDS] + p[trigger + BY_CONDITION]]


def moved(p: Ints, k: Ints, trigger: int) -> int:
    """Return other than 0 where a trigger fired, by a signal, a change or a condition."""
    return fired(p, k, trigger) | holding(p, k, trigger)


def note_owed(p: Ints, k: Ints, m: int) -> None:
    """Note that a start signal calls for a clock, or that a stop or cancel signal settles what was called for."""
    metric = k[m + METRIC]
    after = p[metric + METRIC_AFTER]
    if fired(p, k, metric + METRIC_START) and k[SEEN] & after == after:
        k[m + OWED] = 1
    elif fired(p, k, metric + METRIC_STOP) or fired(p, k, metric + METRIC_CANCEL):
        k[m + OWED] = 0


def may_start(p: Ints, k: Ints, m: int) -> int:
    """Return 1 where a metric without an open clock starts one at the present event."""
    metric = k[m + METRIC]
    after = p[metric + METRIC_AFTER]
    called = k[m + OWED] or (holding(p, k, metric + METRIC_START) and k[SEEN] & after == after)
    if not called or holding(p, k, metric + METRIC_STOP) or holding(p, k, metric + METRIC_CANCEL):
        return 0
    return 1 if k[m + CYCLE] < 0 or p[metric + METRIC_REPEAT] == EACH else 0


def follow_rule(p: Ints, c: Ints, k: Ints, out: Ints, m: int) -> None:
    """Give an open clock the rule, target and calendar of the present state."""
    if wants_restart(p, c, k, m):
        stop(k, m)
        judge(p, k, m, CANCELLED)
        write_judged(p, c, k, out, m)
        start(k, m)
        wants_restart(p, c, k, m)


def end(p: Ints, c: Ints, k: Ints, out: Ints, m: int) -> None:
    """End whatever clock there is, without a verdict unless it has one: the ticket was merged or deleted."""
    if is_open(k, m):
        stop(k, m)
        judge(p, k, m, CANCELLED)
        write_judged(p, c, k, out, m)
    elif k[m + STATE] == STOPPED:
        judge(p, k, m, MET)
        write_judged(p, c, k, out, m)
    k[m + STATE] = OVER


def close(p: Ints, c: Ints, k: Ints, out: Ints, m: int) -> None:
    """Write the row of a clock that stopped for good, judged; its metric may start another where it repeats."""
    write_judged(p, c, k, out, m)
    k[m + STATE] = IDLE if p[k[m + METRIC] + METRIC_REPEAT] == EACH else OVER


def judge(p: Ints, k: Ints, m: int, otherwise: int) -> None:
    """Set a clock's verdict: breached or unknown where it was broken, cancelled without a target, else as given."""
    metric = k[m + METRIC]
    missing = k[m + PAUSE_MISSING] | p[metric + METRIC_REOPEN_NEEDS] & ~k[KNOWN]
    k[m + MISSING] = 0
    if k[m + BROKEN]:
        k[m + VERDICT] = UNKNOWN if missing else BREACHED
        k[m + MISSING] = missing
    elif k[m + TARGET] < 0:
        k[m + VERDICT] = CANCELLED
    else:
        k[m + VERDICT] = otherwise


def write_judged(p: Ints, c: Ints, k: Ints, out: Ints, m: int) -> None:
    """Write the row of a clock that had a target at some time."""
    if k[m + JUDGED]:
        write_clock(p, c, k, out, m)


def finish(p: Ints, c: Ints, k: Ints, out: Ints, m: int) -> None:
    """Write the row of a clock that the end of history finds open, stopped or unknowable."""
    state = k[m + STATE]
    if state == BLIND and k[m + JUDGED]:
        k[m + VERDICT] = UNKNOWN
        k[m + MISSING] = p[k[m + METRIC] + METRIC_NEEDS] & ~k[KNOWN]
        remember(k, m)
        write_clock(p, c, k, out, m)
    elif state == STOPPED:
        judge(p, k, m, MET)
        write_judged(p, c, k, out, m)
    elif is_open(k, m):
        if not k[m + BROKEN]:
            remember(k, m)
        judge(p, k, m, STILL_PAUSED if state == PAUSED else STILL_RUNNING)
        write_judged(p, c, k, out, m)


def clear(p: Ints, k: Ints, m: int) -> None:
    """Make a metric's clock ready for the next ticket."""
    known = p[k[m + METRIC] + METRIC_NEEDS] & ~k[KNOWN] == 0
    k[m + STATE] = IDLE if known else BLIND
    k[m + CYCLE] = -1 if known else 0
    k[m + OWED] = 0
    k[m + STOPPED_AT] = NONE
    begin_again(k, m)
    k[m + SINCE] = NONE
    k[m + STARTED] = k[OPENED]


def note_target(p: Ints, c: Ints, k: Ints, m: int) -> None:
    """Keep the rule and target that a clock would have, whose history does not tell how it moves."""
    target, calendar = offered(p, c, k, m)
    if target >= 0:
        k[m + JUDGED] = 1
        k[m + RULE_SHOWN] = rule_of(p, k, m)
        k[m + TARGET_SHOWN] = target
        k[m + CALENDAR_SHOWN] = calendar
