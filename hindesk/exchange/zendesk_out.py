"""A policy as Zendesk's SLA policies and schedules."""

from __future__ import annotations

from hindesk.exchange.out_hours import zendesk_schedule
from hindesk.exchange.out_targets import OutTarget, targets_of
from hindesk.exchange.writing import Writing
from hindesk.exchange.zendesk_conditions import Said, filters_of
from hindesk.policy.values import All, SlaRule
from hindesk.yaml_source import Value

_SECTIONS = frozenset({"hindesk", "name", "time_zone", "profile", "calendars", "fields", "lists", "metrics", "sla"})
_KEYS = frozenset({"name", "when", "calendar", "targets", "pause"})


def zendesk_json(writing: Writing) -> dict[str, Value]:
    """Return `sla_policies` in the order of the rules, `group_sla_policies` likewise, and their `schedules`."""
    writing.tell_sections(said=_SECTIONS)
    lists: dict[str, list[Value]] = {"sla_policies": [], "group_sla_policies": []}
    used: dict[str, None] = {}
    for number, rule in enumerate(writing.policy.sla):
        targets = _rule(rule, number, lists, writing)
        used |= dict.fromkeys(target.calendar.name for target in targets if target.business)
    if len(used) > 1:
        names = ", ".join(used)
        writing.tell(("calendars",), f"triggers give each ticket its schedule in Zendesk: write those that set {names}")
    schedules: list[Value] = [zendesk_schedule(writing.policy.calendars[name], writing) for name in used]
    return {**{key: policies for key, policies in lists.items() if policies}, "schedules": schedules}


def _rule(rule: SlaRule, number: int, lists: dict[str, list[Value]], writing: Writing) -> list[OutTarget]:
    """Write one rule, as several policies where its condition takes several, and return its targets."""
    at = ("sla", number)
    writing.tell_keys(number, said=_KEYS)
    targets = targets_of(rule, number, writing)
    filters = filters_of(rule.when, (*at, "when"), writing)
    if not targets or not filters:
        writing.tell(at, f"the rule {rule.name!r} is left out: its tickets fall to the rules below it")
        return []
    if rule.when == All():
        writing.tell(at, f"the rule {rule.name!r} is for every ticket: Zendesk wants at least one condition")
    if any(choice.otherwise for choice in rule.targets.values()):
        writing.tell((*at, "targets"), "tickets without a priority have targets here: in Zendesk they have none")
    for grouped, key in ((False, "sla_policies"), (True, "group_sla_policies")):
        metrics = [_metric(one) for one in targets if (one.metric in writing.words.grouped) == grouped]
        if metrics:
            lists[key] += _policies(rule.name, filters, metrics, first=len(lists[key]) + 1)
        elif _measured(writing.policy.sla[number + 1 :], writing, grouped=grouped):
            writing.tell(at, f"the rule {rule.name!r} writes nothing into {key}: those below hold for its tickets")
    return targets


def _measured(rules: tuple[SlaRule, ...], writing: Writing, *, grouped: bool) -> bool:
    """Tell whether a rule has a target of group SLA policies, or of the others."""
    written = writing.words.written
    names = {name for name, options in written.items() if (options[0].metric in writing.words.grouped) == grouped}
    return any(name in names for rule in rules for name in rule.targets)


def _policies(name: str, filters: list[Said], metrics: list[Value], *, first: int) -> list[Value]:
    """Return the policies of a rule, one for each filter."""
    count = len(filters)
    return [
        {
            "title": name if count == 1 else f"{name} ({place + 1} of {count})",
            "position": first + place,
            "filter": condition,
            "policy_metrics": metrics,
        }
        for place, condition in enumerate(filters)
    ]


def _metric(target: OutTarget) -> Value:
    return {
        "priority": target.priority,
        "metric": target.metric,
        "target": -(-target.seconds // 60),
        "target_in_seconds": target.seconds,
        "business_hours": target.business,
    }
