"""From when the time of rules counts, on stories."""

from __future__ import annotations

import pytest

from hindesk.explain.since import since_when
from hindesk.policy.automation import Since
from tests.explain.stories import clock, walked
from tests.explain.test_doings import policy
from tests.history_notation import read_story

STORY = """
    09:00 created status=open
    10:00 customer_message
    10:10 agent_reply
    10:20 status=waiting_on_customer assignee=Kim
    10:40 assignee=
    11:00 customer_message
    11:10 now
"""


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("created", "09:00"),
        ("customer_message", "11:00"),
        ("agent_reply", "10:10"),
        ("unassigned", "10:40"),
        ("waiting_on_customer", "10:20"),
        ("due", "13:00"),
    ],
)
def test_time_counts_from_the_last_such_instant(since: Since, expected: str) -> None:
    compiled, found = walked(read_story(STORY), policy())

    at = since_when(since, compiled, found)
    assert at is not None
    assert clock(at) == expected


@pytest.mark.parametrize("since", ["customer_message", "agent_reply", "unassigned", "waiting_on_customer", "due"])
def test_what_never_was_or_is_over_counts_from_nothing(since: Since) -> None:
    story = "09:00 created status=waiting_on_customer\n10:00 status=solved assignee=Kim\n11:00 now"

    assert since_when(since, *walked(read_story(story), policy())) is None
