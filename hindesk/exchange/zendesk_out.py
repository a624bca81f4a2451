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
    """Return `sla_policies` in the order of the rules, and the `schedules` that they count in."""
    writing.tell_sections(said=_SECTIONS)
    policies: list[Value] = []
    used: dict[str, None] = {}
    for number, rule in enumerate(writing.policy.sla):
        targets = _rule(rule, number, policies, writing)
        used |= dict.fromkeys(target.calendar.name for target in targets if target.business)
    if len(used) > 1:
        names = ", ".join(used)
        writing.tell(("calendars",), f"triggers give each ticket its schedule in Zendesk: write those that set {names}")
    schedules: list[Value] = [zendesk_schedule(writing.policy.calendars[name], writing) for name in used]
    return {"sla_policies": policies, "schedules": schedules}


def _rule(rule: SlaRule, number: int, policies: list[Value], writing: Writing) -> list[OutTarget]:
    """Write one rule, as several policies where its condition takes several, and return its targets."""
    at = ("sla", number)
    for key in _keys(number, writing):
        if key not in _KEYS:
            writing.tell((*at, key), f"Zendesk's SLA policies have no {key!r}")
    targets = targets_of(rule, number, writing)
    filters = filters_of(rule.when, (*at, "when"), writing)
    if not targets or not filters:
        writing.tell(at, f"the rule {rule.name!r} is left out: its tickets fall to the rules below it")
        return []
    if rule.when == All():
        writing.tell(at, f"the rule {rule.name!r} is for every ticket: Zendesk wants at least one condition")
    if any(choice.otherwise for choice in rule.targets.values()):
        writing.tell((*at, "targets"), "tickets without a priority have targets here: in Zendesk they have none")
    metrics = [_metric(target) for target in targets]
    for place, condition in enumerate(filters, start=1):
        title = rule.name if len(filters) == 1 else f"{rule.name} ({place} of {len(filters)})"
        policies.append(_policy(title, len(policies) + 1, condition, metrics))
    return targets


def _keys(number: int, writing: Writing) -> list[str]:
    rules = writing.source.sections["sla"]
    rule = rules[number] if isinstance(rules, list) else None
    return list(rule) if isinstance(rule, dict) else []


def _policy(title: str, position: int, condition: Said, metrics: list[Value]) -> Value:
    return {"title": title, "position": position, "filter": condition, "policy_metrics": metrics}


def _metric(target: OutTarget) -> Value:
    return {
        "priority": target.priority,
        "metric": target.metric,
        "target": -(-target.seconds // 60),
        "target_in_seconds": target.seconds,
        "business_hours": target.business,
    }
