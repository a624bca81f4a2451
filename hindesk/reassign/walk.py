"""The walk over a desk's tickets: each one in turn goes to the best of the people who may get it then.

Plain functions over flat memory, which run on lists as they are and on arrays as machine code.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final, NamedTuple

from hindesk.reassign.desk import NOBODY, Left
from hindesk.replay.business import Ints


class Part(IntEnum):
    """One part of a key by which two people are compared; the smaller goes first."""

    TURN = 0
    LOAD = 1
    STEP = 2
    FOREIGN = 3
    CLOSENESS = 4  # the closer goes first
    HOLDER = 5  # the present holder goes first


TICKETS: Final = 0
PEOPLE: Final = 1
MAX_MOVES: Final = 2
BEFORE_DUE: Final = 3
MOVES: Final = 4
LAST_TURN: Final = 5
PART_COUNT: Final = 6
HOLDER: Final = 7
"""The place of the person who holds the ticket that is being served, or NOBODY."""
PARTS: Final = 8
"""Places of the walk's numbers; the key's parts stand from the last one on."""

_NOT = int(Left.NOT)
_TEAM = int(Left.TEAM)
_TAKEN = int(Left.TAKEN)
_LATE = int(Left.LATE)
_FULL = int(Left.FULL)
_LIMITED = int(Left.LIMITED)
_MOVES = int(Left.MOVES)

_BY_TURN = int(Part.TURN)
_BY_LOAD = int(Part.LOAD)
_BY_STEP = int(Part.STEP)
_BY_FOREIGN = int(Part.FOREIGN)
_BY_HOLDER = int(Part.HOLDER)


class Question(NamedTuple):
    """The columns of a `Desk`; the tables of kinds row after row."""

    kind: Ints
    holder: Ints
    barred: Ints
    weight: Ints
    due: Ints
    known_from: Ints
    known: Ints
    closeness: Ints
    hurdle: Ints
    step: Ints
    foreign: Ints
    capacity: Ints
    allowance: Ints
    at_work: Ints


class People(NamedTuple):
    """How each person stands while tickets are served.

    Args:
        load: the weight that counts, with the tickets decided so far.
        reserved: the weight of their own tickets that are not decided yet.
        given: how many tickets of others they were given.
        turn: when they last got a ticket.
        close: how well they know the ticket that is being served.
    """

    load: Ints
    reserved: Ints
    given: Ints
    turn: Ints
    close: Ints


class Answer(NamedTuple):
    """Of each ticket: the person or NOBODY, why it is left, and the person's load just before."""

    to: Ints
    left: Ints
    load: Ints


def walk(q: Question, s: People, a: Answer, k: Ints) -> None:
    """Serve every ticket in order.

    Args:
        q: what does not change.
        s: how people stand: `load` and `turn` as they begin, zeros elsewhere; as they end afterwards.
        a: room for the answer.
        k: numbers, at the places that this module names.
    """
    for t in range(k[TICKETS]):
        if q.holder[t] != NOBODY:
            s.reserved[q.holder[t]] += q.weight[t]
    for t in range(k[TICKETS]):
        if q.holder[t] != NOBODY:
            s.reserved[q.holder[t]] -= q.weight[t]
        for i in range(q.known_from[t], q.known_from[t + 1]):
            s.close[q.known[i]] = q.closeness[i]
        choose(q, s, a, k, t)
        settle(q, s, a, k, t)
        for i in range(q.known_from[t], q.known_from[t + 1]):
            s.close[q.known[i]] = 0


def choose(q: Question, s: People, a: Answer, k: Ints, t: int) -> None:
    """Find the best person for the ticket, or else the last obstacle."""
    k[HOLDER] = q.holder[t]
    best = NOBODY
    last = _NOT if k[PEOPLE] else _TEAM
    row = q.kind[t] * k[PEOPLE]
    for p in range(k[PEOPLE]):
        found = obstacle(q, s, k, t, p)
        if found == _NOT:
            if best == NOBODY or goes_before(q, s, k, row + p, row + best):
                best = p
        else:
            last = max(last, found)
    a.to[t] = best
    a.left[t] = last if best == NOBODY else _NOT


def obstacle(q: Question, s: People, k: Ints, t: int, p: int) -> int:
    """Return the first obstacle between a ticket and a person, as a `Left`."""
    hurdle = q.hurdle[q.kind[t] * k[PEOPLE] + p]
    if hurdle != _NOT:
        return hurdle
    if p == q.barred[t]:
        return _TAKEN
    if k[BEFORE_DUE] and q.at_work[p] >= q.due[t]:
        return _LATE
    if s.load[p] + s.reserved[p] + q.weight[t] > q.capacity[p]:
        return _FULL
    return _NOT if p == q.holder[t] else limit(q, s, k, p)


def limit(q: Question, s: People, k: Ints, p: int) -> int:
    """Return what keeps a person from being given one more ticket of somebody else, as a `Left`."""
    if s.given[p] >= q.allowance[p]:
        return _LIMITED
    return _MOVES if k[MOVES] >= k[MAX_MOVES] else _NOT


def goes_before(q: Question, s: People, k: Ints, cell: int, best: int) -> bool:
    """Tell whether the person of one cell of a kind's row has a smaller key than the person of another."""
    for part in range(PARTS, PARTS + k[PART_COUNT]):
        mine = measure(q, s, k, k[part], cell)
        other = measure(q, s, k, k[part], best)
        if mine != other:
            return mine < other
    return False


def measure(q: Question, s: People, k: Ints, part: int, cell: int) -> int:
    """Return one part of the key of the person of a cell."""
    p = cell % k[PEOPLE]
    if part == _BY_LOAD:
        return s.load[p]
    if part == _BY_TURN:
        return s.turn[p]
    if part == _BY_STEP:
        return q.step[cell]
    if part == _BY_FOREIGN:
        return q.foreign[cell]
    if part == _BY_HOLDER:
        return 0 if p == k[HOLDER] else 1
    return -s.close[p]


def settle(q: Question, s: People, a: Answer, k: Ints, t: int) -> None:
    """Give the ticket to the person who was chosen, or leave it with its holder."""
    p = a.to[t]
    if p == NOBODY:
        if q.holder[t] != NOBODY:
            s.load[q.holder[t]] += q.weight[t]
        return
    a.load[t] = s.load[p]
    s.load[p] += q.weight[t]
    k[LAST_TURN] += 1
    s.turn[p] = k[LAST_TURN]
    if p != q.holder[t]:
        s.given[p] += 1
        k[MOVES] += 1
