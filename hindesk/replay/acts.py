"""Automation inside the walk: which rules match at creation, after an event or once a time has passed."""

from __future__ import annotations

from hindesk.events import Actor
from hindesk.replay.business import Ints, instant_of, open_before
from hindesk.replay.codes import (
    AGENT_REPLY,
    ASSIGNEE,
    AT,
    CHANGED,
    CLOCK_WIDTH,
    CUSTOMER_MESSAGE,
    ENDING,
    K_CLOCKS,
    K_FIRED,
    LAST,
    MOST_ROUNDS,
    NONE,
    OPENED,
    P_AUTOMATION,
    P_AUTOMATION_COUNT,
    P_FIRST_ONLY,
    P_METRIC_COUNT,
    P_STATUS_CLASS,
    ROUNDS,
    RUNNING,
    SENT_AT,
    SIGNAL,
    SLOTS,
    STATE,
    STATUS,
    TARGET,
    TICKET,
)
from hindesk.replay.follow import Tables, come_to, follow
from hindesk.replay.matching import holds, match_rule
from hindesk.replay.out_codes import LAST_RULES, O_ACTED, O_ENDLESS, O_LAST_RULES
from hindesk.replay.points import due_of
from hindesk.replay.rule_codes import (
    A_AFTER,
    A_BY,
    A_CALENDAR,
    A_CHANGES,
    A_EVERY,
    A_MOMENT,
    A_NOTIFIES,
    A_NUMBER,
    A_PAIR_COUNT,
    A_PAIRS,
    A_SECTION,
    A_SIGNALS,
    A_SINCE,
    A_TASKS,
    A_WHEN,
    A_WIDTH,
    AUTOMATION_SECTION,
    EVENT_SIGNAL,
    ON_CREATE,
    ON_TIME,
    ON_UPDATE,
    SINCE_AGENT,
    SINCE_CREATED,
    SINCE_CUSTOMER,
    SINCE_DUE,
    SINCE_UNASSIGNED,
    SINCE_WAITING,
)
from hindesk.replay.ticket import be_quiet, impose
from hindesk.replay.write import write_match, write_rule_notice

_BY_SYSTEM = 1 << int(Actor.SYSTEM)
_WAITING = 3


def automate(t: Tables, k: Ints, out: Ints, doer: int) -> None:
    """Let the rules of the present event act, then, round by round, those that hear what the round before changed.

    Args:
        t: the policy.
        k: the ticket, after the event.
        out: room for the rows.
        doer: a mask of who did it.
    """
    if k[AT] == k[OPENED] and k[SIGNAL] & 1:
        changed = at_creation(t, k, out)
    else:
        changed = one_round(t, k, out, doer, k[SIGNAL] | EVENT_SIGNAL, k[CHANGED])
    hear_changes(t, k, out, changed)


def hear_changes(t: Tables, k: Ints, out: Ints, changed: int) -> None:
    """Let the rules act that hear what the policy changed, until it changes nothing more."""
    rounds = 0
    while changed and rounds <= MOST_ROUNDS:
        rounds += 1
        changed = one_round(t, k, out, _BY_SYSTEM, 0, changed)
    if rounds > MOST_ROUNDS:
        k[ROUNDS] = rounds
        out[O_ENDLESS] = 1 + k[TICKET]


def at_creation(t: Tables, k: Ints, out: Ints) -> int:
    """Let the rules for new tickets act: the first that matches, or all; return the slots that they change."""
    changed = 0
    first = t.p[P_AUTOMATION]
    for rule in range(first, first + t.p[P_AUTOMATION_COUNT] * A_WIDTH, A_WIDTH):
        if t.p[rule + A_MOMENT] == ON_CREATE and holds(t.p, t.truth, k, t.p[rule + A_WHEN]):
            changed |= act(t.p, k, out, rule)
            if t.p[P_FIRST_ONLY]:
                break
    return changed


def one_round(t: Tables, k: Ints, out: Ints, doer: int, signals: int, changes: int) -> int:  # noqa: PLR0913, PLR0917
    """Let every rule act that hears what happened and matches; return the slots that they change.

    What merges or deletes a ticket is heard by `approvals` alone.
    """
    changed = 0
    ends = k[SIGNAL] & ENDING
    first = t.p[P_AUTOMATION]
    for rule in range(first, first + t.p[P_AUTOMATION_COUNT] * A_WIDTH, A_WIDTH):
        if t.p[rule + A_MOMENT] != ON_UPDATE or (t.p[rule + A_BY] and not t.p[rule + A_BY] & doer):
            continue
        if ends and t.p[rule + A_SECTION] == AUTOMATION_SECTION:
            continue
        heard = signals & t.p[rule + A_SIGNALS] | changes & t.p[rule + A_CHANGES]
        if heard and holds(t.p, t.truth, k, t.p[rule + A_WHEN]):
            changed |= act(t.p, k, out, rule)
    return changed


