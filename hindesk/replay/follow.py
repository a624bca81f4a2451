"""What follows a change of a ticket's state: its clocks are settled before; tier, lapses and clocks follow."""

from __future__ import annotations

from typing import NamedTuple

from hindesk.replay.business import Ints
from hindesk.replay.clocks import settle
from hindesk.replay.codes import (
    ACTED,
    AT,
    BEFORE,
    BETWEEN,
    BUCKET,
    CLOCK_WIDTH,
    DIRTY,
    DONE,
    ENDING,
    K_CLOCKS,
    NO_TIER,
    NONE,
    P_LAPSE_COUNT,
    P_METRIC_COUNT,
    P_TIER_COUNT,
    P_TIERS,
    PRIORITY,
    RAISED,
    REOPENED,
    RESOLVING,
    SEEN,
    SIGNAL,
    SLOTS,
    SOLVED_AT,
    STRETCH_SINCE,
    TIER,
    TIER_SINCE,
)
from hindesk.replay.lapses import follow_lapses
from hindesk.replay.matching import first_pair
from hindesk.replay.steps import concerns, step
from hindesk.replay.stretches import name_stretches
from hindesk.replay.ticket import bucket_now, is_over, touch
from hindesk.replay.write import write_visit


class Tables(NamedTuple):
    """A compiled policy and its calendars (`hindesk.replay.codes` says how they are laid out)."""

    p: Ints
    truth: Ints
    c: Ints


def come_to(t: Tables, k: Ints, at: int) -> None:
    """Come to an instant: everything up to it is counted by what was in force before it."""
    k[AT] = at
    look_back(k)
    settle_all(t, k)


def look_back(k: Ints) -> None:
    """Keep the fields that clocks show as they are before the present event."""
    for place in range(3):
        k[BEFORE + place] = k[SLOTS + PRIORITY + place]
    k[BEFORE + 3] = k[TIER]


def settle_all(t: Tables, k: Ints) -> None:
    """Count every clock's time up to the present instant."""
    first = k[K_CLOCKS]
    for m in range(first, first + t.p[P_METRIC_COUNT] * CLOCK_WIDTH, CLOCK_WIDTH):
        settle(t.c, k, m)


def follow(t: Tables, k: Ints, out: Ints) -> None:
    """Let tier, lapses, bucket and clocks follow the present event."""
    if k[DIRTY] or k[SIGNAL] & ENDING:
        follow_tier(t, k, out)
        if t.p[P_LAPSE_COUNT]:
            follow_lapses(t.p, t.truth, k, out)
    touch(k)
    bucket = bucket_now(t.p, k)
    ends = k[ACTED] or bucket != k[BUCKET]
    first = k[K_CLOCKS]
    if ends and k[BUCKET] == BETWEEN:
        for m in range(first, first + t.p[P_METRIC_COUNT] * CLOCK_WIDTH, CLOCK_WIDTH):
            name_stretches(k, m, k[AT])
    if ends:
        k[STRETCH_SINCE] = k[AT]
        k[BUCKET] = bucket
    for m in range(first, first + t.p[P_METRIC_COUNT] * CLOCK_WIDTH, CLOCK_WIDTH):
        if k[DIRTY] or concerns(t.p, k, m):
            step(t.p, t.c, k, out, m)
    k[SEEN] |= k[SIGNAL]
    k[DONE] = 1 if k[SIGNAL] & ENDING else 0


def follow_tier(t: Tables, k: Ints, out: Ints) -> None:
    """Begin and end tier visits, and note when and by which tier the ticket was solved."""
    over = is_over(t.p, k) or k[SIGNAL] & ENDING
    visiting = k[TIER_SINCE] != NONE
    tier = max(first_pair(t.p, t.truth, k, t.p[P_TIERS], t.p[P_TIER_COUNT]), k[RAISED])
    if visiting and (over or tier != k[TIER]):
        write_visit(k, out, k[AT])
    if over and k[SOLVED_AT] == NONE and not k[SIGNAL] & ENDING:
        k[SOLVED_AT] = k[AT]
        k[RESOLVING] = k[TIER] if visiting else tier
    if not over and k[SOLVED_AT] != NONE:
        k[REOPENED] += 1
        k[SOLVED_AT] = NONE
        k[RESOLVING] = NO_TIER
    if over:
        k[TIER_SINCE] = NONE
    elif not visiting or tier != k[TIER]:
        k[TIER_SINCE] = k[AT]
    k[TIER] = tier
