"""What must hold of every placement, whatever the strategy: each hard limit that is broken gives a sentence."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from hindesk.reassign.desk import NOBODY, Desk, Ints, Left, Placement, Why


def broken_limits(desk: Desk, placement: Placement) -> list[str]:
    """Every hard limit that the placement breaks; an empty list where it keeps them all."""
    return [*_shape(desk, placement), *_tickets(desk, placement.to), *_people(desk, placement.to)]


def held_at_last(desk: Desk, to: Ints) -> list[int]:
    """The weight that each person holds in the end, tickets that are left with them included."""
    held = [int(load) for load in desk.load]
    for t, p in enumerate(to):
        last = int(p) if p != NOBODY else int(desk.holder[t])
        if last != NOBODY:
            held[last] += int(desk.weight[t])
    return held


def _shape(desk: Desk, placement: Placement) -> Iterator[str]:
    n, m = len(desk.kind), len(desk.load)
    for name in ("to", "left", "why", "load"):
        if getattr(placement, name).shape != (n,):
            yield f"`{name}` is not one number a ticket"
    if placement.turn.shape != (m,):
        yield "`turn` is not one number a person"
    given = placement.to != NOBODY
    if ((placement.to < NOBODY) | (placement.to >= m)).any():
        yield "a ticket went to a person who does not exist"
    if ((placement.left == Left.NOT) != given).any():
        yield "`left` does not go with `to`"
    if not set(placement.why.tolist()) <= set(Why) or placement.why[~given].any():
        yield "`why` is no reason"
    if not set(placement.left.tolist()) <= set(Left):
        yield "`left` is no reason"
    rises = np.isin(np.arange(m), placement.to)
    if (placement.turn[~rises] != desk.turn[~rises]).any():
        yield "the turn of a person who got nothing moved"
    if rises.any() and placement.turn[rises].min() <= desk.turn.max():
        yield "the turn of a person who got a ticket did not"


def _tickets(desk: Desk, to: Ints) -> Iterator[str]:
    for t, p in enumerate(to):
        if p == NOBODY:
            continue
        if desk.hurdle[desk.kind[t], p]:
            yield f"ticket {t} went to {p}, who may not hold it"
        if desk.barred[t] == p:
            yield f"ticket {t} went to {p}, from whom it was to be taken"
        if desk.before_due and desk.at_work[p] >= desk.due[t]:
            yield f"ticket {t} went to {p}, who is not at work before it is due"
    if int(((to != NOBODY) & (to != desk.holder)).sum()) > desk.max_moves:
        yield "more tickets moved than may"


def _people(desk: Desk, to: Ints) -> Iterator[str]:
    held = held_at_last(desk, to)
    for p, weight in enumerate(held):
        if (to == p).any() and weight > desk.capacity[p]:
            yield f"{p} got a ticket and holds {weight}, above capacity"
        if int(((to == p) & (desk.holder != p)).sum()) > desk.allowance[p]:
            yield f"{p} was given more tickets than the limit allows"
