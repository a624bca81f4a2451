"""The reference page and the words of the terminal come from the models, and are current."""

from __future__ import annotations

from pathlib import Path

import pytest

from hindesk.errors import PolicyError
from hindesk.events import CATEGORY_NAMES
from hindesk.policy.comparisons import OPERATORS
from hindesk.policy.load import check_text
from hindesk.policy.model import PROFILES
from hindesk.policy.reference import FILE, main, reference_text, stale, write
from hindesk.policy.schema import policy_schema
from hindesk.policy.vocabulary import MODELS, describe, words
from hindesk.policy.words import CATEGORY_MEANINGS, FIELD_MEANINGS, STATE_FIELDS
from tests.policy.texts import HEAD, SLA

ROOT = Path(__file__).parents[2]
WITH_EXAMPLE = [group for group, model in MODELS.items() if getattr(model, "example", "")]


def test_the_files_are_current() -> None:
    assert stale(ROOT) == []
    assert main(["--check"]) == 0


def test_a_stale_file_is_named_and_written_again(tmp_path: Path) -> None:
    write(tmp_path)
    assert stale(tmp_path) == []
    (tmp_path / FILE).write_text("old", encoding="utf-8")
    assert stale(tmp_path) == [FILE]


@pytest.mark.parametrize("group", WITH_EXAMPLE)
def test_every_example_loads_and_stands_in_the_page(group: str) -> None:
    example = str(getattr(MODELS[group], "example", ""))
    text = example if example.startswith("hindesk") else HEAD + example + ("" if "sla:" in example else SLA)
    assert [str(problem) for problem in check_text(text).problems] == []
    assert f"```yaml\n{example}```" in reference_text()


def test_the_page_names_every_word() -> None:
    page = reference_text()
    assert [word.name for word in words() if f"`{word.name}`" not in page] == []


def test_every_mapping_of_the_language_has_its_words() -> None:
    named = {model.__name__ for model in MODELS.values()}
    assert set(policy_schema()["$defs"]) - named == set()


def test_every_word_has_a_meaning() -> None:
    assert [(word.group, word.name) for word in words() if not word.meaning] == []
    assert tuple(FIELD_MEANINGS) == STATE_FIELDS
    assert set(CATEGORY_MEANINGS) == set(CATEGORY_NAMES)


def test_the_list_of_words_has_every_group() -> None:
    listing = describe()
    for word in (*OPERATORS, *PROFILES, *MODELS, "agent_reply", "waiting_on_customer", "card number"):
        assert word in listing
    assert max(map(len, listing.splitlines())) <= 120


def test_a_word_is_explained_wherever_it_is_used() -> None:
    assert describe("cancel") == ("cancel (metrics)\n  what ends it without a verdict, unless it is breached already")
    assert describe("profile").splitlines()[-2:] == [
        "  one of: standard, zendesk, freshdesk, jira, servicenow",
        "  without it: standard",
    ]
    assert [line for line in describe("not").splitlines() if line.startswith("not")] == [
        "not (condition)",
        "not (operator)",
    ]


def test_a_section_is_shown_with_its_keys_and_its_example() -> None:
    told = describe("tiers")
    assert "  tier: the tier, 0 to 3" in told
    assert "- {tier: 0, when: {handled_by: bot}}" in told


def test_an_unknown_word_names_the_nearest() -> None:
    with pytest.raises(PolicyError, match="unknown word 'calender'; did you mean 'calendar'"):
        describe("calender")
