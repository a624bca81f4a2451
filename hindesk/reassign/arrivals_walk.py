"""The walk over arrivals: each ticket goes to the best of the people who may get it when it is created, or waits.

Plain functions over flat memory, which run on lists as they are and on arrays as machine code.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from hindesk.reassign.desk import BOUNDLESS, NOBODY, Left
from hindesk.reassign.walk import Part
from hindesk.replay.business import Ints

MARGINAL_COST: Final = 5
"""One more part of a key, beside those of `Part`: the points that a person who gets the ticket costs."""

TICKETS: Final = 0
PEOPLE: Final = 1
CLASSES: Final = 2
UNTIL: Final = 3
LIMIT: Final = 4
WITHIN: Final = 5
SKILL: Final = 6
LANGUAGE: Final = 7
STRANGER: Final = 8
LOAD: Final = 9
NOW: Final = 10
NEXT_ARRIVAL: Final = 11
NEXT_END: Final = 12
NEXT_SHIFT: Final = 13
NEXT_LAPSE: Final = 14
FREED: Final = 15
WAITING: Final = 16
GIVEN: Final = 17
NODES: Final = 18
SHIFTS: Final = 19
SERVED: Final = 20
RETRYING: Final = 21
READY: Final = 22
PART_COUNT: Final = 23
PARTS: Final = 24
"""Places of the walk's numbers; the key's parts stand from the last one on."""

_NOT = int(Left.NOT)
_BY_TURN = int(Part.TURN)
_BY_LOAD = int(Part.LOAD)
_BY_STEP = int(Part.STEP)
_BY_FOREIGN = int(Part.FOREIGN)
_BY_CLOSENESS = int(Part.CLOSENESS)


class Stream(NamedTuple):
    """What does not change; tickets are in the order in which they are served.

    Args:
        kind: of each ticket, its row in the tables of kinds.
        alike: of each ticket, its class: tickets of one kind and weight, whom the same people may get.
        weight: of each ticket.
        customer: of each ticket, the number of its customer, or NOBODY.
        opened_at: of each ticket, when it is created.
        end_at: of each ticket, when it ends, after its creation; BOUNDLESS: not before the walk does.
        by_end: the tickets in the order in which they end.
        hurdle: (kinds, people), row after row, as in `Desk`; likewise `step` and `foreign`.
        step: the first step that the person meets.
        foreign: 1 where the person does not speak the language.
        post: of each kind, the row of the table `off` that counts.
        capacity: of each person.
        shift_at: when a person becomes absent or comes back, ascending.
        shift_cell: whose place in the table `off`.
        shift: 1 where one reason more keeps them away from then on, -1 where one less does.
    """

    kind: Ints
    alike: Ints
    weight: Ints
    customer: Ints
    opened_at: Ints
    end_at: Ints
    by_end: Ints
    hurdle: Ints
    step: Ints
    foreign: Ints
    post: Ints
    capacity: Ints
    shift_at: Ints
    shift_cell: Ints
    shift: Ints


class Hands(NamedTuple):
    """How things stand.

    Args:
        load: of each person, the weight that they hold.
        turn: of each person, when they were last given a ticket.
        lately: of each person, how many tickets they were given within the time of the limit.
        off: of each post and person, row after row, how many reasons keep the person away.
        close: of each person, 1 where they know the ticket that is being served.
        is_free: of each person, 1 where they may have got room at this instant.
        freed: those people, as many as the number at FREED says.
        first_waiting: of each class, the ticket that has waited longest, or NOBODY; likewise `last_waiting`.
        last_waiting: the ticket that waits last.
        after: of each ticket that waits, the next one of its class, or NOBODY.
        ready: classes whose first ticket somebody may get now, as many as the number at READY says.
        known: of each customer, the last node of the list of the people who know it, or NOBODY.
        node_person: of each node, the person.
        node_next: of each node, the one before.
    """

    load: Ints
    turn: Ints
    lately: Ints
    off: Ints
    close: Ints
    is_free: Ints
    freed: Ints
    first_waiting: Ints
    last_waiting: Ints
    after: Ints
    ready: Ints
    known: Ints
    node_person: Ints
    node_next: Ints


class Given(NamedTuple):
    """Of each ticket: who gets it and when, or NOBODY and -1; and the tickets in the order in which they are given."""

    to: Ints
    at: Ints
    order: Ints


def walk_arrivals(q: Stream, s: Hands, a: Given, k: Ints) -> None:
    """Serve every arrival up to and at the last instant.

    Args:
        q: what does not change.
        s: how things stand: people and lists as they begin.
        a: room for the answer: `to`, `first_waiting` and the like are NOBODY as they begin, `at` is -1.
        k: numbers, at the places that this module names.
    """
    k[NOW] = next_instant(q, a, k)
    while k[NOW] <= k[UNTIL]:
        end_tickets(q, s, a, k)
        lapse(s, a, k)
        change_shifts(q, s, k)
        if k[WAITING] > 0 and k[FREED] > 0:
            retry(q, s, a, k)
        for i in range(k[FREED]):
            s.is_free[s.freed[i]] = 0
        k[FREED] = 0
        while k[NEXT_ARRIVAL] < k[TICKETS] and q.opened_at[k[NEXT_ARRIVAL]] == k[NOW]:
            if not serve_one(q, s, a, k, k[NEXT_ARRIVAL]):
                wait(q, s, k, k[NEXT_ARRIVAL])
            k[NEXT_ARRIVAL] += 1
        k[NOW] = next_instant(q, a, k)


def next_instant(q: Stream, a: Given, k: Ints) -> int:
    """Return the next instant at which anything happens; BOUNDLESS: nothing does."""
    at = BOUNDLESS
    if k[NEXT_ARRIVAL] < k[TICKETS]:
        at = min(at, q.opened_at[k[NEXT_ARRIVAL]])
    if k[NEXT_END] < k[TICKETS]:
        at = min(at, q.end_at[q.by_end[k[NEXT_END]]])
    if k[NEXT_SHIFT] < k[SHIFTS]:
        at = min(at, q.shift_at[k[NEXT_SHIFT]])
    if k[LIMIT] < BOUNDLESS and k[NEXT_LAPSE] < k[GIVEN]:
        at = min(at, a.at[a.order[k[NEXT_LAPSE]]] + k[WITHIN])
    return at


def end_tickets(q: Stream, s: Hands, a: Given, k: Ints) -> None:
    """Take the tickets that end now from those who hold them."""
    while k[NEXT_END] < k[TICKETS] and q.end_at[q.by_end[k[NEXT_END]]] <= k[NOW]:
        t = q.by_end[k[NEXT_END]]
        if a.to[t] != NOBODY:
            s.load[a.to[t]] -= q.weight[t]
            free(s, k, a.to[t])
        k[NEXT_END] += 1


def lapse(s: Hands, a: Given, k: Ints) -> None:
    """Count no longer towards the limit what was given long enough ago."""
    while k[LIMIT] < BOUNDLESS and k[NEXT_LAPSE] < k[GIVEN]:
        t = a.order[k[NEXT_LAPSE]]
        if a.at[t] + k[WITHIN] > k[NOW]:
            return
        s.lately[a.to[t]] -= 1
        free(s, k, a.to[t])
        k[NEXT_LAPSE] += 1


def change_shifts(q: Stream, s: Hands, k: Ints) -> None:
    """Let those go whose absence begins now, and those come whose absence ends."""
    while k[NEXT_SHIFT] < k[SHIFTS] and q.shift_at[k[NEXT_SHIFT]] <= k[NOW]:
        cell = q.shift_cell[k[NEXT_SHIFT]]
        s.off[cell] += q.shift[k[NEXT_SHIFT]]
        if q.shift[k[NEXT_SHIFT]] < 0:
            free(s, k, cell % k[PEOPLE])
        k[NEXT_SHIFT] += 1


def free(s: Hands, k: Ints, p: int) -> None:
    """Note that a person may have got room now."""
    if s.is_free[p] == 0:
        s.is_free[p] = 1
        s.freed[k[FREED]] = p
        k[FREED] += 1


def retry(q: Stream, s: Hands, a: Given, k: Ints) -> None:
    """Give waiting tickets, the oldest first, to people who may have got room now; nobody else may get them."""
    k[RETRYING] = 1
    find_ready(q, s, k)
    while k[READY] > 0:
        place = longest_waiting(s, k)
        c = s.ready[place]
        given = serve_one(q, s, a, k, s.first_waiting[c])
        if given:
            drop_first(s, k, c)
            drop_ended(q, s, k, c)
        if not given or s.first_waiting[c] == NOBODY:
            drop_ready(s, k, place)
    k[RETRYING] = 0


def find_ready(q: Stream, s: Hands, k: Ints) -> None:
    """Note the classes of waiting tickets that any of those who were freed may get."""
    k[READY] = 0
    for c in range(k[CLASSES]):
        drop_ended(q, s, k, c)
        t = s.first_waiting[c]
        if t == NOBODY:
            continue
        for i in range(k[FREED]):
            if may_get(q, s, k, t, s.freed[i]):
                s.ready[k[READY]] = c
                k[READY] += 1
                break


def drop_ready(s: Hands, k: Ints, place: int) -> None:
    """Let a class of those that were noted go; the last one takes its place."""
    k[READY] -= 1
    s.ready[place] = s.ready[k[READY]]


def longest_waiting(s: Hands, k: Ints) -> int:
    """Return the place, among the classes that were noted, of the one whose first ticket is the oldest."""
    oldest = 0
    for place in range(1, k[READY]):
        if s.first_waiting[s.ready[place]] < s.first_waiting[s.ready[oldest]]:
            oldest = place
    return oldest


def drop_ended(q: Stream, s: Hands, k: Ints, c: int) -> None:
    """Let the first tickets of a class that have ended wait no longer."""
    while s.first_waiting[c] != NOBODY and q.end_at[s.first_waiting[c]] <= k[NOW]:
        drop_first(s, k, c)


def wait(q: Stream, s: Hands, k: Ints, t: int) -> None:
    """Let a ticket wait behind those of its class."""
    c = q.alike[t]
    if s.first_waiting[c] == NOBODY:
        s.first_waiting[c] = t
    else:
        s.after[s.last_waiting[c]] = t
    s.last_waiting[c] = t
    k[WAITING] += 1


def drop_first(s: Hands, k: Ints, c: int) -> None:
    """Let the first ticket of a class wait no longer."""
    s.first_waiting[c] = s.after[s.first_waiting[c]]
    k[WAITING] -= 1


def serve_one(q: Stream, s: Hands, a: Given, k: Ints, t: int) -> bool:
    """Give a ticket to the best of those who may get it; tell whether anybody may."""
    k[SERVED] = t
    first = NOBODY if q.customer[t] == NOBODY else s.known[q.customer[t]]
    node = first
    while node != NOBODY:
        s.close[s.node_person[node]] = 1
        node = s.node_next[node]
    best = choose(q, s, k, t)
    if best != NOBODY:
        give(q, s, a, k, best)
    node = first
    while node != NOBODY:
        s.close[s.node_person[node]] = 0
        node = s.node_next[node]
    return best != NOBODY


def choose(q: Stream, s: Hands, k: Ints, t: int) -> int:
    """Return the best of everybody, or of those who were freed, who may get a ticket now; NOBODY where nobody may."""
    best = NOBODY
    for i in range(k[FREED] if k[RETRYING] else k[PEOPLE]):
        p = s.freed[i] if k[RETRYING] else i
        if may_get(q, s, k, t, p) and (best == NOBODY or goes_before(q, s, k, p, best)):
            best = p
    return best


def may_get(q: Stream, s: Hands, k: Ints, t: int, p: int) -> bool:
    """Tell whether a person may get a ticket now."""
    kind = q.kind[t]
    if q.hurdle[kind * k[PEOPLE] + p] != _NOT or s.off[q.post[kind] * k[PEOPLE] + p] > 0 or s.lately[p] >= k[LIMIT]:
        return False
    return s.load[p] + q.weight[t] <= q.capacity[p]


def goes_before(q: Stream, s: Hands, k: Ints, p: int, best: int) -> bool:
    """Tell whether one person has a smaller key than another."""
    for part in range(PARTS, PARTS + k[PART_COUNT]):
        mine = measure(q, s, k, p, k[part])
        other = measure(q, s, k, best, k[part])
        if mine != other:
            return mine < other
    return p < best


def measure(q: Stream, s: Hands, k: Ints, p: int, part: int) -> int:
    """Return one part of a person's key for the ticket that is being served."""
    t = k[SERVED]
    cell = q.kind[t] * k[PEOPLE] + p
    if part == _BY_LOAD:
        return s.load[p]
    if part == _BY_TURN:
        return s.turn[p]
    if part == _BY_STEP:
        return q.step[cell]
    if part == _BY_FOREIGN:
        return q.foreign[cell]
    if part == _BY_CLOSENESS:
        return -s.close[p]
    load = q.weight[t] * s.load[p] + q.weight[t] * (q.weight[t] + 1) // 2
    fit = k[SKILL] * q.step[cell] + k[LANGUAGE] * q.foreign[cell]
    return fit + k[STRANGER] * (1 - s.close[p]) + k[LOAD] * load


def give(q: Stream, s: Hands, a: Given, k: Ints, p: int) -> None:
    """Give the ticket that is being served to a person, who knows its customer from then on."""
    t = k[SERVED]
    a.to[t] = p
    a.at[t] = k[NOW]
    a.order[k[GIVEN]] = t
    k[GIVEN] += 1
    s.load[p] += q.weight[t]
    s.turn[p] = k[GIVEN]
    s.lately[p] += 1
    if q.customer[t] != NOBODY and s.close[p] == 0:
        s.node_person[k[NODES]] = p
        s.node_next[k[NODES]] = s.known[q.customer[t]]
        s.known[q.customer[t]] = k[NODES]
        k[NODES] += 1
