"""What the ledger says of single clocks, worked out by hand (5 January 2026 is a Monday; the office opens 9 to 17)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hindesk.events import Knows
from hindesk.policy import values
from hindesk.policy.automation import Task
from tests.explain.stories import ledger_of
from tests.history_notation import EVERYTHING, Story, read_story
from tests.replay.acting import acting, does, upon, working
from tests.slow.policies import HOUR, by_priority, policy, rule
from tests.standard_metrics import FIRST_RESPONSE, NEXT_RESPONSE, RESOLUTION, field, moved, on, when


@pytest.fixture
def story(request: pytest.FixtureRequest) -> Story:
    return read_story(request.function.__doc__)


def test_a_clock_that_pauses_and_runs_on_is_due_later(story: Story) -> None:
    """A wait for the customer.

    09:00 created status=new
    10:00 status=waiting_on_customer
    12:00 status=open
    14:00 status=solved
    16:00 now
    """
    assert ledger_of(story, policy(rule(4))) == [
        "09:00 starts: created; 4h 00m in office by office 4, due 2026-01-05 13:00",
        "10:00 pauses: status is waiting_on_customer",
        "12:00 runs on: status waiting_on_customer → open; 3h 00m left, due 2026-01-05 15:00",
        "14:00 stops: status is solved; 3h 00m of 4h 00m used",
        "16:00 stays stopped: met with 1h 00m to spare",
    ]


def test_a_breach_stands_where_the_time_was_used_up(story: Story) -> None:
    """A late answer.

    16:00 created
    2026-01-06 12:00 agent_reply
    """
    judged_by = policy(rule(2, metric="first_response"), metric=FIRST_RESPONSE)

    assert ledger_of(story, judged_by) == [
        "16:00 starts: created; 2h 00m in office by office 2, due 2026-01-06 10:00",
        "10:00 breached: 2h 00m used up",
        "12:00 stops: agent_reply; breached by 2h 00m",
    ]


def test_a_raised_priority_may_break_the_target_in_hindsight(story: Story) -> None:
    """A priority raised late.

    09:00 created priority=low
    11:00 priority=urgent
    12:00 status=waiting_on_customer
    13:00 now
    """
    assert ledger_of(story, policy(rule(by_priority(8, urgent=1)))) == [
        "09:00 starts: created; 8h 00m in office by office, due 2026-01-05 17:00",
        (
            "11:00 changes: priority low → urgent; target 8h 00m → 1h 00m; "
            "breached by that: its time was used up 2026-01-05 10:00"
        ),
        "12:00 pauses: status is waiting_on_customer",
        "13:00 still open: breached by 2h 00m",
    ]


def test_events_of_one_instant_are_told_one_after_the_other(story: Story) -> None:
    """Several changes at ten.

    09:00 created priority=low
    10:00 priority=high
    10:00 status=waiting_on_customer
    10:00 status=open
    10:00 priority=low
    11:00 now
    """
    assert ledger_of(story, policy(rule(by_priority(8, high=4)))) == [
        "09:00 starts: created; 8h 00m in office by office, due 2026-01-05 17:00",
        "10:00 changes: priority low → high; target 8h 00m → 4h 00m; due 2026-01-05 13:00, before 2026-01-05 17:00",
        "10:00 pauses: status is waiting_on_customer",
        "10:00 runs on: status waiting_on_customer → open; 3h 00m left, due 2026-01-05 13:00",
        "10:00 changes: priority high → low; target 4h 00m → 8h 00m; due 2026-01-05 17:00, before 2026-01-05 13:00",
        "11:00 still running: 6h 00m left, due 2026-01-05 17:00",
    ]


def test_another_rule_brings_its_calendar_and_a_rule_that_is_gone_its_target(story: Story) -> None:
    """Two other priorities.

    09:00 created priority=low
    10:00 priority=high
    11:00 priority=urgent
    12:00 now
    """
    judged_by = policy(rule(4, field("priority", "low")), rule(4, field("priority", "high"), calendar="always"))

    assert ledger_of(story, judged_by) == [
        "09:00 starts: created; 4h 00m in office by office 4, due 2026-01-05 13:00",
        (
            "10:00 changes: priority low → high; rule office 4 → always 4; calendar office → always; "
            "due 2026-01-05 13:00, before 2026-01-05 13:00"
        ),
        "11:00 changes: priority high → urgent; rule always 4 → none; target 4h 00m → none",
        "12:00 still open: no verdict",
    ]


def test_a_rule_that_restarts_ends_one_clock_and_starts_another(story: Story) -> None:
    """One change.

    09:00 created priority=low
    10:00 priority=high
    12:00 status=solved
    """
    judged_by = policy(rule(4, field("priority", "low")), rule(2, on_change="restart"))

    assert ledger_of(story, judged_by) == [
        "09:00 starts: created; 4h 00m in office by office 4, due 2026-01-05 13:00",
        "10:00 ends: priority low → high; no verdict",
        "10:00 starts: called for earlier; priority low → high; 2h 00m in office by office 2, due 2026-01-05 12:00",
        "12:00 stops: status is solved; 2h 00m of 2h 00m used",
        "12:00 stays stopped: met with 0s to spare",
    ]


def test_a_rule_that_restarts_takes_over_a_clock_in_the_event_that_resumes_it(story: Story) -> None:
    """A change while it is solved.

    09:00 created status=open priority=low
    10:00 status=solved
    11:00 priority=high
    12:00 status=open
    13:00 now
    """
    judged_by = policy(rule(4, field("priority", "low")), rule(2, on_change="restart"))

    assert ledger_of(story, judged_by) == [
        "09:00 starts: created; 4h 00m in office by office 4, due 2026-01-05 13:00",
        "10:00 stops: status is solved; 1h 00m of 4h 00m used",
        "12:00 ends: status solved → open; no verdict",
        "12:00 starts: called for earlier; status solved → open; 2h 00m in office by office 2, due 2026-01-05 14:00",
        "13:00 still running: 1h 00m left, due 2026-01-05 14:00",
    ]


def test_a_restarted_clock_counts_nothing_of_what_ran_before(story: Story) -> None:
    """A hand-over.

    09:00 created team=desk
    13:00 team=field
    14:00 now
    """
    metric = replace(RESOLUTION, restart=(moved("team"),))

    assert ledger_of(story, policy(rule(2), metric=metric)) == [
        "09:00 starts: created; 2h 00m in office by office 2, due 2026-01-05 11:00",
        "11:00 breached: 2h 00m used up",
        "13:00 begins again: team desk → field; 2h 00m in office by office 2, due 2026-01-05 15:00",
        "14:00 still running: 1h 00m left, due 2026-01-05 15:00",
    ]


def test_a_reply_that_is_owed_starts_its_clock_at_the_reopening(story: Story) -> None:
    """A customer who writes before the ticket is open again.

    09:00 created status=open
    09:30 agent_reply
    10:00 status=solved
    11:00 customer_message
    12:00 status=open
    13:00 agent_reply
    """
    judged_by = policy(rule(2, metric="next_response"), metric=NEXT_RESPONSE)

    assert ledger_of(story, judged_by) == [
        "12:00 starts: called for earlier; status solved → open; 2h 00m in office by office 2, due 2026-01-05 14:00",
        "13:00 stops: agent_reply; met with 1h 00m to spare",
    ]


def test_a_merge_ends_a_clock_and_a_cancel_gives_it_no_verdict(story: Story) -> None:
    """Spam.

    09:00 created status=open
    10:00 status=spam
    """
    metric = replace(FIRST_RESPONSE, cancel=(when(field("status", "spam")),))

    assert ledger_of(story, policy(rule(2, metric="first_response"), metric=metric))[1:] == [
        "10:00 cancelled: status is spam – the ticket's is spam (open); no verdict"
    ]
    merged = read_story("09:00 created\n10:00 merged")
    assert ledger_of(merged, policy(rule(2)))[1:] == ["10:00 ends: merged; no verdict"]


def test_what_the_history_can_not_tell_is_said(story: Story) -> None:
    """A ticket that is solved late.

    09:00 created
    13:00 status=solved
    """
    blind = Story(replace(story.history, knows=EVERYTHING & ~Knows.STATUSES), story.now)
    unsolved = Story(replace(blind.history, knows=EVERYTHING & ~Knows.STATUSES & ~Knows.SOLVED), story.now)

    assert ledger_of(blind, policy(rule(2)))[1:] == [
        "11:00 breached: 2h 00m used up, as far as the history can tell",
        "13:00 stops: status is solved; 4h 00m of 2h 00m used",
        "13:00 stays stopped: can't be judged (no status history)",
    ]
    assert ledger_of(unsolved, policy(rule(2))) == ["13:00 from creation on: can't be judged (no instant of solution)"]


def test_a_clock_without_a_target_is_left_out(story: Story) -> None:
    """A quiet ticket.

    09:00 created
    10:00 now
    """
    assert ledger_of(story, policy(rule(2, field("priority", "urgent")))) == []


def test_a_task_s_clock_starts_as_a_rule_begins_it() -> None:
    story = read_story("09:00 created team=desk\n10:00 customer_message\n11:00 team=billing\n12:00 now")
    call = Task("call", "desk", values.Duration(2 * HOUR), "office")
    judged_by = acting(working(policy(), call), upon("begin", does("call"), on("customer_message")))
    assert ledger_of(story, judged_by) == [
        "10:00 acts: begin; begins call",
        "10:00 starts: task:call; 2h 00m in office, due 2026-01-05 12:00",
        "11:00 stops: team is desk – the ticket's is billing; met with 1h 00m to spare",
    ]
