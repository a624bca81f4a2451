"""Zendesk's SLA policies, as the API's JSON or as GitLab keeps them in YAML, read as a policy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hindesk.errors import InputError
from hindesk.exchange.nodes import Node
from hindesk.exchange.reading import Reading
from hindesk.exchange.records import Record
from hindesk.exchange.targets import ORDER, by_priority, calendar_of, duration_text, most
from hindesk.exchange.zendesk_filter import Unsaid, read_filter
from hindesk.exchange.zendesk_schedules import read_schedules
from hindesk.policy.calendar_model import PREDEFINED
from hindesk.yaml_source import Path, Value


@dataclass(frozen=True, slots=True)
class _Target:
    """One target: of which metric and priority, its length, and whether it counts business hours."""

    metric: str
    priority: str
    length: str
    business: bool
    node: Node


def read_zendesk(records: Sequence[Record], reading: Reading) -> None:
    """Write the rules of SLA policies, in the order of their positions, with their schedules.

    Group SLA policies hold beside the others in Zendesk; given alone they become a policy of their own.

    Raises:
        InputError: something is not of the API's shape, or business hours are counted and no schedule is given.
    """
    schedules = read_schedules(records, reading)
    policies = [record for record in records if record.kind == "sla_policy"]
    grouped = [record for record in policies if record.under.startswith("group_")]
    if len(grouped) < len(policies):
        policies = [record for record in policies if record not in grouped]
        for record in grouped:
            message = f"group SLA policy {_title(record.node)!r} holds beside the others: convert those alone"
            reading.tell(record.node, message, ("sla",))
    for record in sorted(policies, key=lambda one: _position(one.node)):
        _read_policy(record.node, schedules, reading)


def _position(policy: Node) -> int:
    return policy["position"].whole() if "position" in policy else 1_000_000


def _title(policy: Node) -> str:
    return policy["title"].text() or f"SLA policy {policy['id'].text()}".strip()


def _read_policy(policy: Node, schedules: list[str], reading: Reading) -> None:
    """Write one rule, or say why there is none."""
    at: Path = ("sla", len(reading.rules))
    described = f"Zendesk SLA policy {policy['id'].text()}".rstrip()
    reading.draft.note(at, ": ".join(filter(None, [described, policy["description"].text()])))
    reading.tell_strange_keys(policy, "sla_policy", at)
    names = [str(rule["name"]) for rule in reading.rules if isinstance(rule, dict)]
    title = reading.unique(_title(policy), names)
    try:
        when = read_filter(policy["filter"], reading, (*at, "when"))
    except Unsaid:
        reading.leave_out(policy, f"the rule {title!r} is left out: its tickets fall to the rules below it", at)
        return
    read = [_read_target(one, reading, (*at, "targets")) for one in policy["policy_metrics"].list()]
    targets = _agreeing([one for one in read if one], reading, (*at, "targets"))
    if not targets:
        reading.leave_out(policy, f"the rule {title!r} is left out: it has no target", at)
        return
    calendar = _calendar(targets, schedules, reading, (*at, "calendar"))
    reading.rules.append(
        {"name": title, **({"when": when} if when else {}), "calendar": calendar, "targets": _written(targets)}
    )


def _read_target(node: Node, reading: Reading, at: Path) -> _Target | None:
    """Read one target; None where it can't be said."""
    metric = reading.words.metrics.get(node["metric"].text())
    priority = reading.words.priorities.get(node["priority"].text())
    seconds = node["target_in_seconds"].whole() if "target_in_seconds" in node else node["target"].whole() * 60
    length = duration_text(seconds)
    if metric and priority and length:
        return _Target(metric, priority, length, node["business_hours"].true(), node)
    words = f"{node['metric'].text()} of priority {node['priority'].text() or 'none'}, {seconds} s"
    reading.tell(node, f"this is no target that a policy knows: {words}", at)
    return None


def _agreeing(targets: list[_Target], reading: Reading, at: Path) -> list[_Target]:
    """Return the targets that count in the hours of most targets of their priority; the others are told."""
    hours = {one: most(target.business for target in targets if target.priority == one) for one in ORDER}
    for target in targets:
        if target.business != hours[target.priority]:
            kind, other = ("business", "calendar") if target.business else ("calendar", "business")
            message = (
                f"{target.metric} of {target.priority} tickets, {target.length}, counts {kind} hours and the other "
                f"metrics {other} hours: a rule has one calendar for a priority, so this target is left out"
            )
            reading.tell(target.node, message, at)
    return [target for target in targets if target.business == hours[target.priority]]


def _written(targets: list[_Target]) -> Value:
    metrics = dict.fromkeys(target.metric for target in targets)
    return {
        metric: by_priority({one.priority: one.length for one in targets if one.metric == metric}, everyone=False)
        for metric in metrics
    }


def _calendar(targets: list[_Target], schedules: list[str], reading: Reading, at: Path) -> Value:
    """Return the calendar of a rule.

    Raises:
        InputError: business hours are counted and no schedule is given.
    """
    business = {target.priority: target.business for target in targets}
    counted = next((target.node for target in targets if target.business), None)
    if counted and not schedules:
        raise InputError(
            f"{counted.place}: business hours are counted, and no schedule is among the files",
            "add the answer of /api/v2/business_hours/schedules",
        )
    if counted and len(schedules) > 1:
        message = f"triggers set the schedule: {schedules[0]!r} is taken for all; write calendar: {{by: team, …}}"
        reading.tell(counted, message, at)
    return calendar_of(business, schedules[0] if schedules else PREDEFINED)
