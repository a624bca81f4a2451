"""Reminders and escalations line by line of docs/concepts/escalation.md; the office is open from nine to five."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hindesk.events import Knows
from hindesk.policy import values
from hindesk.policy.escalation import Notice
from tests.history_notation import EVERYTHING, Story, instant, read_story
from tests.replay.ladders import LOW, TWO_DAYS, URGENT, WAITING, after, before, looking, sent, telling, times, told
from tests.slow.policies import HOUR, by_priority, policy, rule
from tests.standard_metrics import FIRST_RESPONSE, RESOLUTION, on


@pytest.fixture
def story(request: pytest.FixtureRequest) -> Story:
    return read_story(request.function.__doc__)


@pytest.mark.parametrize(
    ("target", "notice", "time"),
    [
        (4, before(0.5), "12:30"),
        (4, before(25, "percent"), "12:00"),
        (12, before(1, "business_day"), "13:00"),
        (4, after(0), "13:00"),
        (4, after(1), "14:00"),
        (4, after(50, "percent"), "15:00"),
        (4, after(1, "business_day"), "2026-01-06 13:00"),
        (8.5, before(1, "wall"), "2026-01-06 08:30"),
        (6, after(3, "wall"), "18:00"),
    ],
)
def test_a_notice_is_sent_at_its_distance_from_due(target: float, notice: Notice, time: str) -> None:
    found = sent(read_story(TWO_DAYS), policy(telling(rule(target), notice)))
    assert found == times((notice.level, time))


@pytest.mark.parametrize(("notice", "point"), [(before(25, "percent"), 7), (after(25, "percent"), 12)])
def test_a_quarter_of_ten_microseconds_is_three_before_and_two_after_due(notice: Notice, point: int) -> None:
    (found,) = told(read_story(TWO_DAYS), policy(telling(rule(values.Choice(values.Duration(10))), notice)))
    assert found["point"] == instant("2026-01-05 09:00") + point


@pytest.mark.parametrize(("target", "notice"), [(8, after(0)), (9, before(1)), (8, after(1, "wall"))])
def test_an_amount_that_is_used_up_at_closing_time_is_passed_at_the_next_opening(target: float, notice: Notice) -> None:
    found = sent(read_story(TWO_DAYS), policy(telling(rule(target), notice)))
    assert found == times((notice.level, "2026-01-06 09:00"))


def test_nobody_is_told_of_a_breach_whose_clock_stops_before_the_next_opening(story: Story) -> None:
    """Solved in the evening.

    09:00 created
    20:00 status=solved
    2026-01-07 10:00 now
    """
    assert told(story, policy(telling(rule(8), after(0)))) == []


def test_an_amount_that_is_used_up_when_a_pause_begins_is_passed_when_it_ends() -> None:
    found = sent(read_story(WAITING), policy(telling(rule(2), after(0))))
    assert found == times((1, "13:00"))


def test_pauses_put_off_what_comes_after_them() -> None:
    found = sent(read_story(WAITING), policy(telling(rule(4), before(1), before(0.5, "wall"), after(1))))
    assert found == times((0, "14:00"), (0, "14:30"), (1, "16:00"))


def test_a_reminder_longer_than_the_target_is_sent_where_the_clock_begins_to_count(story: Story) -> None:
    """Before the office opens.

    07:00 created
    10:00 now
    """
    assert sent(story, policy(telling(rule(4), before(8)))) == times((0, "09:00"))


def test_a_reminder_that_the_wall_clock_puts_before_the_start_is_sent_at_the_start(story: Story) -> None:
    """Before the office opens.

    07:00 created
    10:00 now
    """
    (one,) = told(story, policy(telling(rule(4), before(24, "wall"))))
    assert one["point"] == one["sent"] == instant("2026-01-05 07:00")


def test_a_change_that_leaves_the_clock_past_a_point_is_the_point(story: Story) -> None:
    """Urgent after five hours.

    09:00 created priority=low
    14:00 priority=urgent
    15:00 now
    """
    judged_by = policy(telling(rule(by_priority(8, urgent=3)), after(0), after(1), after(3)))
    assert [(one["notice"], one["point"]) for one in told(story, judged_by)] == [
        (0, instant("2026-01-05 14:00")),
        (1, instant("2026-01-05 14:00")),
    ]


def test_backdating_past_a_point_tells_it_at_the_change(story: Story) -> None:
    """Three hours of night, and urgent tickets count them.

    06:00 created priority=low
    12:00 priority=urgent
    13:00 now
    """
    urgent = telling(rule(4, URGENT, calendar="always", on_change="backdate"), after(0), after(2.5))
    assert sent(story, policy(urgent, rule(8))) == times((1, "12:00"), (1, "12:30"))


@pytest.mark.parametrize(("minutes", "time"), [(0, "13:20"), (15, "13:30"), (60, "14:00")])
def test_a_help_desk_that_looks_now_and_then_tells_at_its_next_look(minutes: int, time: str) -> None:
    story = read_story("09:20 created\n16:00 now")
    (one,) = told(story, looking(policy(telling(rule(4), after(0))), minutes))
    assert (one["point"], one["sent"]) == (instant("2026-01-05 13:20"), instant(f"2026-01-05 {time}"))


def test_a_look_at_the_very_point_tells_it() -> None:
    assert sent(read_story(TWO_DAYS), looking(policy(telling(rule(4), after(0))), 60)) == times((1, "13:00"))


def test_a_look_during_a_pause_tells_nothing(story: Story) -> None:
    """Waiting at eleven.

    09:00 created
    10:45 status=waiting_on_customer
    11:15 status=open
    14:00 now
    """
    assert sent(story, looking(policy(telling(rule(4), before(2.5))), 60)) == times((0, "12:00"))


def test_a_point_that_passes_while_no_rule_has_a_target_is_told_when_one_has(story: Story) -> None:
    """Low tickets have no target.

    09:00 created priority=urgent
    10:00 priority=low
    14:00 priority=urgent
    15:00 now
    """
    assert sent(story, policy(telling(rule(by_priority(None, urgent=4)), after(0)))) == times((1, "14:00"))


def test_a_notice_waits_until_its_own_condition_holds(story: Story) -> None:
    """Urgent an hour after due.

    09:00 created priority=low
    14:00 priority=urgent
    15:00 now
    """
    urgent = replace(after(0), when=URGENT)
    low = replace(after(0, level=2), when=LOW)
    assert sent(story, policy(telling(rule(4), urgent, low))) == times((2, "13:00"), (1, "14:00"))


def test_a_clock_that_stops_at_the_instant_of_its_notice_sends_nothing(story: Story) -> None:
    """Solved when it is due.

    09:00 created
    13:00 status=solved
    16:00 now
    """
    assert told(story, policy(telling(rule(4), after(0)))) == []


def test_a_clock_that_gets_another_rule_at_the_instant_of_its_notice_sends_what_that_rule_asks_for(
    story: Story,
) -> None:
    """Urgent when it is due; urgent tickets have two hours more.

    09:00 created priority=low
    13:00 priority=urgent
    16:00 now
    """
    judged_by = policy(telling(rule(6, URGENT), before(1)), telling(rule(4), after(0)))
    assert sent(story, judged_by) == times((0, "14:00"))


@pytest.mark.parametrize("notice", [before(1 / 12), before(1 / 12, level=1), before(1 / 12, "wall")])
def test_what_comes_before_due_is_not_sent_where_the_breach_comes_before_the_look(notice: Notice) -> None:
    story = read_story("09:10 created\n16:00 now")
    assert told(story, looking(policy(telling(rule(4), notice)), 60)) == []
    assert len(told(story, looking(policy(telling(rule(4), notice)), 5))) == 1


def test_a_reminder_is_not_sent_where_a_change_breaks_its_clock(story: Story) -> None:
    """Urgent after five hours.

    09:00 created priority=low
    14:00 priority=urgent
    15:00 now
    """
    assert told(story, policy(telling(rule(by_priority(8, urgent=3)), before(1)))) == []


def test_notices_of_one_instant_follow_the_metrics_and_then_the_list() -> None:
    notices = after(0, level=2), before(4, level=3), after(0, level=1)
    both = replace(
        rule(4), targets=dict.fromkeys(("first_response", "resolution"), values.Choice(values.Duration(4 * HOUR)))
    )
    judged_by = replace(policy(telling(both, *notices)), metrics=(RESOLUTION, FIRST_RESPONSE))
    assert [(one["metric"], one["level"]) for one in told(read_story(TWO_DAYS), judged_by)] == [
        ("resolution", 3),
        ("first_response", 3),
        ("resolution", 2),
        ("resolution", 1),
        ("first_response", 2),
        ("first_response", 1),
    ]


@pytest.mark.parametrize(("now", "count"), [("13:00", 0), ("13:01", 1)])
def test_nothing_is_sent_at_the_end(now: str, count: int) -> None:
    story = read_story(f"09:00 created\n{now} now")
    assert len(told(story, policy(telling(rule(4), after(0))))) == count


@pytest.mark.parametrize(
    ("gone", "found"),
    [
        (Knows.NOTHING, [set()]),
        (Knows.STATUSES, [{"statuses"}]),
        (Knows.STATUSES | Knows.SOLVED, []),
    ],
)
def test_a_notice_names_what_may_have_kept_it_back_and_an_unknown_clock_has_none(
    gone: Knows, found: list[set[str]]
) -> None:
    story = read_story(TWO_DAYS)
    forgetful = Story(replace(story.history, knows=EVERYTHING & ~gone), story.now)
    assert [one["missing"] for one in told(forgetful, policy(telling(rule(4), after(0))))] == found


def test_a_notice_is_sent_once_whatever_its_target_does(story: Story) -> None:
    """Reminded, then low: more time.

    09:00 created priority=urgent
    12:00 priority=low
    17:00 now
    """
    assert sent(story, policy(telling(rule(by_priority(6, urgent=4)), before(1.5)))) == times((0, "11:30"))


def test_another_rule_reminds_anew_but_tells_no_level_up_to_the_highest_that_was_told(story: Story) -> None:
    """Low after the second level, and urgent again.

    09:00 created priority=urgent
    13:15 priority=low
    14:45 priority=urgent
    17:00 now
    """
    ladder = before(2.5), before(2, level=2), before(1.5, level=1), before(1, level=2), before(0.5, level=3)
    judged_by = policy(telling(rule(6, URGENT), *ladder), telling(rule(8), *ladder))
    reminded = times((0, "12:30"), (2, "13:00"), (0, "14:30"))
    assert sent(story, judged_by) == reminded + times((0, "14:45"), (3, "14:45"))


def test_a_level_that_repeats_is_told_as_often_as_its_rule_says() -> None:
    ladder = after(0, level=1), after(1, level=1), after(2, level=1), after(2, level=2)
    found = sent(read_story(TWO_DAYS), policy(telling(rule(4), *ladder)))
    assert found == times((1, "13:00"), (1, "14:00"), (1, "15:00"), (2, "15:00"))


def test_a_clock_that_restarts_begins_with_nothing_told(story: Story) -> None:
    """The customer asks again after the reminder and the breach.

    09:00 created
    14:00 customer_message
    17:00 now
    """
    again = replace(RESOLUTION, restart=(on("customer_message"),))
    judged_by = policy(telling(rule(2), before(0.5), after(0)), metric=again)
    assert sent(story, judged_by) == times((0, "10:30"), (1, "11:00"), (0, "15:30"), (1, "16:00"))


def test_a_rule_that_wants_a_clock_of_its_own_tells_every_level_of_it(story: Story) -> None:
    """Urgent after the breach.

    09:00 created priority=low
    12:00 priority=urgent
    17:00 now
    """
    urgent = telling(rule(1, URGENT, on_change="restart"), after(0))
    found = told(story, policy(urgent, telling(rule(2), after(0), after(0, level=2))))
    assert [(one["cycle"], one["level"], one["sent"]) for one in found] == [
        (0, 1, instant("2026-01-05 11:00")),
        (0, 2, instant("2026-01-05 11:00")),
        (1, 1, instant("2026-01-05 13:00")),
    ]
