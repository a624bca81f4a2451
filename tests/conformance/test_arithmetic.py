"""Business time agrees with the test suites of helpdesks and of business-time libraries."""

from __future__ import annotations

import pytest

from tests.conformance.arithmetic_cases import CONFORMANCE, Case, NotExpressible, answer, cases, expected
from tests.conformance.arithmetic_counts import counts

pytestmark = pytest.mark.skipif(
    not CONFORMANCE.is_dir(), reason=f"needs the folder {CONFORMANCE} (HINDESK_CONFORMANCE)"
)

CASES = list(cases())


@pytest.mark.parametrize("case", [case for case in CASES if case.verified], ids=lambda case: case.id)
def test_a_verified_case_gets_the_answer_it_expects(case: Case) -> None:
    try:
        found = answer(case)
    except NotExpressible as reason:
        pytest.skip(f"not expressible: {reason}")
    assert found == expected(case)


def test_the_counts_cover_every_case() -> None:
    total = counts().splitlines()[-1].split("|")[2:-1]
    assert sum(int(number) for number in total) == len(CASES) > 0


@pytest.mark.parametrize("case", [case for case in CASES if case.verified and case.days_rule], ids=lambda case: case.id)
def test_a_familys_own_rule_for_days_needs_no_rule_of_the_case(case: Case) -> None:
    without = Case(case.id, case.family, case.op, case.calendar, case.input, case.expected, verified=True)
    assert answer(without) == expected(case)
