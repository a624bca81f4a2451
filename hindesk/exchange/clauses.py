"""Conditions of a policy as clauses: all of them have to hold, and of each one literal at least."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, TypeVar

from hindesk.policy.values import All, Any, Condition, Not, Test

MOST: Final = 64
"""The most clauses that a condition is taken apart into."""

T = TypeVar("T")


class TooMany(Exception):
    """A condition comes to more parts than anybody would enter."""


@dataclass(frozen=True, slots=True)
class Literal:
    """One test of one value, or of several for `contains`, that has to hold, or has not to."""

    field: str
    operator: str
    values: tuple[str, ...]
    holds: bool = True


Clause = tuple[Literal, ...]


def clauses_of(condition: Condition, *, holds: bool = True) -> list[Clause]:
    """Return the clauses of a condition, or of its opposite; a condition without parts has none.

    Raises:
        TooMany: there are more than MOST.
    """
    if isinstance(condition, Test):
        return _of_test(condition, holds=holds)
    if isinstance(condition, Not):
        return clauses_of(condition.part, holds=not holds)
    parts = [clauses_of(part, holds=holds) for part in condition.parts]
    if isinstance(condition, All if holds else Any):
        return _few(list(dict.fromkeys(clause for part in parts for clause in part)))
    count = 1
    for part in parts:
        count *= len(part)
    if count > MOST:
        raise TooMany
    return _few([tuple(dict.fromkeys(one for clause in picked for one in clause)) for picked in product(*parts)])


def picks(choices: Sequence[Sequence[T]], *, most: int) -> Iterable[tuple[T, ...]]:
    """Return every way to pick one of each choice, in order.

    Raises:
        TooMany: there are more ways than `most`.
    """
    count = 1
    for choice in choices:
        count *= len(choice)
    if count > most:
        raise TooMany
    return product(*choices)


def _of_test(test: Test, *, holds: bool) -> list[Clause]:
    if test.operator == "not":
        return _of_test(Test(test.field, "in", test.values), holds=not holds)
    if test.operator not in {"is", "in"}:
        return [(Literal(test.field, test.operator, test.values, holds),)]
    literals = tuple(Literal(test.field, "is", (value,), holds) for value in dict.fromkeys(test.values))
    return [literals] if holds else [(literal,) for literal in literals]


def _few(clauses: list[Clause]) -> list[Clause]:
    if len(clauses) > MOST:
        raise TooMany
    return clauses
