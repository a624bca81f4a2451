"""The walk: one pass over the clustered events of a set of whole tickets. It keeps no state between sets."""

from __future__ import annotations

from typing import NamedTuple

from hindesk.events import Kind
from hindesk.replay.business import Ints
from hindesk.replay.clocks import settle
from hindesk.replay.codes import (
    ACTED,
    AS_OF,
    AT,
    AWAITS_CUSTOMER,
    BEFORE,
    BETWEEN,
    BUCKET,
    CHANGED,
    CLOCK_WIDTH,
    DIRTY,
    DONE,
    ENDING,
    EVENT_COUNT,
    HANDLED_BY,
    HANDOVERS,
    HIGHEST,
    K_CLOCKS,
    KNOWN,
    NO_TIER,
    NONE,
    OPENED,
    OWN_PRIORITY,
    P_METRIC_COUNT,
    P_SLOT_OF_FIELD,
    P_SLOTS,
    P_TIER_COUNT,
    P_TIERS,
    PRIORITY,
    REOPENED,
    RESOLVING,
    SEEN,
    SIGNAL,
    SLOTS,
    SOLVED_AT,
    STRETCH_SINCE,
    TICKET,
    TIER,
    TIER_SINCE,
    UNASSIGNED,
)
from hindesk.replay.matching import first_pair, match_rule
from hindesk.replay.steps import clear, concerns, finish, step
from hindesk.replay.stretches import name_stretches
from hindesk.replay.ticket import bucket_now, change_field, create, is_over, receive, touch
from hindesk.replay.write import write_outcome, write_visit

_CREATED = int(Kind.CREATED)
_CHANGE = int(Kind.CHANGE)


class Events(NamedTuple):
    """The events of a set of whole tickets, clustered by (ticket, at, seq), and what those tickets are from creation.

    `knows` and `openings` go by the ticket's number less the lowest of the set: one mask, and one code for each slot.
    """

    ticket: Ints
    at: Ints
    kind: Ints
    actor: Ints
    flags: Ints
    field: Ints
    value: Ints
    knows: Ints
    openings: Ints


class Tables(NamedTuple):
    """A compiled policy and its calendars (`hindesk.replay.codes` says how they are laid out)."""

    p: Ints
    truth: Ints
    c: Ints


def walk(e: Events, t: Tables, k: Ints, out: Ints) -> None:
    """Replay every ticket of a set: read its events in order, write its rows to `out`.

    Args:
        e: the events and the tickets' beginnings; instants are UTC microseconds.
        t: what to replay them against.
        k: scratch memory, laid out by `hindesk.replay.memory`; `k[AS_OF]` is the last instant that
            counts, `k[EVENT_COUNT]` the number of events.
        out: room for the rows; its header counts them.
    """
    ticket = -1
    for i in range(k[EVENT_COUNT]):
        if e.ticket[i] != ticket:
            if ticket >= 0:
                leave(t, k, out)
            ticket = e.ticket[i]
            enter(e, t, k, i)
        if e.at[i] > k[AS_OF] or k[DONE]:
            continue
        arrive(t, k, e.at[i])
        take(e, t, k, i)
        follow(t, k, out)
    if ticket >= 0:
        leave(t, k, out)


def enter(e: Events, t: Tables, k: Ints, i: int) -> None:
    """Stand on the ticket whose first event is the i-th: nothing has happened to it yet."""
    ordinal = e.ticket[i] - e.ticket[0]
    k[TICKET] = e.ticket[i]
    k[KNOWN] = e.knows[ordinal]
    k[OPENED] = e.at[i]
    k[SEEN] = 0
    k[TIER] = NO_TIER
    k[TIER_SINCE] = NONE
    k[HIGHEST] = NO_TIER
    k[RESOLVING] = NO_TIER
    k[SOLVED_AT] = NONE
    k[REOPENED] = 0
    k[HANDOVERS] = 0
    k[AWAITS_CUSTOMER] = 0
    k[OWN_PRIORITY] = 0
    k[DONE] = 0
    k[BUCKET] = UNASSIGNED
    k[STRETCH_SINCE] = e.at[i]
    slots = t.p[P_SLOTS]
    for slot in range(slots):
        k[SLOTS + slot] = e.openings[ordinal * slots + slot]
    k[SLOTS + HANDLED_BY] = 0
    first = k[K_CLOCKS]
    for m in range(first, first + t.p[P_METRIC_COUNT] * CLOCK_WIDTH, CLOCK_WIDTH):
        clear(t.p, k, m)


def arrive(t: Tables, k: Ints, at: int) -> None:
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


def take(e: Events, t: Tables, k: Ints, i: int) -> None:
    """Let the i-th event change the ticket's state, and match the policy again where it did."""
    k[SIGNAL] = 0
    k[CHANGED] = 0
    k[ACTED] = 0
    k[DIRTY] = 0
    if e.kind[i] == _CREATED:
        create(t.p, t.truth, k)
    elif e.kind[i] == _CHANGE:
        change_field(k, t.p[t.p[P_SLOT_OF_FIELD] + e.field[i]], e.value[i], e.actor[i])
    else:
        receive(k, e.kind[i], e.actor[i], e.flags[i])
    if k[DIRTY]:
        match_rule(t.p, t.truth, k)


def follow(t: Tables, k: Ints, out: Ints) -> None:
    """Let tier, bucket and clocks follow the present event."""
    if k[DIRTY] or k[SIGNAL] & ENDING:
        follow_tier(t, k, out)
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
    tier = first_pair(t.p, t.truth, k, t.p[P_TIERS], t.p[P_TIER_COUNT])
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


def leave(t: Tables, k: Ints, out: Ints) -> None:
    """Settle the ticket at the end of what counts, and write what is open."""
    if k[OPENED] > k[AS_OF]:
        return
    if not k[DONE]:
        arrive(t, k, k[AS_OF])
    first = k[K_CLOCKS]
    for m in range(first, first + t.p[P_METRIC_COUNT] * CLOCK_WIDTH, CLOCK_WIDTH):
        name_stretches(k, m, k[AT])
        finish(t.p, t.c, k, out, m)
    if k[TIER_SINCE] != NONE:
        write_visit(k, out, NONE)
    write_outcome(k, out)
