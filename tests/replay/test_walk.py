"""What the walk does with single clocks, worked out by hand (5 January 2026 is a Monday)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hindesk.events import Knows
from hindesk.policy import values
from tests.history_notation import EVERYTHING, Story, instant, read_story
from tests.replay.desks import replay_desk
from tests.replay.records import Clock, fast_clocks
from tests.slow.policies import HOUR, by_priority, policy, rule
from tests.standard_metrics import FIRST_RESPONSE, NEXT_RESPONSE, RESOLUTION, field, moved, on, when

LOW = field("priority", "low")
URGENT = field("priority", "urgent")


@pytest.fixture
def story(request: pytest.FixtureRequest) -> Story:
    return read_story(request.function.__doc__)


def clocks(story: Story, judged_by: values.Policy) -> list[Clock]:
    compiled, dictionary, rows = replay_desk((story.history,), judged_by, story.now)
    return fast_clocks(compiled, dictionary, rows, 0)


def clock(story: Story, judged_by: values.Policy) -> Clock:
    (row,) = clocks(story, judged_by)
    return row


def forgetting(story: Story, *parts: Knows) -> Story:
    knows = EVERYTHING
    for part in parts:
        knows &= ~part
    return Story(replace(story.history, knows=knows), story.now)


def test_a_breached_clock_pauses_as_the_rule_that_it_broke_says(story: Story) -> None:
    """Urgent an hour after the breach, then on hold for two hours.

    09:00 created priority=low
    11:00 priority=urgent
    12:00 status=on_hold
    14:00 status=open
    15:00 now
    """
    low = replace(rule(1, LOW), pause={"resolution": field("status", "on_hold")})
    row = clock(story, policy(low, rule(4, URGENT)))
    assert (row["verdict"], row["rule"], row["elapsed"], row["paused"]) == (
        "breached",
        "office 1",
        4 * HOUR,
        2 * HOUR,
    )


def test_a_clock_that_resumes_by_a_message_takes_what_changed_while_it_was_stopped(story: Story) -> None:
    """Urgent while the clock is stopped; that change stops it too.

    09:00 created priority=low
    10:00 agent_reply
    11:00 priority=urgent
    12:00 customer_message
    13:00 now
    """
    answered = replace(RESOLUTION, stop=(on("agent_reply"), moved("priority")))
    row = clock(story, policy(rule(by_priority(8, urgent=3)), metric=answered))
    assert (row["verdict"], row["target"], row["elapsed"]) == ("running", 3 * HOUR, 2 * HOUR)
    assert row["due"] == instant("2026-01-05 14:00")


def test_a_resumed_clock_whose_cancel_condition_holds_ends_at_the_next_event(story: Story) -> None:
    """Urgent tickets are not measured; a rating is an event.

    09:00 created priority=low
    10:00 agent_reply
    11:00 priority=urgent
    12:00 rated
    13:00 now
    """
    cancelled = replace(RESOLUTION, stop=(on("agent_reply"),), cancel=(when(URGENT),))
    row = clock(story, policy(rule(8), metric=cancelled))
    assert (row["verdict"], row["stopped"]) == ("cancelled", instant("2026-01-05 12:00"))


def test_a_clock_that_ends_as_it_resumes_shows_who_had_the_ticket_just_before(story: Story) -> None:
    """Another rule is for tickets that are not new; it wants a clock of its own.

    09:00 created team=desk
    10:00 status=solved
    11:00 team=network
    12:00 status=open
    """
    judged_by = policy(rule(8, field("status", "new")), rule(4, on_change="restart"))
    first, second = clocks(story, judged_by)
    assert (first["verdict"], first["stopped"], first["team"]) == ("cancelled", second["started"], "network")


ANEW = replace(RESOLUTION, restart=(on("customer_message"),))


def test_a_restarted_clock_forgets_that_it_had_a_target(story: Story) -> None:
    """Low tickets have no target.

    09:00 created priority=urgent
    10:00 priority=low
    11:00 customer_message
    12:00 now
    """
    assert clocks(story, policy(rule(by_priority(None, urgent=4)), metric=ANEW)) == []


def test_a_restarted_clock_forgets_its_calendar(story: Story) -> None:
    """No rule is for low tickets; the first calendar after the restart opens at nine.

    06:00 created priority=urgent
    07:00 priority=low
    08:00 customer_message
    10:00 priority=high
    11:00 now
    """
    high = rule(8, field("priority", "high"))
    row = clock(story, policy(rule(4, URGENT, calendar="early"), high, metric=ANEW))
    assert (row["started"], row["calendar"], row["elapsed"]) == (instant("2026-01-05 08:00"), "office", 2 * HOUR)


def test_a_restarted_clock_forgets_pauses_that_history_does_not_tell(story: Story) -> None:
    """Low tickets may have paused; the urgent one, begun anew, may not.

    09:00 created priority=low
    10:00 priority=urgent
    10:30 customer_message
    16:00 now
    """
    metric = values.Metric("resolution", (on("created"),), (on("agent_reply"),), restart=(on("customer_message"),))
    low = replace(rule(8, LOW), pause={"resolution": field("status", "on_hold")})
    row = clock(forgetting(story, Knows.STATUSES, Knows.SOLVED), policy(low, rule(2, URGENT), metric=metric))
    assert (row["verdict"], row["missing"]) == ("breached", set())


def test_a_first_response_that_may_begin_anew_still_needs_the_first_reply_only(story: Story) -> None:
    """Urgent before the first reply.

    09:00 created priority=low
    10:00 priority=urgent
    11:00 agent_reply
    """
    anew = replace(FIRST_RESPONSE, restart=(moved("priority"),))
    row = clock(forgetting(story, Knows.MESSAGES), policy(rule(4, metric="first_response"), metric=anew))
    assert (row["verdict"], row["elapsed"]) == ("met", HOUR)


def test_looking_back_sees_a_clock_that_ran_for_no_time(story: Story) -> None:
    """Waiting from the very start, and urgent tickets are due at once.

    09:00 created priority=low
    09:00 status=waiting_on_customer
    10:00 priority=urgent
    12:00 now
    """
    row = clock(story, policy(rule(by_priority(8, urgent=0))))
    assert (row["verdict"], row["due"]) == ("paused", instant("2026-01-05 09:00"))
    assert row["due_recorded"] == instant("2026-01-05 10:00")


def test_a_message_that_comes_just_before_its_reopening_starts_the_next_response(story: Story) -> None:
    """The customer writes on a solved ticket; the help desk reopens it a minute later.

    09:00 created
    10:00 agent_reply
    10:00 status=solved
    11:00 customer_message
    11:01 status=open
    12:00 agent_reply
    """
    row = clock(story, policy(rule(4, metric="next_response"), metric=NEXT_RESPONSE))
    assert (row["started"], row["verdict"]) == (instant("2026-01-05 11:01"), "met")


def test_a_message_on_a_solved_ticket_that_was_answered_there_starts_nothing(story: Story) -> None:
    """Thanks and a last word; reopened for another reason the same day.

    09:00 created
    10:00 agent_reply
    10:00 status=solved
    11:00 customer_message
    11:30 agent_reply
    15:00 status=open
    16:00 now
    """
    assert clocks(story, policy(rule(4, metric="next_response"), metric=NEXT_RESPONSE)) == []


def test_a_due_instant_is_told_however_scarce_the_calendar_s_hours_are(story: Story) -> None:
    """A day of open time at one hour a week.

    09:00 created
    10:00 now
    """
    week = (((9 * 3600, 10 * 3600),), (), (), (), (), (), ())
    judged_by = policy(rule(24))
    scarce = {name: replace(calendar, week=week) for name, calendar in judged_by.calendars.items()}
    row = clock(story, replace(judged_by, calendars=scarce))
    assert row["due"] == instant("2026-06-15 10:00")


def test_a_target_that_backdating_takes_away_leaves_the_due_of_its_own_calendar(story: Story) -> None:
    """Low tickets are in early hours and have no target; urgent ones have eight office hours, from nine to five.

    15:00 created priority=urgent
    20:00 priority=low
    21:00 now
    """
    low = replace(rule(8, LOW, calendar="early"), targets={}, on_change="backdate")
    row = clock(story, policy(low, rule(8, URGENT)))
    assert (row["verdict"], row["due"]) == ("cancelled", instant("2026-01-06 15:00"))
