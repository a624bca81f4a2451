"""Customers who only say thanks, inside the walk: a solved ticket that they would reopen stays solved."""

from __future__ import annotations

from hindesk.events import Actor, Kind
from hindesk.replay.business import Ints
from hindesk.replay.codes import AWAITS_CUSTOMER, EVENT_COUNT, KEPT, P_THANKS
from hindesk.replay.follow import Tables
from hindesk.replay.history import Events
from hindesk.replay.ticket import is_over

_CUSTOMER = int(Actor.CUSTOMER)
_AGENT = int(Actor.AGENT)
_UNKNOWN = int(Actor.UNKNOWN)
_MESSAGE = int(Kind.MESSAGE)


def says_thanks(e: Events, t: Tables, k: Ints, i: int) -> int:
    """Return 1 where the i-th event is a customer's thanks for a solved ticket, which then raises no signal."""
    if t.p[P_THANKS] < 0 or e.kind[i] != _MESSAGE or e.actor[i] != _CUSTOMER:
        return 0
    k[KEPT] = 1 if is_over(t.p, k) and thanks(e, t, i) else 0
    if k[KEPT]:
        k[AWAITS_CUSTOMER] = 0
    return k[KEPT]


def thanks(e: Events, t: Tables, i: int) -> int:
    """Return 1 where the text of a message only says thanks."""
    return t.truth[t.p[P_THANKS] + e.value[i]]


def stays_solved(e: Events, t: Tables, k: Ints, i: int) -> int:
    """Return 1 where the i-th event would change the status of a ticket that is kept solved, and no person does it.

    The customer's thanks may be the later event of the same instant.
    """
    if t.p[P_THANKS] < 0:
        return 0
    if e.actor[i] == _AGENT or e.actor[i] == _UNKNOWN:
        k[KEPT] = 0
        return 0
    return is_over(t.p, k) and (1 if k[KEPT] or thanks_follow(e, t, k, i) else 0)


def thanks_follow(e: Events, t: Tables, k: Ints, i: int) -> int:
    """Return 1 where a later event of the same instant is a customer's message that only says thanks."""
    later = i + 1
    while later < k[EVENT_COUNT] and e.ticket[later] == e.ticket[i] and e.at[later] == e.at[i]:
        if e.kind[later] == _MESSAGE and e.actor[later] == _CUSTOMER:
            return thanks(e, t, later)
        later += 1
    return 0
