"""The rules of a policy that a case can reach, with the places where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeVar

from hindesk.cases.intake_rules import intake_rules
from hindesk.cases.lapse_rules import lapse_rules
from hindesk.cases.on_call_rules import on_call_rules
from hindesk.cases.reachable import Key, Rule, rule_at
from hindesk.cases.routed import routing_rules
from hindesk.policy.durations import show_duration
from hindesk.policy.escalation import REMINDER
from hindesk.policy.sources import Source
from hindesk.policy.values import Choice, Duration, Policy, SlaRule
from hindesk.yaml_source import Path, Place

ELSE: Final = "else"
"""The name of a choice's value for everything that it does not list."""

T = TypeVar("T")


def rules_of(policy: Policy, source: Source) -> tuple[Rule, ...]:
    """Every rule that a case can reach, in the order of the policy.

    Args:
        policy: the policy.
        source: its text.
    """
    rules = [
        rule_at(source, Key("priority", number), f"set {one.priority}", ("priority", number))
        for number, one in enumerate(policy.priority)
    ]
    rules += [
        rule_at(source, Key("tiers", number), f"tier {one.tier}", ("tiers", number))
        for number, one in enumerate(policy.tiers)
    ]
    for number, one in enumerate(policy.sla):
        rules += _below(one, number, source)
    rules += on_call_rules(policy, source)
    rules += _acting(policy, source)
    rules += intake_rules(policy, source)
    rules += lapse_rules(policy, source)
    rules += routing_rules(policy, source)
    return tuple(dict.fromkeys(rules))


def cases_of(choice: Choice[T]) -> tuple[str, ...]:
    """The names of the values that a choice may give: the cases of its field, and `else`; one that has no field: ''."""
    if choice.by is None:
        return ("",) if choice.otherwise is not None else ()
    return (*(case for case, _ in choice.cases), *((ELSE,) if choice.otherwise is not None else ()))


def notice_key(rule: SlaRule, number: int, metric: str, place: int) -> Key:
    """The key of the notice at a place of a rule's list for a metric; what repeats is one rule."""
    notice = rule.notices[metric][place]
    return Key("notice", number, metric, f"{notice.level}:{notice.line}")


def _below(rule: SlaRule, number: int, source: Source) -> Iterator[Rule]:
    """Yield a rule of `sla` and everything below it."""
    path: Path = ("sla", number)
    yield rule_at(source, Key("sla", number), rule.name, path)
    if rule.calendar.by is not None:
        for case in cases_of(rule.calendar):
            what = f"{rule.name} > calendar > {case}"
            yield rule_at(source, Key("calendar", number, "", case), what, (*path, "calendar", case))
    for metric, choice in rule.targets.items():
        for case in cases_of(choice):
            below = (*path, "targets", metric, *((case,) if case else ()))
            what = " > ".join(filter(None, (rule.name, metric, case)))
            yield rule_at(source, Key("target", number, metric, case), f"{what}: {_target(choice, case)}", below)
    for metric in rule.pause:
        what = f"{rule.name} > pause > {metric}"
        yield rule_at(source, Key("pause", number, metric), what, (*path, "pause", metric))
    for metric, notices in rule.notices.items():
        for place, notice in enumerate(notices):
            level = "reminder" if notice.level == REMINDER else f"level {notice.level}"
            stands = Place(rule_at(source, Key("sla", number), "", path).place.file, notice.line, 1)
            yield Rule(notice_key(rule, number, metric, place), f"{rule.name} > {metric} > {level}", stands)


def _acting(policy: Policy, source: Source) -> Iterator[Rule]:
    """Yield what a policy does by itself: its rules, its tasks, and the detector of thanks."""
    above = source.document.place(("automation",)) or Place("policy", 1, 1)
    for number, rule in enumerate(policy.automation.rules):
        yield Rule(Key("automation", number), rule.name, Place(above.file, rule.line, 1))
    for number, task in enumerate(policy.tasks):
        what = f"{task.name}: {show_duration(task.target)}"
        yield rule_at(source, Key("task", number), what, ("tasks", task.name))
    if policy.thanks:
        yield rule_at(source, Key("thanks", 0), "a solved ticket stays solved", ("thanks",))


def _target(choice: Choice[Duration], case: str) -> str:
    value = dict(choice.cases).get(case, choice.otherwise)
    return "" if value is None else show_duration(value)
