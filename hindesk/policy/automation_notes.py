"""Notes on automation, tasks and scenarios: what nothing uses."""

from __future__ import annotations

from collections.abc import Iterator

from hindesk.policy.automation import Automation, AutomationRule
from hindesk.policy.findings import as_text
from hindesk.policy.problems import Problem, problem_at
from hindesk.policy.sources import Source
from hindesk.policy.values import Policy
from hindesk.yaml_source import Value


def automation_calendars(policy: Policy) -> set[str]:
    """Return the calendars in which rules and tasks count."""
    return {rule.calendar for rule in policy.automation.rules} | {task.calendar for task in policy.tasks}


def first_matching(automation: Automation) -> tuple[AutomationRule, ...]:
    """Return the rules of which only the first that matches acts."""
    if not automation.first_at_creation:
        return ()
    return tuple(rule for rule in automation.rules if rule.moment == "create")


def automation_notes(policy: Policy, source: Source) -> Iterator[Problem]:
    """Name the tasks that no rule begins, and the scenarios that no rule names."""
    begun = {task for rule in policy.automation.rules for task in rule.action.tasks}
    for task in policy.tasks:
        if task.name not in begun:
            yield problem_at(source, ("tasks", task.name), "no rule begins this task")
    named = set(_scenarios_in(source.sections.get("automation")))
    for name in policy.scenarios:
        if name not in named:
            yield problem_at(source, ("scenarios", name), "no rule names this scenario")


def _scenarios_in(raw: Value) -> Iterator[str]:
    """Yield the scenarios that are named below a value."""
    if isinstance(raw, list):
        for item in raw:
            yield from _scenarios_in(item)
    elif isinstance(raw, dict):
        for key, value in raw.items():
            named = value if isinstance(value, list) else [value]
            yield from (text for one in named if (text := as_text(one)) and key == "scenario")
            yield from _scenarios_in(value)
