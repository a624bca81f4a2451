"""A policy as Freshdesk's SLA policies and business hours."""

from __future__ import annotations

from hindesk.exchange.clauses import Clause, TooMany, clauses_of, picks
from hindesk.exchange.freshdesk_levels import Escalation, escalation_of
from hindesk.exchange.out_hours import freshdesk_hours
from hindesk.exchange.out_targets import OutTarget, targets_of
from hindesk.exchange.writing import Writing
from hindesk.policy.values import All, Condition, SlaRule
from hindesk.yaml_source import Path, Value

_SECTIONS = frozenset({"hindesk", "name", "time_zone", "profile", "calendars", "fields", "lists", "metrics", "sla"})
_KEYS = frozenset({"name", "when", "calendar", "targets", "pause", "remind", "escalate"})
_MOST = 20

Group = tuple[str, list[Value]]
"""A key of `applicable_to` and its values."""


def freshdesk_json(writing: Writing) -> dict[str, Value]:
    """Return `sla_policies` in the order of the rules, and the `business_hours` that they count in."""
    writing.tell_sections(said=_SECTIONS)
    policies: list[Value] = []
    used: dict[str, None] = {}
    for number, rule in enumerate(writing.policy.sla):
        targets = _rule(rule, number, policies, writing)
        used |= dict.fromkeys(target.calendar.name for target in targets if target.business)
    if len(used) > 1:
        names = ", ".join(used)
        writing.tell(("calendars",), f"each group has its business hours in Freshdesk: give the groups theirs: {names}")
    hours: list[Value] = [freshdesk_hours(writing.policy.calendars[name], writing) for name in used]
    return {"sla_policies": policies, "business_hours": hours}


def _rule(rule: SlaRule, number: int, policies: list[Value], writing: Writing) -> list[OutTarget]:
    """Write one rule, as several policies where its condition takes several, and return its targets."""
    at: Path = ("sla", number)
    writing.tell_keys(number, said=_KEYS)
    targets = targets_of(rule, number, writing)
    applicable = _applicable(rule.when, (*at, "when"), writing)
    if not targets or not applicable:
        writing.tell(at, f"the rule {rule.name!r} is left out: its tickets fall to the rules below it")
        return []
    escalation = escalation_of(rule, number, writing)
    for place, condition in enumerate(applicable, start=1):
        name = rule.name if len(applicable) == 1 else f"{rule.name} ({place} of {len(applicable)})"
        policies.append(
            {
                "name": name,
                "active": True,
                "is_default": rule.when == All(),
                "position": len(policies) + 1,
                "applicable_to": condition,
                "sla_target": _targets(targets, escalation, writing),
                **({"escalation": escalation.said} if escalation.said else {}),
            }
        )
    return targets


def _targets(targets: list[OutTarget], escalation: Escalation, writing: Writing) -> Value:
    said: dict[str, Value] = {}
    for key, priority in writing.words.priorities.items():
        own = [target for target in targets if target.priority == priority]
        if own:
            said[key] = {
                **{target.metric: target.seconds for target in own},
                "business_hours": own[0].business,
                "escalation_enabled": bool(escalation.said) and priority in escalation.priorities,
            }
    return said


def _applicable(when: Condition, at: Path, writing: Writing) -> list[dict[str, Value]]:
    """Return the conditions of which one has to hold, none where they can't be said."""
    try:
        groups = [_groups(clause, at, writing) for clause in clauses_of(when)]
        if any(not one for one in groups):
            return []
        merged = [_merged(picked) for picked in picks(groups, most=_MOST)]
    except TooMany:
        writing.tell(at, f"this condition would take more than {_MOST} policies")
        return []
    possible = [one for one in merged if one is not None]
    if not possible:
        writing.tell(at, "this condition can't hold of any ticket")
    return possible


def _groups(clause: Clause, at: Path, writing: Writing) -> list[Group]:
    """Return the keys of which one has to have one of its values."""
    found: dict[str, list[Value]] = {}
    for literal in clause:
        key, word = next(writing.words_for(literal.field), (None, None))
        sayable = word is not None and literal.holds and literal.operator == "is"
        value = writing.value(word, literal.values[0], at) if word is not None and sayable else None
        if key is None or value is None:
            shown = f"{literal.field} {'' if literal.holds else 'not '}{literal.operator} {', '.join(literal.values)}"
            writing.tell(at, f"{shown!r} can't be said: what it alone lets in is left out")
        else:
            found.setdefault(key, []).append(value)
    return list(found.items())


def _merged(groups: tuple[Group, ...]) -> dict[str, Value] | None:
    """Return groups as one condition: of a key that stands twice, the values that stand in both; None for nothing."""
    said: dict[str, list[Value]] = {}
    for key, values in groups:
        said[key] = [value for value in values if value in said[key]] if key in said else values
        if not said[key]:
            return None
    return {key: list(values) for key, values in said.items()}
