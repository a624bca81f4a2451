"""A policy in sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hindesk.policy.load import load_policy
from hindesk.policy.values import Policy
from hindesk.wording.changes import changes
from hindesk.wording.phrases import LANGUAGES, Language, phrases_of
from hindesk.wording.policy import statements
from tests.conftest import Golden
from tests.policies_at_random import policies
from tests.wording.desk import POLICY, policy_of, sentences

FILES = sorted((Path(__file__).parents[2] / "policies").glob("*.yaml"))
READY = [path for path in FILES if not path.name.endswith(".cases.yaml")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_of_a_policy_is_said(language: Language, golden: Golden) -> None:
    golden(f"wording/desk-{language}.txt", "\n".join(sentences(language=language)) + "\n")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", READY, ids=lambda path: path.stem)
def test_every_ready_policy_can_be_said(path: Path, language: Language) -> None:
    said = statements(load_policy(path), phrases_of(language))

    assert {rule.name for rule in load_policy(path).sla} <= {one.name for one in said}
    assert all(one.says for one in said)


@settings(max_examples=60, deadline=None)
@given(policy=policies(tells=True), language=st.sampled_from(LANGUAGES))
def test_any_policy_can_be_said_and_does_not_differ_from_itself(policy: Policy, language: Language) -> None:
    phrases = phrases_of(language)
    said = statements(policy, phrases)

    assert changes(said, said, phrases) == ()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "{level: 1, after: 0m,",
            "{level: 1, after: 5m,",
            "5 minutes of counted time after it is due, and again every",
        ),
        ("after: 1h, time: wall,", "after: 1bd,", "1 business day after it is due, tell everybody in the role leads"),
        ("before: 25%", "before: 10m", "10 minutes of counted time before it is due, tell the assignee"),
    ],
)
def test_a_notice_says_in_which_time_it_counts(old: str, new: str, says: str) -> None:
    assert old in POLICY
    assert any(says in sentence for sentence in sentences(POLICY.replace(old, new)))


def test_a_policy_without_a_section_says_nothing_of_it() -> None:
    small = "hindesk: 1\nname: S\ntime_zone: UTC\nsla:\n  - {name: All, calendar: always, targets: {resolution: 8h}}\n"

    assert {one.section for one in statements(policy_of(small), phrases_of("en"))} == {
        "policy",
        "metrics",
        "sla",
        "targets",
    }
