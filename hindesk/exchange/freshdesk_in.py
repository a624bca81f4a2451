"""Freshdesk's SLA policies, as the API's JSON, read as a policy."""

from __future__ import annotations

from collections.abc import Sequence

from hindesk.errors import InputError
from hindesk.exchange.freshdesk_hours import read_business_hours
from hindesk.exchange.freshdesk_notices import Rule, read_notices
from hindesk.exchange.nodes import Node
from hindesk.exchange.reading import Reading
from hindesk.exchange.records import Record
from hindesk.exchange.tables import FieldWord
from hindesk.exchange.targets import ORDER, by_priority, calendar_of, duration_text
from hindesk.exchange.when import Asked, all_of, one_or_list
from hindesk.policy.calendar_model import PREDEFINED
from hindesk.yaml_source import Path, Value


def read_freshdesk(records: Sequence[Record], reading: Reading) -> None:
    """Write the rules of SLA policies in the order of their positions, the default ones last.

    Raises:
        InputError: something is not of the API's shape, or business hours are counted and none are given.
    """
    calendars = read_business_hours(records, reading)
    policies = [record.node for record in records if record.kind == "sla_policy"]
    for policy in sorted(policies, key=lambda one: (one["is_default"].true(), _position(one))):
        _read_policy(policy, calendars, reading)


def _position(policy: Node) -> int:
    return policy["position"].whole() if "position" in policy else 1_000_000


def _read_policy(policy: Node, calendars: list[str], reading: Reading) -> None:
    """Write one rule, or say why there is none."""
    at: Path = ("sla", len(reading.rules))
    described = f"Freshdesk SLA policy {policy['id'].text()}".rstrip()
    text = policy["description"].text()
    reading.draft.note(at, f"{described}: {text}" if text and text != policy["name"].text() else described)
    reading.tell_strange_keys(policy, "sla_policy", at)
    names = [str(rule["name"]) for rule in reading.rules if isinstance(rule, dict)]
    name = reading.unique(policy["name"].text() or described, names)
    targets = _targets(policy["sla_target"], reading, (*at, "targets"))
    if not targets or ("active" in policy and not policy["active"].true()):
        why = "it has no targets" if not targets else "it is not active"
        reading.leave_out(policy, f"the rule {name!r} is left out: {why}", at)
        return
    when = {} if policy["is_default"].true() else _condition(policy["applicable_to"], reading, (*at, "when"))
    calendar = _calendar(policy["sla_target"], calendars, reading, (*at, "calendar"))
    rule: dict[str, Value] = {
        "name": name,
        **({"when": when} if when else {}),
        "calendar": calendar,
        "targets": targets,
    }
    told = _escalated(policy, reading, at)
    if told:
        every = None if len(told) == len(policy["sla_target"].mapping()) else told
        notices = Rule(at, tuple(targets), every, wall=calendar != PREDEFINED)
        rule.update(read_notices(policy["escalation"], notices, reading))
    reading.rules.append(rule)


def _targets(targets: Node, reading: Reading, at: Path) -> dict[str, Value]:
    """Return the targets by metric and priority."""
    found: dict[str, dict[str, str]] = {}
    for key, target in targets.items():
        priority = reading.words.priorities.get(key)
        if priority is None:
            reading.tell(target, f"{key!r} is no priority that a policy knows", at)
            continue
        for name, value in target.items():
            metric = reading.words.metrics.get(name)
            length = duration_text(value.whole()) if metric and value.value is not None else None
            if metric and length:
                found.setdefault(metric, {})[priority] = length
            elif value.value is not None and name not in reading.words.silent["target"]:
                reading.tell(value, f"this is no target that a policy knows: {name} {value.value!r}", at)
    order = [metric for metric in reading.words.metrics.values() if metric in found]
    return {metric: by_priority(found[metric], everyone=True) for metric in order}


def _condition(applicable: Node, reading: Reading, at: Path) -> dict[str, Value]:
    """Return the condition: any of the values of each key."""
    tests: list[Asked] = []
    for key, values in applicable.items():
        given = [node for node in values.list() if node.text()]
        if not given:
            continue
        word = reading.words.fields.get(key) or FieldWord(field=key)
        field = reading.field_of(word.field, values, at)
        tests.append(Asked(field, one_or_list([_value(node, word, reading, at) for node in given])))
    return all_of(tests)


def _value(node: Node, word: FieldWord, reading: Reading, at: Path) -> str:
    text = node.text()
    if text in word.values:
        return word.values[text]
    return reading.name_of(word.kind, text, node, at) if word.kind else text


def _calendar(targets: Node, calendars: list[str], reading: Reading, at: Path) -> Value:
    """Return the calendar of a rule.

    Raises:
        InputError: business hours are counted and none are given.
    """
    words = reading.words.priorities
    business = {words[key]: target["business_hours"].true() for key, target in targets.items() if key in words}
    counted = next((target for _, target in targets.items() if target["business_hours"].true()), None)
    if counted and not calendars:
        hint = "add the answer of /api/v2/business_hours"
        raise InputError(f"{counted.place}: business hours are counted, and none are among the files", hint)
    if counted and len(calendars) > 1:
        message = (
            f"each group has its business hours: {calendars[0]!r} is taken for all; write calendar: {{by: team, …}}"
        )
        reading.tell(counted, message, at)
    return calendar_of(business, calendars[0] if calendars else PREDEFINED)


def _escalated(policy: Node, reading: Reading, at: Path) -> tuple[str, ...]:
    """Return the priorities for which escalation is on."""
    words = reading.words.priorities
    targets = policy["sla_target"].items()
    on = {words[key] for key, target in targets if key in words and target["escalation_enabled"].true()}
    if not on and any(node.value for _, node in policy["escalation"].items()):
        reading.tell(policy["escalation"], "escalation is switched off for every priority, so that it is left out", at)
    return tuple(priority for priority in ORDER if priority in on)
