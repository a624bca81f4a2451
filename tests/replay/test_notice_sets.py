"""What levels set, line by line of docs/concepts/escalation.md; the office is open from nine to five."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hindesk.errors import PolicyError
from hindesk.policy import values
from tests.history_notation import Story, instant, read_story
from tests.replay.desks import replay_desk
from tests.replay.ladders import TWO_DAYS, URGENT, after, before, clocks, telling, told
from tests.slow.policies import HOUR, MINUTE, policy, rule
from tests.slow_replay import Endless, replay_slowly
from tests.standard_metrics import FIRST_RESPONSE, OWNERSHIP, RESOLUTION, when


@pytest.fixture
def story(request: pytest.FixtureRequest) -> Story:
    return read_story(request.function.__doc__)


def test_a_notice_tells_of_the_ticket_as_it_was_before_what_it_sets() -> None:
    """And its row has the clock's metric, rule, due and cycle, and its place in the list."""
    tiers = (values.TierRule(1, values.All()),)
    judged_by = policy(
        telling(rule(4), before(1), after(0, level=3, priority="urgent", team="network", tier="2")), tiers=tiers
    )
    _, found = told(read_story("09:00 created priority=low team=desk assignee=kim\n17:00 now"), judged_by)
    due = instant("2026-01-05 13:00")
    assert found == {
        "metric": "resolution",
        "cycle": 0,
        "rule": "office 4",
        "notice": 1,
        "level": 3,
        "point": due,
        "sent": due,
        "due": due,
        "missing": set(),
        "priority": "low",
        "team": "desk",
        "assignee": "kim",
        "tier": 1,
    }


def test_what_a_level_sets_shows_in_the_next_notice() -> None:
    judged_by = policy(telling(rule(4), after(0, priority="urgent"), after(1, level=2, team="network"), after(2)))
    found = told(read_story(TWO_DAYS), judged_by)
    shown = [(one["priority"], one["team"]) for one in found]
    assert shown == [("low", "desk"), ("urgent", "desk"), ("urgent", "network")]


def test_a_clock_that_was_told_to_be_over_is_breached_even_if_that_gives_it_more_time() -> None:
    story = read_story("09:00 created priority=low\n14:00 status=solved\n17:00 now")
    (row,) = clocks(story, policy(rule(8, URGENT), telling(rule(4), after(0, priority="urgent"))))
    assert (row["verdict"], row["target"], row["priority"]) == ("breached", 4 * HOUR, "low")


def test_a_clock_that_was_told_to_be_over_stays_so_when_the_level_of_another_clock_gives_it_more_time() -> None:
    story = read_story("09:00 created priority=low\n14:00 status=solved\n17:00 now")
    four = values.Choice(values.Duration(4 * HOUR))
    low = replace(
        rule(4),
        targets={"resolution": four, "first_response": four},
        notices={"resolution": (after(0),), "first_response": (after(0, priority="urgent"),)},
    )
    judged_by = replace(policy(rule(8, URGENT), low), metrics=(RESOLUTION, FIRST_RESPONSE))
    assert [row["verdict"] for row in clocks(story, judged_by) if row["metric"] == "resolution"] == ["breached"]
    assert len(told(story, judged_by)) == 2


def test_a_level_before_due_may_give_its_clock_more_time(story: Story) -> None:
    """Solved after the first due.

    09:00 created priority=low
    14:00 status=solved
    17:00 now
    """
    escalated = replace(before(1, level=1), sets=(("priority", "urgent"),))
    (row,) = clocks(story, policy(rule(8, URGENT), telling(rule(4), escalated)))
    assert (row["verdict"], row["target"], row["due_recorded"]) == ("met", 8 * HOUR, instant("2026-01-05 17:00"))


@pytest.mark.parametrize(("on_change", "due"), [("carry", "14:00"), ("restart", "17:00"), ("backdate", "11:00")])
def test_the_rule_that_a_raised_ticket_gets_carries_restarts_or_backdates_its_clock(
    on_change: values.OnChange, due: str
) -> None:
    story = read_story("06:00 created priority=low\n12:30 now")
    escalated = replace(before(3, level=1), sets=(("priority", "urgent"),))
    calendar = "early" if on_change == "backdate" else "office"
    urgent = rule(5, URGENT, calendar=calendar, on_change=on_change)
    row = clocks(story, policy(urgent, telling(rule(6), escalated)))[-1]
    assert row["due"] == instant(f"2026-01-05 {due}")
    assert row["verdict"] == ("breached" if on_change == "backdate" else "running")


@pytest.mark.parametrize(("by", "priority"), [("system", "urgent"), ("bot", "urgent"), ("kim", "normal")])
def test_a_machine_does_not_undo_what_a_level_set_but_a_person_does(by: str, priority: str) -> None:
    story = read_story(f"09:00 created priority=low\n14:00 priority=normal by={by}\n16:00 now")
    judged_by = policy(telling(rule(4), after(0, priority="urgent"), after(1.5)))
    assert [one["priority"] for one in told(story, judged_by)] == ["low", priority]


def test_a_person_s_change_takes_the_policy_s_mark_away(story: Story) -> None:
    """Kim moves the ticket back; then a machine moves it on.

    09:00 created team=desk
    14:00 team=desk by=kim
    14:10 team=billing by=system
    16:00 now
    """
    judged_by = policy(telling(rule(4), after(0, team="network"), after(1.5)))
    assert [one["team"] for one in told(story, judged_by)] == ["desk", "billing"]


def test_the_value_that_was_there_is_the_policy_s_doing_too(story: Story) -> None:
    """It was on the network team already.

    09:00 created team=network
    14:00 team=billing by=system
    16:00 now
    """
    judged_by = policy(telling(rule(4), after(0, team="network"), after(1.5)))
    assert [one["team"] for one in told(story, judged_by)] == ["network", "network"]


