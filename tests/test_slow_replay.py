"""Examples worked out by hand: each docstring tells a ticket (5 January 2026 is a Monday), each test what is due."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hindesk.policy import values
from tests.history_notation import Story, instant, read_story
from tests.slow.policies import HOUR, by_priority, policy, rule
from tests.slow_replay import ClockRow, replay_slowly
from tests.standard_metrics import FIRST_RESPONSE, NEXT_RESPONSE, OWNERSHIP, UPDATE, field, on


@pytest.fixture
def story(request: pytest.FixtureRequest) -> Story:
    return read_story(request.function.__doc__)


def clocks(story: Story, judged_by: values.Policy) -> list[ClockRow]:
    return list(replay_slowly(story.history, judged_by, story.now).clocks)


def clock(story: Story, judged_by: values.Policy) -> ClockRow:
    (row,) = clocks(story, judged_by)
    return row


def test_a_clock_counts_open_hours_only(story: Story) -> None:
    """Solved on the second day.

    2026-01-05 15:00 created
    2026-01-06 10:00 status=solved
    """
    row = clock(story, policy(rule(4)))
    assert (row.verdict, row.elapsed, row.due) == ("met", 3 * HOUR, instant("2026-01-06 11:00"))
    assert (row.started, row.stopped) == (instant("2026-01-05 15:00"), instant("2026-01-06 10:00"))


def test_a_stop_at_the_due_instant_is_in_time(story: Story) -> None:
    """Solved to the second.

    09:00 created
    13:00 status=solved
    """
    assert clock(story, policy(rule(4))).verdict == "met"


def test_a_stop_a_microsecond_after_due_is_a_breach(story: Story) -> None:
    """Solved just too late.

    09:00 created
    13:00:00.000001 status=solved
    """
    row = clock(story, policy(rule(4)))
    assert (row.verdict, row.due, row.elapsed) == ("breached", instant("2026-01-05 13:00"), 4 * HOUR + 1)


def test_a_running_clock_past_its_target_is_breached(story: Story) -> None:
    """Never solved.

    09:00 created
    14:00 now
    """
    row = clock(story, policy(rule(4)))
    assert (row.verdict, row.stopped, row.elapsed) == ("breached", None, 5 * HOUR)


def test_events_after_the_judgement_do_not_count(story: Story) -> None:
    """Judged at noon.

    09:00 created
    12:00 now
    13:00 status=solved
    """
    row = clock(story, policy(rule(4)))
    assert (row.verdict, row.due) == ("running", instant("2026-01-05 13:00"))


def test_a_pause_moves_due(story: Story) -> None:
    """Waiting for three hours.

    09:00 created
    10:00 status=waiting_on_customer
    13:00 status=open
    15:00 status=solved
    """
    row = clock(story, policy(rule(4)))
    assert (row.verdict, row.elapsed, row.paused) == ("met", 3 * HOUR, 3 * HOUR)
    assert row.due == instant("2026-01-05 16:00")


def test_a_pause_outside_hours_costs_nothing(story: Story) -> None:
    """Waiting overnight.

    2026-01-05 16:00 created
    18:00 status=waiting_on_customer
    2026-01-06 08:00 status=open
    10:00 now
    """
    row = clock(story, policy(rule(4)))
    assert (row.elapsed, row.paused, row.due) == (2 * HOUR, 0, instant("2026-01-06 12:00"))


def test_a_paused_clock_is_due_as_if_it_ran_on_now(story: Story) -> None:
    """Still waiting at three.

    09:00 created
    10:00 status=waiting_on_customer
    15:00 now
    """
    row = clock(story, policy(rule(4)))
    assert (row.verdict, row.due) == ("paused", instant("2026-01-06 10:00"))


def test_a_clock_used_up_when_it_pauses_is_due_then(story: Story) -> None:
    """Waiting from the very due instant.

    09:00 created
    13:00 status=waiting_on_customer
    16:00 now
    """
    row = clock(story, policy(rule(4)))
    assert (row.verdict, row.due, row.elapsed) == ("paused", instant("2026-01-05 13:00"), 4 * HOUR)


def test_a_breach_stays_when_the_clock_pauses(story: Story) -> None:
    """Waiting too late.

    09:00 created
    14:00 status=waiting_on_customer
    16:00 now
    """
    row = clock(story, policy(rule(4)))
    assert (row.verdict, row.due) == ("breached", instant("2026-01-05 13:00"))


def test_a_rule_pauses_in_its_own_way(story: Story) -> None:
    """On hold for an hour, waiting for an hour.

    09:00 created
    10:00 status=on_hold
    11:00 status=waiting_on_customer
    12:00 now
    """
    own = replace(rule(4), pause={"resolution": field("status", "on_hold")})
    row = clock(story, policy(own))
    assert (row.elapsed, row.paused, row.verdict) == (2 * HOUR, HOUR, "running")


def test_a_reopened_clock_resumes_and_the_time_between_is_nothing(story: Story) -> None:
    """Solved, reopened, solved.

    09:00 created
    11:00 status=solved
    13:00 status=open
    14:00 status=solved
    """
    row = clock(story, policy(rule(4)))
    assert (row.elapsed, row.paused, row.verdict) == (3 * HOUR, 0, "met")
    assert (row.stopped, row.due) == (instant("2026-01-05 14:00"), instant("2026-01-05 15:00"))


def test_a_ticket_created_solved_has_no_resolution_clock(story: Story) -> None:
    """Created solved, and closed a day later.

    09:00 created status=solved
    10:00 status=closed
    """
    assert clocks(story, policy(rule(4))) == []


def test_a_ticket_created_solved_is_resolved_from_its_reopening_on(story: Story) -> None:
    """Created solved, then opened.

    09:00 created status=solved
    10:00 status=open
    11:00 status=solved
    """
    (row,) = clocks(story, policy(rule(4)))
    assert (row.started, row.elapsed, row.verdict) == (instant("2026-01-05 10:00"), HOUR, "met")


def test_a_clock_that_never_had_a_target_gives_no_row(story: Story) -> None:
    """Always low.

    09:00 created priority=low
    12:00 status=solved
    """
    assert clocks(story, policy(rule(by_priority(None, urgent=4)))) == []


@pytest.mark.parametrize(("landing", "due"), [("close", "2026-01-05 17:00"), ("next_open", "2026-01-06 09:00")])
def test_landing_on_closing_time(story: Story, landing: values.Landing, due: str) -> None:
    """Four hours before closing.

    13:00 created
    14:00 now
    """
    assert clock(story, policy(rule(4), landing=landing)).due == instant(due)


@pytest.mark.parametrize("landing", ["close", "next_open"])
def test_a_stop_before_opening_after_landing_is_in_time(story: Story, landing: values.Landing) -> None:
    """Four hours before closing, solved in the evening.

    13:00 created
    20:00 status=solved
    """
    assert clock(story, policy(rule(4), landing=landing)).verdict == "met"


def test_a_target_of_nothing_is_due_at_the_start_or_at_the_next_opening() -> None:
    """At the start inside hours; outside them, also at closing time itself, when they begin again."""
    due = {
        start: clock(read_story(f"{start} created\n18:00 now"), policy(rule(0))).due
        for start in ("10:00", "17:00", "17:30")
    }
    opening = instant("2026-01-06 09:00")
    assert due == {"10:00": instant("2026-01-05 10:00"), "17:00": opening, "17:30": opening}


def test_events_of_one_instant_happen_one_after_the_other(story: Story) -> None:
    """Solved and reopened at once, after being urgent for no time at all.

    09:00 created priority=low
    11:00 priority=urgent status=solved
    11:00 status=open priority=low
    12:00 status=solved
    """
    row = clock(story, policy(rule(by_priority(8, urgent=1))))
    assert (row.verdict, row.due, row.elapsed) == ("breached", instant("2026-01-05 10:00"), 3 * HOUR)


def test_a_first_response_is_a_public_message_by_a_person(story: Story) -> None:
    """A bot, two automatic mails and a note come first.

    09:00 created
    09:01 bot_reply
    09:02 automatic_reply
    09:03 agent_automatic by=kim
    09:30 agent_note
    10:00 agent_reply by=kim
    """
    row = clock(story, policy(rule(1, metric="first_response"), metric=FIRST_RESPONSE))
    assert (row.verdict, row.elapsed) == ("met", HOUR)


def test_next_responses_follow_the_first_reply_one_clock_a_cycle(story: Story) -> None:
    """Impatient before the first reply, then two rounds.

    09:00 created
    09:10 customer_message
    09:30 agent_reply
    10:00 customer_message
    10:05 customer_message
    10:20 agent_reply
    11:00 customer_message
    12:00 now
    """
    first, second = clocks(story, policy(rule(0.5, metric="next_response"), metric=NEXT_RESPONSE))
    assert (first.cycle, first.started, first.verdict) == (0, instant("2026-01-05 10:00"), "met")
    assert (second.cycle, second.elapsed, second.verdict) == (1, HOUR, "breached")


def test_solving_cancels_an_open_next_response_but_not_its_breach() -> None:
    """A quarter of an hour is in time, three quarters are too late."""
    judged_by = policy(rule(0.5, metric="next_response"), metric=NEXT_RESPONSE)
    text = "09:00 created\n09:30 agent_reply\n10:00 customer_message\n10:{} status=solved"
    assert clock(read_story(text.format(15)), judged_by).verdict == "cancelled"
    late = clock(read_story(text.format(45)), judged_by)
    assert (late.verdict, late.stopped) == ("breached", instant("2026-01-05 10:45"))


def test_after_means_by_an_earlier_event(story: Story) -> None:
    """The customer asks, and asks again.

    09:00 created
    10:00 customer_message
    11:00 customer_message
    12:00 now
    """
    again = replace(NEXT_RESPONSE, after=(on("customer_message"),))
    assert clock(story, policy(rule(4, metric="next_response"), metric=again)).started == instant("2026-01-05 11:00")


def test_an_update_clock_stops_and_starts_with_the_same_message(story: Story) -> None:
    """Three updates.

    09:00 created
    10:00 agent_reply
    11:00 agent_reply
    13:00 agent_reply
    """
    rows = clocks(story, policy(rule(1, metric="update"), metric=UPDATE))
    assert [(row.elapsed, row.verdict) for row in rows] == [(HOUR, "met"), (2 * HOUR, "breached"), (0, "running")]


def test_an_ownership_clock_belongs_to_the_team_that_gives_the_ticket_away(story: Story) -> None:
    """From one team to the other.

    09:00 created team=billing
    11:00 team=network
    12:00 now
    """
    rows = clocks(story, policy(rule(1.5, metric="ownership"), metric=OWNERSHIP))
    assert [(row.team, row.verdict) for row in rows] == [("billing", "breached"), ("network", "running")]
