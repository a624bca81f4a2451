"""Notes on reminders, ladders and recipients: what tells nobody, or at another time than it reads."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from hindesk.people.identity import all_teams
from hindesk.people.person import Roster
from hindesk.policy.durations import show_duration
from hindesk.policy.escalation import REMINDER, Notice
from hindesk.policy.problems import Problem, problem_at
from hindesk.policy.sources import Source
from hindesk.policy.values import Duration, Policy, SlaRule
from hindesk.yaml_source import Path, Value

_WHOLE: Final = 100
_TELLING: Final = ("sla", "automation", "scenarios")


def notice_notes(policy: Policy, source: Source) -> Iterator[Problem]:
    """Name the notices that are never sent, reminders that fill their target, levels out of order, missing managers."""
    for number, rule in enumerate(policy.sla):
        places = list(_places(_items(source.sections.get("sla"))[number][1], ("sla", number)))
        for path, metric in places:
            if metric not in rule.targets:
                yield problem_at(source, path, "this rule has no target for the metric, so nobody is told")
        yield from _full(rule, [place for place in places if "remind" in place[0]], source)
        yield from _swapped(rule, ("sla", number, "escalate"), source)
    yield from _unmanaged(policy.roster, source)


def _places(rule: Value, path: Path) -> Iterator[tuple[Path, str]]:
    """Where a rule's reminders and ladders stand, in the order of the policy, each with its metric."""
    keys = dict(_items(rule))
    for number, reminder in _items(keys.get("remind")):
        yield (*path, "remind", number), str(dict(_items(reminder))["metric"])
    for metric, _ in _items(keys.get("escalate")):
        yield (*path, "escalate", metric), str(metric)


def _full(rule: SlaRule, places: list[tuple[Path, str]], source: Source) -> Iterator[Problem]:
    """Name the reminders that are as long before due as a target is long, or longer."""
    reminders = {metric: iter([one for one in told if one.level == REMINDER]) for metric, told in rule.notices.items()}
    for path, metric in places:
        one, targets = next(reminders[metric]), rule.targets.get(metric)
        given = [*(value for _, value in targets.cases), targets.otherwise] if targets else []
        filled = [show_duration(target) for target in given if target and _fills(one, target)]
        if filled:
            at = f"as soon as the clock runs, for a target of {', '.join(dict.fromkeys(filled))}"
            yield problem_at(source, (*path, "before"), f"this is told {at}")


def _fills(one: Notice, target: Duration) -> bool:
    """Tell whether a reminder leaves nothing of a target before it."""
    if one.measure == "percent":
        return -one.offset >= _WHOLE
    counted = {"open": "microsecond", "business_day": "business_day"}.get(one.measure)
    return counted == target.unit and -one.offset >= target.amount


def _swapped(rule: SlaRule, path: Path, source: Source) -> Iterator[Problem]:
    """Name the ladders of which a level, whatever the ticket, comes before a lower one that counts alike."""
    for metric, notices in rule.notices.items():
        first = {one.level: one for one in reversed(notices) if one.level != REMINDER and one.when is None}
        for low, high in pairwise(sorted(first)):
            if first[low].measure == first[high].measure and first[high].offset < first[low].offset:
                yield problem_at(source, (*path, metric), f"level {high} is told before level {low}")


def _unmanaged(roster: Roster | None, source: Source) -> Iterator[Problem]:
    """Name the first places at which managers are told that the roster does not have."""
    people = roster is not None and any(person.manager for person in roster.people)
    teams = roster is not None and any(team.manager for team in all_teams(roster))
    for whose, known in (("assignee", people), ("team", teams)):
        found = (path for name in _TELLING for path in _managers(source.sections.get(name), (name,), whose))
        path = next(found, None)
        if path and not known:
            lacks = f"nobody of the roster {roster.file}" if roster else "without a roster (`people`) nobody"
            lacks = f"no team of the roster {roster.file}" if roster and whose == "team" else lacks
            yield problem_at(source, path, f"{lacks} has a manager, so nobody is told")


def _managers(raw: Value, path: Path, whose: str) -> Iterator[Path]:
    """Where the manager of the assignee, or of the team, is told below a value."""
    for step, value in _items(raw):
        if step == "manager_of" and value == whose:
            yield (*path, step)
        elif step != "when":
            yield from _managers(value, (*path, step), whose)


def _items(raw: Value) -> list[tuple[str | int, Value]]:
    """What stands directly below a value, with its key or number."""
    if isinstance(raw, dict):
        return list(raw.items())
    return list(enumerate(raw)) if isinstance(raw, list) else []
