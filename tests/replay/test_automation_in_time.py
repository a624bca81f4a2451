"""Rules in time, and what follows rules, line by line of docs/concepts/automation.md; office hours are nine to five."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from hindesk.events import Knows
from hindesk.policy import values
from hindesk.policy.automation import Since
from tests.history_notation import EVERYTHING, Story, instant, read_story
from tests.replay.acting import acted, acting, clocks, does, in_time, judged, times, upon
from tests.replay.ladders import after, telling
from tests.slow.policies import HOUR, policy, rule
from tests.standard_metrics import NEXT_RESPONSE, field, on

OFFICE: Final = policy(rule(8))
URGENT: Final = field("priority", "urgent")
CUSTOMER: Final = on("customer_message")
RAISE: Final = upon("raise", does(priority="urgent"), CUSTOMER)


def names(story: Story, judged_by: values.Policy) -> list[str]:
    return [name for name, _ in acted(story, judged_by)]


@pytest.mark.parametrize(
    ("hours", "calendar", "time"),
    [(3, "", "19:00"), (1, "office", "2026-01-06 09:00"), (3, "office", "2026-01-06 11:00"), (0.5, "office", "16:30")],
)
def test_time_counts_by_the_wall_clock_or_in_a_calendar(hours: float, calendar: str, time: str) -> None:
    story = read_story("16:00 created\n2026-01-07 09:00 now")
    judged_by = acting(OFFICE, in_time("act", does(tells=True), hours, "created", calendar=calendar))
    assert acted(story, judged_by) == times(("act", time))


SINCE: Final = """
09:00 created status=open assignee=kim
10:00 customer_message
11:00 agent_note
11:30 agent_reply
12:00 status=waiting_on_customer
13:00 assignee=
14:00 customer_message
15:00 type=outage
2026-01-08 09:00 now
"""


@pytest.mark.parametrize(
    ("since", "instants"),
    [
        ("created", ("15:00",)),
        ("customer_message", ("20:00",)),
        ("agent_reply", ("17:30",)),
        ("unassigned", ("19:00",)),
        ("waiting_on_customer", ("18:00",)),
        ("due", ("2026-01-06 18:00",)),
    ],
)
def test_time_counts_since_what_a_rule_names(since: Since, instants: tuple[str, ...]) -> None:
    judged_by = policy(replace(rule(10), pause={"resolution": field("status", "on_hold")}))
    hours = 7 if since == "due" else 6
    found = acted(read_story(SINCE), acting(judged_by, in_time("act", does(tells=True), hours, since)))
    assert found == times(*(("act", time) for time in instants))


@pytest.mark.parametrize(("since", "undo"), [("unassigned", "assignee=kim"), ("waiting_on_customer", "status=open")])
def test_a_rule_since_a_state_does_not_act_once_the_state_is_over(since: Since, undo: str) -> None:
    story = read_story(f"09:00 created status=waiting_on_customer\n10:00 {undo}\n13:00 now")
    assert acted(story, acting(OFFICE, in_time("act", does(tells=True), 2, since))) == []


def test_waiting_counts_from_when_a_rule_made_the_ticket_wait() -> None:
    story = read_story("09:00 created\n10:00 agent_reply\n15:00 now")
    wait = upon("wait", does(status="waiting_on_customer"), on("agent_reply"))
    close = in_time("close", does(status="solved"), 2, "waiting_on_customer")
    assert acted(story, acting(OFFICE, wait, close)) == times(("wait", "10:00"), ("close", "12:00"))


def test_a_paused_clock_has_no_due_to_count_from() -> None:
    story = read_story("09:00 created status=waiting_on_customer\n2026-01-09 12:00 now")
    assert acted(story, acting(OFFICE, in_time("act", does(tells=True), 0, "due"))) == []


def test_a_rule_in_time_acts_once_and_again_when_its_instant_is_another() -> None:
    story = read_story("09:00 created\n10:00 customer_message\n12:00 type=outage\n13:00 customer_message\n17:00 now")
    judged_by = acting(OFFICE, in_time("act", does(tells=True), 1, "customer_message"))
    assert acted(story, judged_by) == times(("act", "11:00"), ("act", "14:00"))


def test_a_rule_in_time_waits_for_its_condition() -> None:
    story = read_story("09:00 created priority=low\n12:00 priority=urgent\n13:00 now")
    judged_by = acting(OFFICE, in_time("act", does(tells=True), 1, "created", when=URGENT))
    assert acted(story, judged_by) == times(("act", "12:00"))


def test_a_rule_in_time_acts_only_when_the_help_desk_looks() -> None:
    story = read_story("09:10 created\n13:00 now")
    looking = replace(OFFICE, evaluate_every=HOUR)
    judged_by = acting(looking, in_time("act", does(tells=True), 1, "created"))
    assert acted(story, judged_by) == times(("act", "11:00"))


@pytest.mark.parametrize(
    ("of_clocks", "of_rules", "time"), [(0, 2 * HOUR, "12:00"), (HOUR, 0, "11:00"), (0, 0, "10:30")]
)
def test_the_help_desk_may_look_at_its_rules_at_other_times_than_at_its_clocks(
    of_clocks: int, of_rules: int, time: str
) -> None:
    story = read_story("09:00 created\n2026-01-06 09:00 now")
    judged_by = acting(OFFICE, in_time("act", does(tells=True), 1.5, "created"))
    automation = replace(judged_by.automation, evaluate_every=of_rules)
    assert acted(story, replace(judged_by, automation=automation, evaluate_every=of_clocks)) == times(("act", time))


def test_events_of_an_instant_come_first_then_notices_then_rules_in_their_order() -> None:
    story = read_story("09:00 created priority=low\n10:00 customer_message\n12:00 now")
    escalating = policy(telling(rule(1), after(0, type="outage")))
    seen = values.All((URGENT, field("type", "outage")))
    rules = (
        in_time("first", does(tells=True), 1, "created", when=seen),
        RAISE,
        in_time("second", does(tells=True), 1, "created", when=seen),
    )
    _, notices, _ = judged(story, acting(escalating, *rules))
    assert [notice["rule"] for notice in notices] == ["office 1", "first", "second"]
    assert {notice["sent"] for notice in notices} == {instant("2026-01-05 10:00")}


def test_no_rule_in_time_acts_at_the_end() -> None:
    judged_by = acting(OFFICE, in_time("act", does(tells=True), 1, "created"))
    assert acted(read_story("09:00 created\n10:00 now"), judged_by) == []
    assert acted(read_story("09:00 created\n10:00:01 now"), judged_by) == times(("act", "10:00"))


def test_no_rule_in_time_acts_on_a_merged_ticket() -> None:
    judged_by = acting(OFFICE, in_time("act", does(tells=True), 1, "created"))
    assert acted(read_story("09:00 created\n09:30 merged\n15:00 now"), judged_by) == []


def test_sections_are_matched_again_after_rules() -> None:
    story = read_story("09:00 created priority=low\n10:00 customer_message\n12:00 now")
    judged_by = policy(rule(2, URGENT), rule(8), tiers=(values.TierRule(2, URGENT), values.TierRule(1, values.All())))
    (clock,) = clocks(story, acting(judged_by, RAISE))
    assert (clock["rule"], clock["tier"], clock["due"]) == ("office 2", 2, instant("2026-01-05 11:00"))


def test_a_clock_that_a_message_stopped_resumes_at_what_a_rule_does_in_time() -> None:
    story = read_story("09:00 created\n10:00 agent_reply\n13:00 now")
    answered = replace(OFFICE.metrics[0], stop=(on("agent_reply"),))
    judged_by = policy(rule(8), metric=answered)
    (clock,) = clocks(story, acting(judged_by, in_time("act", does(tells=True), 2, "agent_reply")))
    assert (clock["verdict"], clock["elapsed"]) == ("running", 2 * HOUR)


def test_next_response_is_not_asked_for_by_a_rule() -> None:
    story = read_story("09:00 created\n10:00 agent_reply\n11:00 customer_message\n12:00 now")
    judged_by = policy(rule(4, metric="next_response"), metric=NEXT_RESPONSE)
    (clock,) = clocks(story, acting(judged_by, RAISE), "next_response")
    assert clock["started"] == instant("2026-01-05 11:00")


def test_rules_act_whatever_the_history_does_not_tell() -> None:
    story = read_story("09:00 created\n10:00 customer_message")
    forgetful = Story(replace(story.history, knows=EVERYTHING & ~Knows.MESSAGES), story.now)
    assert names(forgetful, acting(OFFICE, RAISE)) == ["raise"]
