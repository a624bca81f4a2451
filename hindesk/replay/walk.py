"""The walk: one pass over the clustered events of a set of whole tickets. It keeps no state between sets."""

from __future__ import annotations

from typing import NamedTuple

from hindesk.events import Kind
from hindesk.replay.business import Ints
from hindesk.replay.codes import (
    ACTED,
    AS_OF,
    AT,
    AWAITS_CUSTOMER,
    BUCKET,
    CHANGED,
    CLOCK_WIDTH,
    DIRTY,
    DONE,
    EVENT_COUNT,
    HANDLED_BY,
    HANDOVERS,
    HIGHEST,
    K_CLOCKS,
    KNOWN,
    NO_TIER,
    NONE,
    OPENED,
    OWN,
    P_METRIC_COUNT,
    P_NOTICES,
    P_SLOT_OF_FIELD,
    P_SLOTS,
    RAISED,
    REOPENED,
    RESOLVING,
    ROUNDS,
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
from hindesk.replay.follow import Tables, come_to, follow
from hindesk.replay.matching import match_rule
from hindesk.replay.notices import tell
from hindesk.replay.steps import clear, finish
from hindesk.replay.stretches import name_stretches
from hindesk.replay.ticket import change_field, create, receive
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
        arrive(t, k, out, e.at[i])
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
    k[OWN] = 0
    k[ROUNDS] = 0
    k[RAISED] = NO_TIER
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


def arrive(t: Tables, k: Ints, out: Ints, at: int) -> None:
    """Come to an instant, by way of everything that the policy does before it."""
    if t.p[P_NOTICES]:
        tell(t, k, out, at)
    come_to(t, k, at)


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


def leave(t: Tables, k: Ints, out: Ints) -> None:
    """Settle the ticket at the end of what counts, and write what is open."""
    if k[OPENED] > k[AS_OF]:
        return
    if not k[DONE]:
        arrive(t, k, out, k[AS_OF])
    first = k[K_CLOCKS]
    for m in range(first, first + t.p[P_METRIC_COUNT] * CLOCK_WIDTH, CLOCK_WIDTH):
        name_stretches(k, m, k[AT])
        finish(t.p, t.c, k, out, m)
    if k[TIER_SINCE] != NONE:
        write_visit(k, out, NONE)
    write_outcome(k, out)
