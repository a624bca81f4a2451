"""The outcome of a case: passed, chosen otherwise, not expressible or failed, with the reasons."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tests.conformance.ticket_answers import Replayed, Value, answer, replayed
from tests.conformance.ticket_cases import NotExpressible, Question, TicketCase, questions
from tests.conformance.ticket_choices import chosen
from tests.conformance.ticket_families import Family, ticket_family

OUTCOMES: Final = ("failed", "not expressible", "chosen otherwise", "passed")
"""From the one that counts most: a case has the first that one of its asserted values has."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one asserted value of a case did not pass."""

    outcome: str
    what: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case, and the reasons where it did not pass."""

    outcome: str
    reasons: tuple[Reason, ...] = ()


Ask = Callable[[TicketCase, Family, Question], Replayed]


def outcome(case: TicketCase, ask: Ask = replayed) -> Outcome:
    """Judge a case: every value that it asserts, at every checkpoint and at its end."""
    family = ticket_family(case.family)
    if family is None:
        return Outcome("not expressible", (Reason("not expressible", f"no profile for {case.family}"),))
    reasons = tuple(reason for question in questions(case) for reason in _reasons(case, family, question, ask))
    worst = min((reason.outcome for reason in reasons), key=OUTCOMES.index, default="passed")
    return Outcome(worst, reasons)


def _reasons(case: TicketCase, family: Family, question: Question, ask: Ask) -> list[Reason]:
    try:
        told = ask(case, family, question)
    except NotExpressible as why:
        return [Reason("not expressible", str(why))]
    found = [_reason(key, value, told, question) for key, value in question.expected.items()]
    return [reason for reason in found if reason]


def _reason(key: str, expected: Value, told: Replayed, question: Question) -> Reason | None:
    try:
        value = answer(key, told)
    except NotExpressible as why:
        return Reason("not expressible", str(why))
    if _same(expected, value):
        return None
    choice = chosen(key, expected, value, told)
    if choice:
        return Reason("chosen otherwise", choice.title)
    return Reason("failed", f"{key} {question.label}: expected {expected}, found {value}")


def _same(expected: Value, found: Value) -> bool:
    numbers = isinstance(expected, int | float) and isinstance(found, int | float)
    return math.isclose(expected, found, abs_tol=1e-6) if numbers else expected == found  # type: ignore[arg-type]
