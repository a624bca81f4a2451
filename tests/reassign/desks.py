"""Desks for tests: plain ones on which nothing binds, and random ones on which everything may."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from hypothesis import strategies as st

from hindesk.policy.routing import Costs
from hindesk.reassign.desk import BOUNDLESS, NOBODY, Desk, Ints, Left

HURDLES: Final = (0, 0, 0, 0, int(Left.TEAM), int(Left.TIER), int(Left.SKILL), int(Left.GONE))
INSTANTS: Final = (1, 2, 3, BOUNDLESS)
COSTS: Final = (
    Costs(),
    Costs(unplaced=50, late=9, skill=5, language=3, stranger=2, move=1, load=1),
    Costs(unplaced=3, late=0, skill=7, language=0, stranger=4, move=6, load=2),
    Costs(load=0),
)


def ints(*numbers: int) -> Ints:
    """A column."""
    return np.array(numbers, np.int64)


def plain_desk(tickets: int, people: int) -> Desk:
    """Tickets of weight 1 that nobody holds, one kind that everybody may hold, and people without load or limits."""
    per_ticket, per_person, table = np.zeros(tickets, np.int64), np.zeros(people, np.int64), np.zeros((1, people))
    return Desk(
        kind=per_ticket,
        holder=per_ticket + NOBODY,
        barred=per_ticket + NOBODY,
        weight=per_ticket + 1,
        due=per_ticket + BOUNDLESS,
        known_from=np.zeros(tickets + 1, np.int64),
        known=ints(),
        closeness=ints(),
        hurdle=table.astype(np.int64),
        step=table.astype(np.int64),
        foreign=table.astype(np.int64),
        load=per_person,
        capacity=per_person + BOUNDLESS,
        allowance=per_person + BOUNDLESS,
        turn=per_person,
        at_work=per_person,
    )


@st.composite
def free_desks(draw: st.DrawFn, *, most_tickets: int = 12, most_people: int = 5, heaviest: int = 3) -> Desk:
    """Desks of one person or more on which nothing binds; weights, loads, turns and holders are random."""
    n, m = draw(st.integers(0, most_tickets)), draw(st.integers(1, most_people))
    return replace(
        plain_desk(n, m),
        holder=draw(column(n, st.integers(NOBODY, m - 1))),
        weight=draw(column(n, st.integers(1, heaviest))),
        load=draw(column(m, st.integers(0, 9))),
        turn=draw(column(m, st.integers(0, 9))),
    )


@st.composite
def desks(draw: st.DrawFn, *, most_tickets: int = 12, most_people: int = 5, most_kinds: int = 3) -> Desk:
    """Desks on which everything may bind, down to no ticket or no person at all."""
    n, m = draw(st.integers(0, most_tickets)), draw(st.integers(0, most_people))
    kinds = draw(st.integers(1, most_kinds))
    holder = draw(column(n, st.integers(NOBODY, m - 1)))
    taken = draw(column(n, st.booleans()))
    bounds = st.one_of(st.just(BOUNDLESS), st.integers(0, 10))
    known_from, known, closeness = draw(familiar(holder, m))
    return Desk(
        kind=draw(column(n, st.integers(0, kinds - 1))),
        holder=holder,
        barred=np.where(taken, holder, NOBODY),
        weight=draw(column(n, st.integers(1, 3))),
        due=draw(column(n, st.sampled_from(INSTANTS))),
        known_from=known_from,
        known=known,
        closeness=closeness,
        hurdle=draw(column(kinds * m, st.sampled_from(HURDLES))).reshape(kinds, m),
        step=draw(column(kinds * m, st.integers(0, 2))).reshape(kinds, m),
        foreign=draw(column(kinds * m, st.integers(0, 1))).reshape(kinds, m),
        load=draw(column(m, st.integers(0, 5))),
        capacity=draw(column(m, bounds)),
        allowance=draw(column(m, st.one_of(st.just(BOUNDLESS), st.integers(0, 3)))),
        turn=draw(column(m, st.integers(0, 9))),
        at_work=draw(column(m, st.sampled_from((0, *INSTANTS)))),
        max_moves=draw(st.one_of(st.just(BOUNDLESS), st.integers(0, n))),
        before_due=draw(st.booleans()),
        costs=draw(st.sampled_from(COSTS)),
    )


@st.composite
def familiar(draw: st.DrawFn, holder: Ints, people: int) -> tuple[Ints, Ints, Ints]:
    """Who knows which ticket, as `known_from`, `known` and `closeness`; whoever holds a ticket knows it."""
    cells = {(t, int(p)): 2 for t, p in enumerate(holder) if p != NOBODY}
    if len(holder) and people:
        cell = st.tuples(st.integers(0, len(holder) - 1), st.integers(0, people - 1))
        for one, close in draw(st.lists(st.tuples(cell, st.integers(1, 2)), max_size=6)):
            cells.setdefault(one, close)
    placed = sorted(cells)
    counts = np.bincount([t for t, _ in placed], minlength=len(holder)) if placed else np.zeros(len(holder), np.int64)
    known_from = np.concatenate([ints(0), np.cumsum(counts)]).astype(np.int64)
    return known_from, ints(*(p for _, p in placed)), ints(*(cells[one] for one in placed))


def column(size: int, values: st.SearchStrategy[int]) -> st.SearchStrategy[Ints]:
    """Columns of so many values."""
    return st.lists(values, min_size=size, max_size=size).map(lambda drawn: ints(*drawn))
