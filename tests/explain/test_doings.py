"""What the ledger says of the policy's own doings, worked out by hand (5 January 2026 is a Monday)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hindesk.policy.load import check_text
from hindesk.policy.values import Policy
from tests.explain.stories import checks_of, ledger_of
from tests.history_notation import Story, read_story

HEAD = "hindesk: 1\nname: Telling\ntime_zone: UTC\n"
SLA = "sla:\n  - {name: Everyone, calendar: always, targets: {resolution: {urgent: 3h, else: 4h}}%s}\n"


@pytest.fixture
def story(request: pytest.FixtureRequest) -> Story:
    return read_story(request.function.__doc__)


def policy(more: str = "", *, rule: str = "") -> Policy:
    """A policy whose tickets have four hours, urgent ones three, by the wall clock."""
    check = check_text(HEAD + SLA % rule + more)
    assert check.problems == ()
    assert check.policy is not None
    return check.policy


def test_reminders_and_levels_stand_at_their_instants_with_what_they_set_before_what_that_changes(story: Story) -> None:
    """A ticket that nobody solves.

    09:00 created status=open priority=low
    14:30 status=solved
    """
    told = (
        ", remind: [{metric: resolution, before: 30m, to: [assignee]}]"
        ", escalate: {resolution: [{level: 1, before: 10m, to: [team], set: {priority: urgent}},"
        " {level: 2, after: 1h, to: [team, {manager_of: team}]}]}"
    )

    assert ledger_of(story, policy(rule=told)) == [
        "09:00 starts: created; 4h 00m in always by Everyone, due 2026-01-05 13:00",
        "12:30 reminds: tells assignee; due 2026-01-05 13:00",
        "12:50 escalates: level 1; tells team; sets priority to urgent; due 2026-01-05 13:00",
        (
            "12:50 changes: priority low → urgent; target 4h 00m → 3h 00m; "
            "breached by that: its time was used up 2026-01-05 12:00"
        ),
        "13:00 escalates: level 2; tells team, manager of the team; due 2026-01-05 12:00",
        "14:30 stops: status is solved; 5h 30m of 3h 00m used",
        "14:30 stays stopped: breached by 2h 30m",
    ]


def test_a_level_at_due_follows_the_breach_that_it_tells_of(story: Story) -> None:
    """A ticket that is solved late.

    09:00 created status=open priority=low
    14:00 status=solved
    """
    told = ", escalate: {resolution: [{level: 1, after: 0m, to: [team], set: {priority: urgent}}]}"

    assert ledger_of(story, policy(rule=told))[1:] == [
        "13:00 breached: 4h 00m used up",
        "13:00 escalates: level 1; tells team; sets priority to urgent; due 2026-01-05 13:00",
        "14:00 stops: status is solved; 5h 00m of 4h 00m used",
        "14:00 stays stopped: breached by 1h 00m",
    ]


def test_rules_that_act_stand_between_the_event_and_the_clocks_that_follow(story: Story) -> None:
    """An urgent ticket, and one that waits.

    09:00 created status=open priority=low
    10:00 customer_message
    12:00 now
    """
    acting = """\
tasks: {Call back: {team: desk, target: 1h, calendar: always, done: merged}}
automation:
  on_create:
    - {name: Label, when: {priority: low}, do: [{tag: small}, {set: {team: desk}}]}
  on_update:
    - {name: Raise, on: customer_message, do: [{set: {priority: urgent}}, {notify: [team]}, {task: Call back}]}
  on_time:
    - {name: Look, since: created, after: 2h, do: {notify: [assignee]}}
"""

    assert ledger_of(story, policy(acting)) == [
        "09:00 acts: Label; sets team to desk; tags small",
        "09:00 starts: created; 4h 00m in always by Everyone, due 2026-01-05 13:00",
        "10:00 acts: Raise; tells team; sets priority to urgent; begins Call back",
        ("10:00 changes: priority low → urgent; target 4h 00m → 3h 00m; due 2026-01-05 12:00, before 2026-01-05 13:00"),
        "10:00 starts: task:Call back; 1h 00m in always, due 2026-01-05 11:00",
        "11:00 acts: Look; tells assignee",
        "11:00 breached: 1h 00m used up",
        "12:00 still running: 0s left, due 2026-01-05 12:00",
        "12:00 still open: breached by 1h 00m",
    ]


def test_a_thank_you_that_keeps_a_ticket_solved_is_told(story: Story) -> None:
    """Thanks for the solution.

    09:00 created status=open priority=low
    10:00 status=solved
    11:00 customer_message
    12:00 now
    """
    *before, said = story.history.events
    thanks = Story(replace(story.history, events=(*before, replace(said, value="Thank you!"))), story.now)

    assert ledger_of(thanks, policy("thanks: {phrases: ['^thank you']}\n"))[2:] == [
        "11:00 stays solved: the customer only says thanks",
        "12:00 stays stopped: met with 3h 00m to spare",
    ]


def test_a_rule_that_asks_for_a_tag_sees_the_one_that_the_policy_gave(story: Story) -> None:
    """A small ticket.

    09:00 created status=open priority=low
    10:00 now
    """
    tagged = """\
automation:
  on_create: [{name: Label, do: {tag: small}}]
"""
    judged_by = policy(tagged, rule=", when: {tags: {contains: small}}")

    assert [(check.rule, check.matches, check.because) for check in checks_of(story, judged_by)] == [
        ("Everyone", True, "tags contains small – the ticket's is small (by the policy)")
    ]


def test_a_change_that_would_reopen_a_ticket_right_before_its_thanks_is_left_out(story: Story) -> None:
    """Thanks that a help desk writes down after the reopening.

    09:00 created status=open priority=low
    10:00 status=solved
    11:00 status=open by=system
    11:00 customer_message says="Thank you!"
    12:00 now
    """
    assert ledger_of(story, policy("thanks: {phrases: ['^thank you']}\n"))[2:] == [
        "11:00 stays solved: the customer only says thanks",
        "12:00 stays stopped: met with 3h 00m to spare",
    ]
