"""The refusal of policies whose own changes to a ticket come to no end."""

from __future__ import annotations

import pytest

from hindesk.errors import PolicyError
from hindesk.policy.load import check_text
from hindesk.replay.endless import cycle_in
from tests.history_notation import read_story
from tests.replay.desks import replay_desk

POLICY = """\
hindesk: 1
name: Loop
time_zone: UTC
automation:
  on_update:
    - {name: aside, on: customer_message, do: {tag: heard}}
    - {name: wait, on: {changed: status}, when: {status: open}, do: {set: {status: pending}}}
  on_time:
    - {name: wake, after: 1m, since: waiting_on_customer, do: {set: {status: open}}}
statuses: {pending: waiting_on_customer}
sla:
  - {name: all, calendar: always, targets: {resolution: 8h}}
"""


@pytest.mark.parametrize(
    ("numbers", "cycle"),
    [([], []), ([3], [3]), ([4, 4], [4]), ([5, 2, 1, 3, 2, 1, 3], [1, 3, 2]), ([1, 2, 3], [1, 2, 3])],
)
def test_a_cycle_is_the_shortest_that_repeats_at_the_end(numbers: list[int], cycle: list[int]) -> None:
    assert cycle_in(numbers) == cycle


def test_rules_in_time_and_after_events_that_wake_each_other_are_refused_with_their_cycle() -> None:
    judged_by = check_text(POLICY).policy
    assert judged_by is not None
    story = read_story("09:00 created status=open\n10:00 customer_message\n10:30 status=pending\n23:00 now")
    with pytest.raises(PolicyError, match=r"'wait' \(line 7\) → 'wake' \(line 9\) → 'wait' \(line 7\)"):
        replay_desk((story.history,), judged_by, story.now)
