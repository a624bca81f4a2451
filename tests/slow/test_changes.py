"""Examples worked out by hand: what happens to a clock when its rule, its target or its calendar changes."""

from __future__ import annotations

import pytest

from hindesk.policy import values
from tests.history_notation import Story, instant, read_story
from tests.slow.policies import HOUR, MINUTE, by_priority, policy, rule
from tests.slow_replay import ClockRow, replay_slowly
from tests.standard_metrics import field


@pytest.fixture
def story(request: pytest.FixtureRequest) -> Story:
    return read_story(request.function.__doc__)


def clocks(story: Story, judged_by: values.Policy) -> list[ClockRow]:
    return list(replay_slowly(story.history, judged_by, story.now).clocks)


def clock(story: Story, judged_by: values.Policy) -> ClockRow:
    (row,) = clocks(story, judged_by)
    return row


URGENT = field("priority", "urgent")


def test_carry_keeps_what_has_elapsed(story: Story) -> None:
    """Urgent after two hours.

    09:00 created priority=low
    11:00 priority=urgent
    11:30 now
    """
    row = clock(story, policy(rule(by_priority(8, urgent=3))))
    assert (row.verdict, row.elapsed, row.target) == ("running", 150 * MINUTE, 3 * HOUR)
    assert row.due == row.due_recorded == instant("2026-01-05 12:00")


def test_carry_to_a_target_already_used_up_is_due_in_the_past(story: Story) -> None:
    """Urgent after five hours.

    09:00 created priority=low
    14:00 priority=urgent
    14:00 status=solved
    """
    row = clock(story, policy(rule(by_priority(8, urgent=3))))
    assert (row.verdict, row.due) == ("breached", instant("2026-01-05 12:00"))
    assert row.due_recorded == instant("2026-01-05 14:00")


def test_a_change_to_a_target_used_up_to_the_instant_is_no_breach(story: Story) -> None:
    """Urgent after three hours.

    09:00 created priority=low
    12:00 priority=urgent
    12:00 status=solved
    """
    assert clock(story, policy(rule(by_priority(8, urgent=3)))).verdict == "met"


def test_a_breach_keeps_the_target_that_it_broke_when_the_target_grows(story: Story) -> None:
    """Low after the breach.

    09:00 created priority=urgent
    13:00 priority=low
    14:00 status=solved
    """
    row = clock(story, policy(rule(by_priority(8, urgent=3))))
    assert (row.verdict, row.due, row.target) == ("breached", instant("2026-01-05 12:00"), 3 * HOUR)


def test_a_longer_target_gives_a_new_due(story: Story) -> None:
    """Low before the breach.

    09:00 created priority=urgent
    11:00 priority=low
    14:00 status=solved
    """
    row = clock(story, policy(rule(by_priority(6, urgent=3))))
    assert (row.verdict, row.due) == ("met", instant("2026-01-05 15:00"))


def test_looking_back_skips_pauses(story: Story) -> None:
    """Two hours, a pause, two hours, then urgent.

    09:00 created priority=low
    11:00 status=waiting_on_customer
    12:00 status=open
    14:00 priority=urgent
    14:00 now
    """
    row = clock(story, policy(rule(by_priority(8, urgent=3))))
    assert (row.verdict, row.due, row.due_recorded) == (
        "breached",
        instant("2026-01-05 13:00"),
        instant("2026-01-05 14:00"),
    )


def test_restart_ends_the_clock_without_a_verdict(story: Story) -> None:
    """Urgent after two hours.

    09:00 created priority=low team=billing
    11:00 priority=urgent
    13:00 status=solved
    """
    low, urgent = clocks(story, policy(rule(by_priority(8, urgent=3), on_change="restart")))
    assert (low.cycle, low.verdict, low.elapsed, low.stopped) == (0, "cancelled", 2 * HOUR, urgent.started)
    assert (urgent.cycle, urgent.verdict, urgent.elapsed) == (1, "met", 2 * HOUR)
    assert (low.priority, urgent.priority, low.team) == ("low", "urgent", "billing")


def test_restart_keeps_a_breach(story: Story) -> None:
    """Low after the breach.

    09:00 created priority=urgent
    13:00 priority=low
    13:30 now
    """
    urgent, low = clocks(story, policy(rule(by_priority(8, urgent=3), on_change="restart")))
    assert (urgent.verdict, urgent.stopped, low.verdict) == ("breached", instant("2026-01-05 13:00"), "running")


def test_backdate_counts_again_in_the_new_calendar(story: Story) -> None:
    """Three hours of night before the office opens; urgent at noon.

    06:00 created priority=low
    12:00 priority=urgent
    13:00 now
    """
    urgent = rule(4, URGENT, calendar="always", on_change="backdate")
    row = clock(story, policy(urgent, rule(8)))
    assert (row.verdict, row.elapsed, row.due) == ("breached", 7 * HOUR, instant("2026-01-05 10:00"))
    assert row.due_recorded == instant("2026-01-05 12:00")


def test_backdate_counts_pauses_again(story: Story) -> None:
    """Paused from five to eight.

    05:00 created priority=low
    05:00 status=waiting_on_customer
    08:00 status=open
    10:00 priority=urgent
    10:00 now
    """
    urgent = rule(4, URGENT, calendar="early", on_change="backdate")
    row = clock(story, policy(urgent, rule(8)))
    assert (row.elapsed, row.paused, row.due) == (2 * HOUR, 2 * HOUR, instant("2026-01-05 12:00"))


def test_carry_counts_in_the_new_calendar_from_the_change_on(story: Story) -> None:
    """One office hour, then round the clock.

    06:00 created priority=low
    10:00 priority=urgent
    19:00 now
    """
    row = clock(story, policy(rule(20, URGENT, calendar="always"), rule(8)))
    assert (row.calendar, row.elapsed, row.due) == ("always", 10 * HOUR, instant("2026-01-06 05:00"))


def test_a_target_that_goes_away_cancels_and_comes_back(story: Story) -> None:
    """Low tickets have no target.

    09:00 created priority=urgent
    10:00 priority=low
    12:00 now
    """
    judged_by = policy(rule(by_priority(None, urgent=4)))
    gone = clock(story, judged_by)
    assert (gone.verdict, gone.target, gone.due) == ("cancelled", 4 * HOUR, instant("2026-01-05 13:00"))
    back = read_story(f"{story_text(story)}\n12:00 priority=urgent\n12:30 status=solved")
    row = clock(back, judged_by)
    assert (row.verdict, row.elapsed, row.due) == ("met", 210 * MINUTE, instant("2026-01-05 13:00"))


def story_text(story: Story) -> str:
    assert story.history.openings["priority"] == "urgent"
    return "09:00 created priority=urgent\n10:00 priority=low"
