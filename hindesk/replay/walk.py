"""The walk: one pass over the clustered events of a set of whole tickets. It keeps no state between sets."""

from __future__ import annotations

from hindesk.events import Kind
from hindesk.replay.acts import act_in_time, automate, earliest_rule, forget_instants, note_instants
from hindesk.replay.business import Ints
from hindesk.replay.codes import (
    ACTED,
    AS_OF,
    AT,
    AWAITS_CUSTOMER,
    BUCKET,
    CHANGED,
    CHANGES_AN_EVENT,
    CLOCK_WIDTH,
    DIRTY,
    DONE,
    EVENT_COUNT,
    HANDLED_BY,
    HANDOVERS,
    HIGHEST,
    K_CLOCKS,
    KEPT,
    KNOWN,
    MOST_ROUNDS,
    NO_TIER,
    NONE,
    OPENED,
    OWN,
    P_AUTOMATION_COUNT,
    P_METRIC_COUNT,
    P_NOTICES,
    P_PRIORITIES,
    P_SLOT_OF_FIELD,
    P_SLOTS,
    PAIR_NOW,
    PAIR_WIDTH,
    RAISED,
    REOPENED,
    RESOLVING,
    ROUNDS,
    SEEN,
    SIGNAL,
    SLOTS,
    SOLVED_AT,
    STATUS,
    STRETCH_SINCE,
    TICKET,
    TIER,
    TIER_SINCE,
    UNASSIGNED,
    UNTIL,
)
from hindesk.replay.follow import Tables, come_to, follow
from hindesk.replay.history import Events
from hindesk.replay.lapses import forget_lapses, leave_lapses
from hindesk.replay.matching import match_rule
from hindesk.replay.notices import earliest, send
from hindesk.replay.out_codes import O_ACTED, O_ENDLESS
from hindesk.replay.rule_codes import PRIORITY_SECTION
from hindesk.replay.steps import clear, finish
from hindesk.replay.stretches import name_stretches
from hindesk.replay.thanks import says_thanks, stays_solved
from hindesk.replay.ticket import change_field, create, receive, touch
from hindesk.replay.traits import begin_traits, hear_traits
from hindesk.replay.write import write_match, write_outcome, write_visit

_CREATED = int(Kind.CREATED)
_CHANGE = int(Kind.CHANGE)
_MESSAGE = int(Kind.MESSAGE)


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
            out[O_ACTED] = 0
            enter(e, t, k, i)
        if e.at[i] > k[AS_OF] or k[DONE]:
            continue
        arrive(t, k, out, e.at[i])
        take(e, t, k, out, i)
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
    k[KEPT] = 0
    forget_instants(t.p, k)
    forget_lapses(t.p, k)
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
        go_on(t, k, out, at)
    come_to(t, k, at)


def go_on(t: Tables, k: Ints, out: Ints, at: int) -> None:
    """Do everything that the policy does by itself before `at`, in the order of time; notices come before rules."""
    k[UNTIL] = at
    busy = 1
    while busy and k[ROUNDS] <= MOST_ROUNDS:
        m = earliest(t.p, t.truth, t.c, k)
        rule = earliest_rule(t, k)
        if rule >= 0:
            act_in_time(t, k, out, rule)
        elif m >= 0:
            send(t, k, out, m)
        busy = 1 if rule >= 0 or m >= 0 else 0
    if k[ROUNDS] > MOST_ROUNDS:
        out[O_ENDLESS] = 1 + k[TICKET]


def take(e: Events, t: Tables, k: Ints, out: Ints, i: int) -> None:
    """Let the i-th event, and the rules that hear it, change the ticket; match the policy again where they did."""
    k[SIGNAL] = 0
    k[CHANGED] = 0
    k[ACTED] = 0
    k[DIRTY] = 0
    if e.kind[i] == _CREATED:
        begin_traits(t, k, out)
        create(t.p, t.truth, k)
        if k[OWN]:
            write_match(k, out, PRIORITY_SECTION, (k[PAIR_NOW] - t.p[P_PRIORITIES]) // PAIR_WIDTH)
    else:
        k[ROUNDS] -= CHANGES_AN_EVENT
        happen(e, t, k, out, i)
    if t.p[P_AUTOMATION_COUNT]:
        touch(k)
        note_instants(t.p, k)
        automate(t, k, out, 1 << e.actor[i])
    if k[DIRTY]:
        match_rule(t.p, t.truth, k)


def happen(e: Events, t: Tables, k: Ints, out: Ints, i: int) -> None:
    """Let the i-th event, which is no creation, change the ticket."""
    if e.kind[i] == _CHANGE:
        slot = t.p[t.p[P_SLOT_OF_FIELD] + e.field[i]]
        if slot != STATUS or not stays_solved(e, t, k, i):
            change_field(k, slot, e.value[i], e.actor[i])
        return
    if e.kind[i] == _MESSAGE:
        hear_traits(t, k, out, e.value[i], e.actor[i])
    if not says_thanks(e, t, k, i):
        receive(k, e.kind[i], e.actor[i], e.flags[i])


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
    leave_lapses(t.p, k, out)
    write_outcome(k, out)