def act(p: Ints, k: Ints, out: Ints, rule: int) -> int:
    """Do what a rule does at the present instant, one of `approvals` nothing; return the slots that it changes."""
    number = p[rule + A_NUMBER]
    write_match(k, out, p[rule + A_SECTION], number)
    if p[rule + A_SECTION] != AUTOMATION_SECTION:
        return 0
    out[O_LAST_RULES + out[O_ACTED] % LAST_RULES] = number
    out[O_ACTED] += 1
    k[SIGNAL] |= p[rule + A_TASKS]
    changed = impose(p, k, p[rule + A_PAIRS], p[rule + A_PAIR_COUNT])
    note_state(p, k)
    if p[rule + A_NOTIFIES]:
        write_rule_notice(k, out, number)
    return changed


def note_instants(p: Ints, k: Ints) -> None:
    """Keep the instants from which rules count after an event: of the last messages, and those of the state."""
    if k[SIGNAL] & CUSTOMER_MESSAGE:
        k[LAST + SINCE_CUSTOMER] = k[AT]
    if k[SIGNAL] & AGENT_REPLY:
        k[LAST + SINCE_AGENT] = k[AT]
    note_state(p, k)


def note_state(p: Ints, k: Ints) -> None:
    """Keep since when nobody has the ticket, and since when it waits on its customer."""
    mark(k, SINCE_UNASSIGNED, 1 if k[SLOTS + ASSIGNEE] == 0 else 0)
    mark(k, SINCE_WAITING, 1 if p[p[P_STATUS_CLASS] + k[SLOTS + STATUS]] == _WAITING else 0)


def mark(k: Ints, since: int, lasts: int) -> None:
    """Keep since when something lasts; NONE while it does not."""
    if not lasts:
        k[LAST + since] = NONE
    elif k[LAST + since] == NONE:
        k[LAST + since] = k[AT]


def forget_instants(p: Ints, k: Ints) -> None:
    """Begin a ticket: nothing has happened yet, and no rule has counted from anything."""
    k[LAST + SINCE_CREATED] = k[OPENED]
    for since in range(SINCE_CUSTOMER, SINCE_DUE):
        k[LAST + since] = NONE
    for place in range(k[K_FIRED], k[K_FIRED] + p[P_AUTOMATION_COUNT]):
        k[place] = NONE


def earliest_rule(t: Tables, k: Ints) -> int:
    """Return the time rule that acts before `k[SENT_AT]` and first, or -1; its instant takes that place."""
    found = -1
    first = t.p[P_AUTOMATION]
    for rule in range(first, first + t.p[P_AUTOMATION_COUNT] * A_WIDTH, A_WIDTH):
        if t.p[rule + A_MOMENT] != ON_TIME:
            continue
        base = since_of(t.p, t.c, k, t.p[rule + A_SINCE])
        if base == NONE or k[k[K_FIRED] + (rule - first) // A_WIDTH] == base:
            continue
        acts = acting(t.p, t.c, k, rule, base)
        if acts < k[SENT_AT] and holds(t.p, t.truth, k, t.p[rule + A_WHEN]):
            k[SENT_AT] = acts
            found = rule
    return found


def since_of(p: Ints, c: Ints, k: Ints, since: int) -> int:
    """Return the instant from which a rule counts, or NONE: the earliest due of a running clock, or what is kept."""
    if since != SINCE_DUE:
        return k[LAST + since]
    found = NONE
    first = k[K_CLOCKS]
    for m in range(first, first + p[P_METRIC_COUNT] * CLOCK_WIDTH, CLOCK_WIDTH):
        if k[m + STATE] == RUNNING and k[m + TARGET] >= 0:
            due = due_of(c, k, m)
            if due != NONE and (found == NONE or due < found):
                found = due
    return found


def acting(p: Ints, c: Ints, k: Ints, rule: int, base: int) -> int:
    """Return when a time rule acts that counts from `base`, not before the last thing that happened."""
    calendar = p[rule + A_CALENDAR]
    if calendar < 0:
        point = base + p[rule + A_AFTER]
    else:
        point = instant_of(c, calendar, open_before(c, k, calendar, base) + p[rule + A_AFTER], 1)
        if point == NONE:
            return k[SENT_AT]
    point = max(point, k[AT])
    every = p[rule + A_EVERY]
    return (point + every - 1) // every * every if every else point


def act_in_time(t: Tables, k: Ints, out: Ints, rule: int) -> None:
    """Let a time rule act at `k[SENT_AT]`, and everything follow that it changes."""
    k[k[K_FIRED] + (rule - t.p[P_AUTOMATION]) // A_WIDTH] = since_of(t.p, t.c, k, t.p[rule + A_SINCE])
    k[ROUNDS] += 1
    come_to(t, k, k[SENT_AT])
    be_quiet(k)
    changed = act(t.p, k, out, rule)
    hear_changes(t, k, out, changed)
    match_rule(t.p, t.truth, k)
    follow(t, k, out)
