"""Tasks line by line of docs/concepts/automation.md; office hours are nine to five."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from hindesk.events import Knows
from hindesk.policy import values
from hindesk.policy.automation import Task
from tests.history_notation import EVERYTHING, Story, instant, read_story
from tests.replay.acting import acting, at_creation, clocks, does, in_time, upon, working
from tests.slow.policies import HOUR, policy, rule
from tests.standard_metrics import field, on

CALL: Final = Task("call", "network", values.Duration(2 * HOUR), "office")
OFFICE: Final = policy(rule(8), rule(4, field("priority", "urgent"), calendar="early"))
BEGIN: Final = at_creation("begin", does("call"))


def calls(story: Story, task: Task = CALL, *, begin: tuple[str, ...] = ()) -> list[tuple[object, ...]]:
    """Start, stop, verdict and elapsed hours of a task that begins at creation, or by the customer's messages."""
    started = upon("begin", does("call"), *map(on, begin)) if begin else BEGIN
    found = clocks(story, acting(working(OFFICE, task), started), "task: call")
    return [(one["started"], one["stopped"], one["verdict"], int(str(one["elapsed"])) / HOUR) for one in found]


def at(time: str) -> int:
    return instant(f"2026-01-05 {time}")


def test_a_task_has_its_own_target_and_calendar_whatever_rule_is_in_force() -> None:
    story = read_story("07:00 created team=network priority=urgent\n10:00 priority=low\n10:30 now")
    (call,) = clocks(story, acting(working(OFFICE, CALL), BEGIN), "task: call")
    assert (call["rule"], call["calendar"], call["target"]) == (None, "office", 2 * HOUR)
    assert (call["elapsed"], call["due"]) == (1.5 * HOUR, at("11:00"))


@pytest.mark.parametrize(("unit", "due"), [("same_time", "2026-01-06 15:00"), ("business_day", "2026-01-06 15:00")])
def test_a_task_s_target_may_be_days(unit: values.Unit, due: str) -> None:
    story = read_story("15:00 created team=network\n15:30 now")
    task = replace(CALL, target=values.Duration(1, unit))
    (call,) = clocks(story, acting(working(OFFICE, task), BEGIN), "task: call")
    assert call["due"] == instant(due)


def test_a_task_that_no_rule_began_has_no_clock() -> None:
    story = read_story("09:00 created team=network\n10:00 now")
    assert clocks(story, working(OFFICE, CALL), "task: call") == []


def test_a_task_starts_when_its_team_gets_the_ticket_and_stops_when_another_does() -> None:
    story = read_story("09:00 created team=desk\n10:00 team=network\n11:00 team=billing")
    assert calls(story) == [(at("10:00"), at("11:00"), "met", 1)]


@pytest.mark.parametrize("status", ["solved", "closed"])
def test_a_task_stops_when_the_ticket_is_solved_or_closed(status: str) -> None:
    story = read_story(f"09:00 created team=network\n12:00 status={status}")
    assert calls(story) == [(at("09:00"), at("12:00"), "breached", 3)]


def test_a_task_ends_by_what_is_done_alone() -> None:
    story = read_story("09:00 created team=desk\n10:00 team=billing\n10:30 agent_note")
    task = replace(CALL, done=(on("agent_note"),))
    assert calls(story, task) == [(at("09:00"), at("10:30"), "met", 1.5)]


def test_a_task_may_begin_again_but_not_while_it_runs() -> None:
    story = read_story(
        "09:00 created team=network\n"
        "10:00 customer_message\n"
        "10:30 customer_message\n"
        "11:00 status=solved\n"
        "12:00 status=open\n"
        "13:00 customer_message\n"
        "13:30 now"
    )
    found = calls(story, begin=("customer_message",))
    assert found == [(at("10:00"), at("11:00"), "met", 1), (at("13:00"), None, "running", 0.5)]


def test_a_rule_in_time_may_begin_a_task() -> None:
    story = read_story("09:00 created team=network\n12:00 now")
    judged_by = acting(working(OFFICE, CALL), in_time("begin", does("call"), 2, "created"))
    (call,) = clocks(story, judged_by, "task: call")
    assert call["started"] == at("11:00")


def test_a_task_needs_the_teams_and_statuses_but_no_messages() -> None:
    story = read_story("09:00 created team=network\n10:00 now")

    def without(*parts: Knows) -> Story:
        knows = EVERYTHING
        for part in parts:
            knows &= ~part
        return Story(replace(story.history, knows=knows), story.now)

    judged_by = acting(working(OFFICE, CALL), BEGIN)
    (known,) = clocks(without(Knows.MESSAGES, Knows.FIRST_REPLY), judged_by, "task: call")
    (unknown,) = clocks(without(Knows.TEAMS), judged_by, "task: call")
    assert (known["verdict"], unknown["verdict"], unknown["missing"]) == ("running", "unknown", {"teams"})
    assert clocks(without(Knows.TEAMS), working(OFFICE, CALL), "task: call") == []
