"""Tickets go to whom other help desks give them."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.conformance.arithmetic_cases import CONFORMANCE
from tests.conformance.assignment_answers import answers, outcome
from tests.conformance.assignment_cases import AssignmentCase, assignment_cases
from tests.conformance.assignment_counts import assignment_choices, assignment_counts

needs_cases = pytest.mark.skipif(
    not CONFORMANCE.is_dir(), reason=f"needs the folder {CONFORMANCE} (HINDESK_CONFORMANCE)"
)

CASES: Final = assignment_cases()


def told(strategy: str, given: dict[str, Any], **expected: object) -> AssignmentCase:
    return AssignmentCase("told", "nobody", "told", strategy, given, expected)


@needs_cases
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_tickets_go_where_a_case_expects(case: AssignmentCase) -> None:
    assert outcome(case) == "passed", answers(case)


@needs_cases
def test_the_counts_cover_every_assignment() -> None:
    total = assignment_counts(CASES).splitlines()[-1].split("|")[2:-1]

    assert sum(int(number) for number in total) == len(CASES) > 0


@needs_cases
def test_every_case_with_a_choice_is_listed_with_ours() -> None:
    choices = [case for case in CASES if any("any_of" in key for key in case.expected)]

    assert len(assignment_choices(CASES).splitlines()) == 2 + len(choices) > 2


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"agents": [{"id": "a", "open": 1}, {"id": "b", "open": 0}]}, {"pick": "a"}),
        ({"agents": ["a", "b"], "tickets": 4}, {"counts": [1, 3]}),
        ({"agents": ["a", "b"]}, {"pick_any_of": ["b"]}),
        ({"agents": ["a"], "tickets": [{"id": "t"}]}, {"unassigned": ["t"]}),
    ],
)
def test_another_answer_fails(given: dict[str, Any], expected: dict[str, Any]) -> None:
    assert outcome(told("load_balanced", given, **expected)) == "failed"


@pytest.mark.parametrize(
    "case",
    [
        told("by_the_moon", {"agents": ["a"]}, pick="a"),
        told("round_robin", {"agents": ["a"], "moon": "full"}, pick="a"),
        told("round_robin", {"agents": [{"id": "a", "moon": "full"}]}, pick="a"),
        told("round_robin", {"agents": ["a"], "tickets": [{"id": "t", "moon": "full"}]}, pick="a"),
        told("round_robin", {"agents": ["a"], "order": "by the moon"}, pick="a"),
        told("round_robin", {"agents": ["a"]}, moon="full"),
    ],
)
def test_what_the_product_has_no_word_for_is_not_expressible(case: AssignmentCase) -> None:
    assert outcome(case) == "not expressible"
