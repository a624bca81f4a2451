"""How many tickets like one there were when it was created: what traits of the sort `tickets` look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from hindesk.explain.sql import sql
from hindesk.policy.traits import Often
from hindesk.replay.alike import LEAST, USUAL
from hindesk.replay.compile import Compiled
from hindesk.wording.phrases import phrases_of
from hindesk.wording.times import span


@dataclass(frozen=True, slots=True)
class Likeness:
    """The tickets like one ticket, by the fields of a trait.

    Args:
        trait: the trait's number in the policy.
        lately: how many were created within the trait's time, the ticket itself among them; 0: a field is empty.
        before: how many in the time before that which says what is usual.
        basis: how much of that time the help desk had tickets, microseconds.
    """

    trait: int
    lately: int = 0
    before: int = 0
    basis: int = 0


def likenesses(connection: duckdb.DuckDBPyConnection, compiled: Compiled, ticket: int) -> tuple[Likeness, ...]:
    """Count the tickets like one ticket of a whole store, for each trait of the sort `tickets`."""
    return tuple(_likenesses(connection, compiled, ticket))


def in_words(likeness: Likeness, often: Often) -> str:
    """Say how many tickets are alike and how many it takes: `2 tickets with the same customer within 7 days, of 3`."""
    if not likeness.lately:
        return f"{' or '.join(often.same)} was empty at creation"
    within = span(often.within, phrases_of("en"))
    noun = "ticket" if likeness.lately == 1 else "tickets"
    alike = f"{likeness.lately:,} {noun} with the same {' and '.join(often.same)} within {within}"
    said = f"{alike}, it takes {often.tickets:,}"
    return f"{said}; {_usual(likeness, often)}" if often.times else said


def _likenesses(connection: duckdb.DuckDBPyConnection, compiled: Compiled, ticket: int) -> Iterator[Likeness]:
    numbers = compiled.vocabulary.numbers
    for number, trait in enumerate(compiled.policy.traits):
        if trait.often is not None:
            fields = [numbers.get(name, 0) for name in trait.often.same]
            asked = {"ticket": ticket, "fields": fields, "within": trait.often.within, "usual": USUAL}
            row = connection.execute(sql("likeness"), asked).fetchone()
            yield Likeness(number, *(row or ()))


def _usual(likeness: Likeness, often: Often) -> str:
    if likeness.basis < LEAST:
        return "nothing is usual yet"
    usual = likeness.before * often.within / likeness.basis
    return f"usual are {usual:,.1f}, it takes {often.times} times as many"
