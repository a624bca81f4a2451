"""The state machine of one clock: the steps of docs/concepts/clocks.md, each a function."""

from __future__ import annotations

from hindesk.replay.business import Ints, days_later, open_before, open_until, reach
from hindesk.replay.codes import (
    ASSIGNEE,
    AT,
    AT_ASSIGNEE,
    AT_PRIORITY,
    AT_TEAM,
    AT_TIER,
    BACKDATE,
    BEFORE,
    BROKEN,
    BUCKET,
    BUSINESS_DAY,
    C_DAY_LENGTH,
    CALENDAR,
    CALENDAR_NOW,
    CALENDAR_SHOWN,
    CELL_NOTICE_COUNT,
    CELL_NOTICES,
    CELL_PAUSE,
    CELL_PAUSE_NEEDS,
    CYCLE,
    DUE,
    ELAPSED,
    FRESH,
    GIVEN,
    JUDGED,
    K_HOLDS,
    KNOWN,
    METRIC,
    METRIC_CALENDAR,
    METRIC_TARGET,
    MICROSECOND,
    NO_RULE,
    NONE,
    NOTICE_LEVEL,
    NOTICE_WIDTH,
    OPEN_SINCE,
    OWED,
    PAUSE,
    PAUSE_MISSING,
    PAUSED,
    PRIORITY,
    RESTART,
    RULE,
    RULE_CHANGE,
    RULE_IN_FORCE,
    RULE_SHOWN,
    RUNNING,
    SINCE,
    SLOTS,
    STARTED,
    STATE,
    STOPPED,
    STOPPED_AT,
    STRETCH_COUNT,
    TARGET,
    TARGET_SHOWN,
    TEAM,
    TIER,
    TOLD,
    TOLD_LEVEL,
    WAITED,
)
from hindesk.replay.matching import cell_of, target_place
from hindesk.replay.stretches import add_stretch, name_stretches, reached_at, recount


def start(k: Ints, m: int) -> None:
    """Start a metric's next clock at the present event, with nothing elapsed and no rule in force yet."""
    k[m + STATE] = RUNNING
    k[m + OWED] = 0
    k[m + CYCLE] += 1
    k[m + STOPPED_AT] = NONE
    begin_again(k, m)


def begin_again(k: Ints, m: int) -> None:
    """Forget what a clock has counted and was given: it begins at the present event."""
    k[m + STARTED] = k[AT]
    k[m + SINCE] = k[AT]
    k[m + ELAPSED] = 0
    k[m + WAITED] = 0
    k[m + TARGET] = -1
    k[m + CALENDAR] = -1
    k[m + JUDGED] = 0
    k[m + PAUSE_MISSING] = 0
    k[m + RULE_IN_FORCE] = FRESH
    k[m + GIVEN] = NONE
    k[m + DUE] = NONE
    k[m + BROKEN] = 0
    k[m + STRETCH_COUNT] = 0
    k[m + TOLD] = 0
    k[m + TOLD_LEVEL] = 0


def settle(c: Ints, k: Ints, m: int) -> None:
    """Count a clock's time up to the present instant; see whether its target was reached or exceeded on the way."""
    if k[m + STATE] != RUNNING and k[m + STATE] != PAUSED:
        return
    amount = 0
    if k[m + CALENDAR] >= 0:
        opened = open_before(c, k, k[m + CALENDAR], k[AT])
        amount = opened - k[m + OPEN_SINCE]
        k[m + OPEN_SINCE] = opened
    if k[m + STATE] == PAUSED:
        add_stretch(k, m, k[AT], amount, PAUSE)
        k[m + WAITED] += amount
    else:
        watch(c, k, m, amount)
        add_stretch(k, m, k[AT], amount, k[BUCKET])
        k[m + ELAPSED] += amount
    k[m + SINCE] = k[AT]


def watch(c: Ints, k: Ints, m: int, amount: int) -> None:
    """Note when a clock that runs for `amount` open microseconds more reaches its target, and whether it breaks it."""
    left = k[m + TARGET] - k[m + ELAPSED]
    if k[m + TARGET] < 0 or k[m + BROKEN] or amount < left:
        return
    if k[m + DUE] == NONE:
        k[m + DUE] = reach(c, k, k[m + CALENDAR], k[m + SINCE], left)
    if amount > left:
        k[m + BROKEN] = 1
        remember(k, m)


def remember(k: Ints, m: int) -> None:
    """Keep the priority, team, assignee and tier that the ticket had before the present event with the clock."""
    for place in range(4):
        k[m + AT_PRIORITY + place] = k[BEFORE + place]


def stop(k: Ints, m: int) -> None:
    """Stop an open clock at the present event."""
    name_stretches(k, m, k[AT])
    k[m + STATE] = STOPPED
    k[m + STOPPED_AT] = k[AT]
    if not k[m + BROKEN]:
        remember(k, m)


def resume(c: Ints, k: Ints, m: int) -> None:
    """Let a stopped clock run on; the time since its stop does not count."""
    k[m + STATE] = RUNNING
    k[m + STOPPED_AT] = NONE
    k[m + SINCE] = k[AT]
    if k[m + CALENDAR] >= 0:
        k[m + OPEN_SINCE] = open_before(c, k, k[m + CALENDAR], k[AT])


