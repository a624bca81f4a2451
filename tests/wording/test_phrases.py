"""The tables of sentences."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from hindesk.wording.phrases import LANGUAGES, Language, phrases_of

PLACES = re.compile(r"\{(\w+)\}")


def test_all_languages_have_the_same_templates() -> None:
    assert {frozenset(phrases_of(language).texts) for language in LANGUAGES} == {frozenset(phrases_of("en").texts)}


def test_a_template_has_the_same_places_in_all_languages() -> None:
    english = phrases_of("en").texts

    for language in LANGUAGES:
        for key, text in phrases_of(language).texts.items():
            assert Counter(PLACES.findall(text)) == Counter(PLACES.findall(english[key])), key


@pytest.mark.parametrize(
    ("language", "items", "listed"),
    [("en", ["a"], "a"), ("en", ["a", "b", "c"], "a, b or c"), ("ko", ["a", "b", "c"], "a, b 또는 c")],
)
def test_items_are_listed(language: Language, items: list[str], listed: str) -> None:
    assert phrases_of(language).listed(items, by="or") == listed


def test_a_word_that_the_language_lacks_stays_as_it_is() -> None:
    assert phrases_of("ko").word("field", "amount") == "amount"


def test_braces_in_a_name_are_no_places() -> None:
    assert phrases_of("en").say("action.tag", tags="{n}") == "tag {n}"
