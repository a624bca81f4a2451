"""Policies that act by themselves for hand-made examples, and what both replays tell of a story."""

from __future__ import annotations

from dataclasses import replace

from hindesk.policy import values
from hindesk.policy.automation import Action, Automation, AutomationRule, Doer, Since, Task, Thanks
from hindesk.policy.escalation import Recipient
from hindesk.policy.task_model import task_metric
from tests.history_notation import Story, instant
from tests.replay.desks import replay_desk
from tests.replay.records import (
    Clock,
    Told,
    clock_order,
    fast_clocks,
    fast_lapses,
    fast_matches,
    fast_notices,
    lapse_order,
    slow_clock,
    slow_lapse,
    slow_match,
    slow_notice,
)
from tests.slow.policies import HOUR
from tests.slow_replay import replay_slowly

ALWAYS = values.All()


def does(*tasks: str, tag: str = "", tells: bool = False, **sets: str) -> Action:
    """What a rule does: begin tasks, give a tag, tell the assignee, set fields."""
    to = (Recipient("assignee"),) if tells else ()
    return Action(tuple(sets.items()), (tag,) if tag else (), to, tasks)


def at_creation(name: str, action: Action, when: values.Condition = ALWAYS) -> AutomationRule:
    """A rule for new tickets."""
    return AutomationRule(name, "create", when, action)


def upon(
    name: str, action: Action, *on: values.Trigger, when: values.Condition = ALWAYS, by: tuple[Doer, ...] = ()
) -> AutomationRule:
    """A rule after events."""
    return AutomationRule(name, "update", when, action, by=by, on=on)


def in_time(
    name: str, action: Action, hours: float, since: Since, *, when: values.Condition = ALWAYS, calendar: str = ""
) -> AutomationRule:
    """A rule in time, so many hours after an instant."""
    after = round(hours * HOUR)
    return AutomationRule(name, "time", when, action, since=since, after=after, calendar=calendar)


def acting(policy: values.Policy, *rules: AutomationRule, every: bool = False) -> values.Policy:
    """A policy with rules; at creation the first that matches acts, or every one."""
    return replace(policy, automation=Automation(rules, first_at_creation=not every))


def working(policy: values.Policy, *tasks: Task) -> values.Policy:
    """A policy with tasks."""
    return replace(policy, tasks=tasks, metrics=(*policy.metrics, *map(task_metric, tasks)))


def thanked(policy: values.Policy) -> values.Policy:
    """A policy that knows what only says thanks."""
    return replace(policy, thanks=Thanks(("^thank",), ("but",)))


def judged(story: Story, policy: values.Policy) -> tuple[list[Clock], list[Told], list[tuple[str, int, int]]]:
    """The clocks, notices and matches of a story, of which both replays tell the same."""
    compiled, dictionary, rows = replay_desk((story.history,), policy, story.now)
    slow = replay_slowly(story.history, policy, story.now)
    clocks = fast_clocks(compiled, dictionary, rows, 0)
    notices, matches = fast_notices(compiled, dictionary, rows, 0), fast_matches(rows, 0)
    assert clocks == sorted(map(slow_clock, slow.clocks), key=clock_order)
    assert notices == [slow_notice(row) for row in slow.notices]
    assert matches == [slow_match(row) for row in slow.matches]
    assert fast_lapses(dictionary, rows, 0) == sorted(map(slow_lapse, slow.lapses), key=lapse_order)
    return clocks, notices, matches


def acted(story: Story, policy: values.Policy) -> list[tuple[str, int]]:
    """The rules that acted on a story, by name, and when."""
    rules = policy.automation.rules
    return [(rules[rule].name, at) for section, rule, at in judged(story, policy)[2] if section == "automation"]


def clocks(story: Story, policy: values.Policy, metric: str = "resolution") -> list[Clock]:
    """The clocks of one metric."""
    return [clock for clock in judged(story, policy)[0] if clock["metric"] == metric]


def spent(clock: Clock) -> dict[str, int]:
    """Where the time of a clock went: the buckets that got some."""
    buckets = clock["buckets"]
    assert isinstance(buckets, dict)
    return {name: time for name, time in buckets.items() if time}


def times(*acts: tuple[str, str]) -> list[tuple[str, int]]:
    """Rules and instants; a time alone is one of 5 January 2026, a Monday."""
    return [(name, instant(time if "-" in time else f"2026-01-05 {time}")) for name, time in acts]
