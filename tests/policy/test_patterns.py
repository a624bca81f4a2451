"""The patterns that are shipped, and how well they find what the texts of the sample say."""

from __future__ import annotations

from typing import Final

import pytest

from docs.patterns_page import PARTS, figures, judged
from hindesk.policy.compared import value_problem
from hindesk.policy.patterns import CHECKS, Pattern, shipped_patterns

NAMES: Final = ("card number", "resident number", "bank account", "iban", "billing", "account", "health", "sales")

FLOORS: Final = {
    "card number": (1.0, 1.0),
    "resident number": (0.87, 1.0),
    "bank account": (1.0, 1.0),
    "iban": (1.0, 1.0),
    "billing": (0.9, 0.8),
    "account": (0.95, 0.75),
    "health": (0.95, 0.6),
    "sales": (0.95, 0.5),
}
"""The least precision and recall on the texts that were kept aside, by pattern."""


def test_the_patterns_have_their_names() -> None:
    assert tuple(shipped_patterns()) == NAMES == tuple(FLOORS)
    assert [pattern.name for pattern in shipped_patterns().values()] == list(NAMES)


@pytest.mark.parametrize("pattern", shipped_patterns().values(), ids=NAMES)
def test_every_pattern_is_called_something_in_both_languages(pattern: Pattern) -> None:
    assert pattern.title.en
    assert pattern.title.ko


@pytest.mark.parametrize("pattern", shipped_patterns().values(), ids=NAMES)
def test_every_shipped_expression_can_be_matched(pattern: Pattern) -> None:
    assert pattern.phrases
    assert [one for one in pattern.phrases + pattern.vetoes if value_problem("text", "matches", one)] == []


def test_every_check_is_used_by_a_pattern() -> None:
    assert sorted(filter(None, (pattern.check for pattern in shipped_patterns().values()))) == sorted(CHECKS)


def test_the_sample_has_texts_for_every_pattern_in_both_languages_and_many_that_say_nothing() -> None:
    texts = judged()
    assert len({one.text for one in texts}) == len(texts) >= 250
    assert {name for one in texts for name in one.says} == set(NAMES)
    for name in NAMES:
        assert {one.language for one in texts if name in one.says} == {"ko", "en"}
    for part in PARTS:
        of_part = [one for one in texts if one.part == part]
        assert 0.3 <= sum(not one.says for one in of_part) / len(of_part) <= 0.6


@pytest.mark.parametrize("name", NAMES)
def test_few_texts_are_taken_wrongly_or_missed(name: str) -> None:
    found = figures([one for one in judged() if one.part == "read"], name)
    assert found.precision >= 0.95
    assert found.recall >= 0.95


@pytest.mark.parametrize("name", NAMES)
def test_what_is_found_in_texts_that_were_kept_aside_has_a_floor(name: str) -> None:
    found = figures([one for one in judged() if one.part == "kept"], name)
    precision, recall = FLOORS[name]
    assert found.precision >= precision
    assert found.recall >= recall