@pytest.mark.parametrize(("given", "tier"), [(1, 2), (3, 3), (None, 2)])
def test_a_level_raises_the_tier_and_never_lowers_it(given: int | None, tier: int) -> None:
    tiers = () if given is None else (values.TierRule(given, values.All()),)
    judged_by = policy(telling(rule(4), after(0, tier="2"), after(1)), tiers=tiers)
    story = read_story(TWO_DAYS)
    assert [one["tier"] for one in told(story, judged_by)] == [given, tier]
    *_, rows = replay_desk((story.history,), judged_by, story.now)
    assert rows.outcomes["highest_tier"].to_pylist() == [tier]


def test_a_raised_tier_begins_a_visit_of_that_tier() -> None:
    story = read_story(TWO_DAYS)
    judged_by = policy(telling(rule(4), after(0, tier="2")), tiers=(values.TierRule(1, values.All()),))
    *_, rows = replay_desk((story.history,), judged_by, story.now)
    visits = [(row["tier"], row["entered"], row["departed"]) for row in rows.visits.to_pylist()]
    due = instant("2026-01-05 13:00")
    assert visits == [(1, instant("2026-01-05 09:00"), due), (2, due, None)]


def test_a_field_that_a_level_sets_stops_nothing_by_its_change() -> None:
    story = read_story(TWO_DAYS)
    judged_by = policy(telling(rule(4, metric="ownership"), after(0, team="network")), metric=OWNERSHIP)
    (row,) = clocks(story, judged_by)
    assert (row["cycle"], row["stopped"]) == (0, None)


def test_a_field_that_a_level_sets_stops_what_it_makes_true() -> None:
    story = read_story(TWO_DAYS)
    metric = replace(RESOLUTION, stop=(when(URGENT),))
    (row,) = clocks(story, policy(telling(rule(4), before(1, level=1), after(0)), metric=metric))
    assert row["stopped"] is None
    escalated = replace(before(1, level=1), sets=(("priority", "urgent"),))
    (row,) = clocks(story, policy(telling(rule(4), escalated, after(0)), metric=metric))
    assert (row["stopped"], row["verdict"]) == (instant("2026-01-05 12:00"), "met")
    assert len(told(story, policy(telling(rule(4), escalated, after(0)), metric=metric))) == 1


def test_a_team_that_gets_a_ticket_by_a_level_has_not_acted_on_it(story: Story) -> None:
    """Kim works on it until it is escalated; the other team takes an hour to look.

    09:00 created team=desk assignee=kim
    10:00 agent_note by=kim
    11:00 agent_note by=kim
    12:00 agent_note by=lee
    12:30 now
    """
    judged_by = policy(telling(rule(2), after(0, team="network")))
    (row,) = clocks(story, judged_by)
    used = {name: time // MINUTE for name, time in row["buckets"].items() if time}  # type: ignore[attr-defined]
    assert used == {"untouched": 60, "worked": 90, "handed_over": 60}


def test_a_policy_that_changes_a_ticket_for_ever_is_refused() -> None:
    again = replace(RESOLUTION, restart=(when(values.All()),))
    story = read_story(TWO_DAYS + "\n2026-01-07 09:00 agent_note")
    judged_by = policy(telling(rule(0), after(0, team="network")), metric=again)
    with pytest.raises(PolicyError, match="come to no end"):
        replay_desk((story.history,), judged_by, instant("2026-01-08 09:00"))
    with pytest.raises(Endless):
        replay_slowly(story.history, judged_by, instant("2026-01-08 09:00"))


@pytest.mark.parametrize("times_told", [200, 201])
def test_a_policy_may_change_a_ticket_two_hundred_times(times_told: int) -> None:
    again = replace(RESOLUTION, restart=(when(values.All()),))
    story = read_story("09:00 created\n09:00 now")
    judged_by = policy(telling(rule(values.Choice(values.Duration(10))), after(0, team="network")), metric=again)
    as_of = instant("2026-01-05 09:00") + 10 * times_told + 1
    if times_told == 200:
        *_, rows = replay_desk((story.history,), judged_by, as_of)
        assert rows.notices.num_rows == times_told == len(replay_slowly(story.history, judged_by, as_of).notices)
    else:
        with pytest.raises(PolicyError, match="more than 200 times"):
            replay_desk((story.history,), judged_by, as_of)


def test_a_rule_may_have_sixty_notices_of_a_metric_and_no_more() -> None:
    story = read_story(TWO_DAYS)
    ladder = [after(number / 60) for number in range(61)]
    assert len(told(story, policy(telling(rule(4), *ladder[:60])))) == 60
    with pytest.raises(PolicyError, match="61 notices of resolution"):
        replay_desk((story.history,), policy(telling(rule(4), *ladder)), story.now)


def test_a_policy_may_change_a_ticket_more_often_the_more_happens_to_it() -> None:
    again = replace(RESOLUTION, restart=(when(values.All()),))
    story = read_story("09:00 created\n" + "09:00 agent_note\n" * 10 + "09:00 now")
    judged_by = policy(telling(rule(values.Choice(values.Duration(10))), after(0, team="network")), metric=again)
    as_of = instant("2026-01-05 09:00") + 10 * 240 + 1
    *_, rows = replay_desk((story.history,), judged_by, as_of)
    assert rows.notices.num_rows == 240 == len(replay_slowly(story.history, judged_by, as_of).notices)
    with pytest.raises(PolicyError, match="4 more with each"):
        replay_desk((story.history,), judged_by, as_of + 10)