def wants_restart(p: Ints, c: Ints, k: Ints, m: int) -> int:
    """Give an open clock what the rule in force gives; 1 where that rule wants a clock of its own instead."""
    target, calendar = offered(p, c, k, m)
    rule = rule_of(p, k, m)
    fresh = k[m + RULE_IN_FORCE] == FRESH
    if rule == k[m + RULE_IN_FORCE] and calendar == k[m + CALENDAR] and target == k[m + TARGET]:
        return 0
    on_change = p[rule + RULE_CHANGE] if rule != NO_RULE and not fresh else 0
    if on_change == RESTART:
        return 1
    if not k[m + BROKEN]:
        if target < 0 <= k[m + TARGET] and k[m + DUE] == NONE:
            k[m + DUE] = reach(c, k, k[m + CALENDAR], k[m + SINCE], k[m + TARGET] - k[m + ELAPSED])
        if calendar >= 0 and (on_change == BACKDATE or k[m + CALENDAR] < 0):
            recount(c, k, m, calendar)
        other = rule != k[m + RULE_IN_FORCE]
        carry(p, c, k, m, target, calendar)
        if other:
            begin_notices(p, k, m)
    return 0


def rule_of(p: Ints, k: Ints, m: int) -> int:
    """Return the rule in force for a clock; of a task's, none."""
    return NO_RULE if is_task(p, k, m) else k[RULE]


def offered(p: Ints, c: Ints, k: Ints, m: int) -> tuple[int, int]:
    """Return the target (-1: none) and calendar that the state gives a clock; without a rule the calendar stays."""
    if is_task(p, k, m):
        calendar = p[k[m + METRIC] + METRIC_CALENDAR]
        return open_target(p, c, k, m, p[k[m + METRIC] + METRIC_TARGET], calendar), calendar
    calendar = k[CALENDAR_NOW]
    if calendar < 0:
        return -1, k[m + CALENDAR]
    place = target_place(p, k, m)
    if place < 0:
        return -1, calendar
    return open_target(p, c, k, m, place, calendar), calendar


def is_task(p: Ints, k: Ints, m: int) -> int:
    """Return 1 where a clock is a task's, with a target and a calendar of its own."""
    return 1 if p[k[m + METRIC] + METRIC_CALENDAR] >= 0 else 0


def open_target(p: Ints, c: Ints, k: Ints, m: int, place: int, calendar: int) -> int:  # noqa: PLR0913, PLR0917
    """Return a target in open microseconds: as it stands, in business days, or until N working days after the start."""
    amount, unit = p[place], p[place + 1]
    if unit == MICROSECOND:
        return amount
    if unit == BUSINESS_DAY:
        return amount * c[c[C_DAY_LENGTH] + calendar]
    due = days_later(c, calendar, k[m + STARTED], amount, unit)
    return open_until(c, k, calendar, k[m + STARTED], due)


def begin_notices(p: Ints, k: Ints, m: int) -> None:
    """Begin the notices of a rule that comes into force: levels up to the highest that was told count as told."""
    k[m + TOLD] = 0
    if k[m + TOLD_LEVEL] == 0:
        return
    cell = cell_of(p, k, m, k[m + RULE_IN_FORCE])
    for one in range(p[cell + CELL_NOTICE_COUNT]):
        level = p[p[cell + CELL_NOTICES] + one * NOTICE_WIDTH + NOTICE_LEVEL]
        if 0 < level <= k[m + TOLD_LEVEL]:
            k[m + TOLD] |= 1 << one


def carry(p: Ints, c: Ints, k: Ints, m: int, target: int, calendar: int) -> None:  # noqa: PLR0913, PLR0917
    """Let the same clock go on under the rule in force; what it counted may already be at or past the new target."""
    rule = rule_of(p, k, m)
    k[m + RULE_IN_FORCE] = rule
    k[m + TARGET] = target
    if calendar != k[m + CALENDAR]:
        k[m + CALENDAR] = calendar
        k[m + OPEN_SINCE] = open_before(c, k, calendar, k[m + SINCE])
    if target < 0:
        return
    k[m + JUDGED] = 1
    k[m + RULE_SHOWN] = rule
    k[m + TARGET_SHOWN] = target
    k[m + CALENDAR_SHOWN] = calendar
    k[m + GIVEN] = k[AT]
    k[m + DUE] = reached_at(c, k, m, target) if k[m + ELAPSED] >= target else NONE
    if k[m + ELAPSED] > target:
        k[m + BROKEN] = 1
        k[m + AT_PRIORITY] = k[SLOTS + PRIORITY]
        k[m + AT_TEAM] = k[SLOTS + TEAM]
        k[m + AT_ASSIGNEE] = k[SLOTS + ASSIGNEE]
        k[m + AT_TIER] = k[TIER]


def pause(p: Ints, k: Ints, m: int) -> None:
    """Pause or run an open clock as its rule says, where the ticket's history can tell."""
    cell = cell_of(p, k, m, k[m + RULE_IN_FORCE])
    missing = p[cell + CELL_PAUSE_NEEDS] & ~k[KNOWN]
    k[m + PAUSE_MISSING] |= missing
    k[m + STATE] = PAUSED if k[k[K_HOLDS] + p[cell + CELL_PAUSE]] and missing == 0 else RUNNING
