"""PagerDuty's escalation policies, as the API's JSON, read as ladders of a policy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from hindesk.exchange.nodes import Node
from hindesk.exchange.pagerduty_schedules import read_schedules
from hindesk.exchange.people import is_word, person
from hindesk.exchange.reading import Reading
from hindesk.exchange.records import Record
from hindesk.exchange.targets import duration_text
from hindesk.exchange.when import one_or_list
from hindesk.policy.calendar_model import PREDEFINED
from hindesk.policy.ladders import MOST
from hindesk.policy.notice_models import HIGHEST, MOST_TIMES
from hindesk.yaml_source import Path, Value

METRIC: Final = "first_response"
"""The clock that stands for the wait for an acknowledgement, which no ticket's history has."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One escalation rule: whom it tells, and how many minutes the incident stays with it."""

    to: list[Value]
    minutes: int


def read_pagerduty(records: Sequence[Record], reading: Reading) -> None:
    """Write one rule for each escalation policy, whose first delay is the target, and the schedules.

    Raises:
        InputError: something is not of the API's shape.
    """
    schedules = read_schedules(records, reading)
    policies = [record.node for record in records if record.kind == "escalation_policy"]
    for policy in policies:
        _read_policy(policy, schedules, reading, several=len(policies) > 1)
    if not policies and schedules:
        message = "schedules alone make no policy: this rule with its target is only there to hold them"
        reading.tell(records[0].node, message, ("sla", 0))
        name = next(iter(schedules.values()))
        levels: Value = [{"level": 1, "after": "0m", "to": [{"on_call": name}]}]
        rule: dict[str, Value] = {
            "name": name,
            "calendar": PREDEFINED,
            "targets": {METRIC: "30m"},
            "escalate": {METRIC: levels},
        }
        reading.rules.append(rule)


def _read_policy(policy: Node, schedules: dict[str, str], reading: Reading, *, several: bool) -> None:
    """Write one rule, or say why there is none."""
    at: Path = ("sla", len(reading.rules))
    described = f"PagerDuty escalation policy {policy['id'].text()}".rstrip()
    reading.draft.note(at, ": ".join(filter(None, [described, policy["description"].text()])))
    reading.tell_strange_keys(policy, "escalation_policy", at)
    names = [str(rule["name"]) for rule in reading.rules if isinstance(rule, dict)]
    name = reading.unique(policy["name"].text() or policy["summary"].text() or described, names)
    below = (*at, "escalate", METRIC)
    steps = [step for one in policy["escalation_rules"].list() if (step := _step(one, schedules, reading, below))]
    if not steps:
        reading.leave_out(policy, f"the rule {name!r} is left out: it tells nobody", at)
        return
    message = f"PagerDuty escalates until somebody acknowledges: taken as {METRIC}, since no ticket's history has that"
    reading.tell(policy["escalation_rules"], message, (*at, "targets"))
    when = _condition(policy, reading, (*at, "when"), several=several)
    target = duration_text(steps[0].minutes * 60)
    ladder = _ladder(policy, steps, reading, below)
    reading.rules.append(
        {
            "name": name,
            **({"when": when} if when else {}),
            "calendar": PREDEFINED,
            "targets": {METRIC: target},
            "escalate": {METRIC: ladder},
        }
    )


def _step(rule: Node, schedules: dict[str, str], reading: Reading, at: Path) -> _Step | None:
    """Read one escalation rule; None where it tells nobody who can be said."""
    reading.tell_strange_keys(rule, "escalation_rule", at)
    strategy = rule["escalation_rule_assignment_strategy"]
    word = strategy["type"].text() if isinstance(strategy.value, dict) else strategy.text()
    if word == "round_robin":
        reading.tell(strategy, "round robin tells one target after the other: here all of them are told", at)
    to: list[Value] = [
        one for target in rule["targets"].list() if (one := _recipient(target, schedules, reading, at)) is not None
    ]
    distinct: list[Value] = [one for number, one in enumerate(to) if one not in to[:number]]
    return _Step(distinct, max(rule["escalation_delay_in_minutes"].whole(), 1)) if distinct else None


def _recipient(target: Node, schedules: dict[str, str], reading: Reading, at: Path) -> Value:
    """Return who is told; None where that can't be said."""
    if target["type"].text().startswith("schedule"):
        name = schedules.get(target["id"].text())
        if name is None:
            shown = target["summary"].text() or target["id"].text()
            reading.tell(target, f"the schedule {shown!r} is not among the files, so that it is left out", at)
        return {"on_call": name} if name else None
    name = person(target, reading, at)
    return {"person": name} if is_word(name) else name


def _ladder(policy: Node, steps: list[_Step], reading: Reading, at: Path) -> Value:
    """Return the levels: the first when the clock starts, each other one when the delays above it are over."""
    first = steps[0].minutes
    starts = [*accumulate((step.minutes for step in steps), initial=0)]
    if len(steps) > HIGHEST:
        reading.tell(policy["escalation_rules"], f"a ladder has {HIGHEST} levels: those above are left out", at)
    levels: list[Value] = []
    for number, (step, start) in enumerate(zip(steps[:HIGHEST], starts, strict=False), start=1):
        side = (
            {"before": duration_text(first * 60)}
            if not start
            else {"after": duration_text((start - first) * 60) or "0m"}
        )
        levels.append({"level": number, **side, "to": step.to})
    loops = policy["num_loops"].whole() if "num_loops" in policy else 0
    times = min(loops, MOST_TIMES, MOST // len(levels) - 1)
    if times < loops:
        reading.tell(
            policy["num_loops"], f"the ladder is gone up again {times} times, not {loops}: it tells too often", at
        )
    if not times:
        return levels
    return {"levels": levels, "repeat": {"every": duration_text(starts[-1] * 60), "times": times}}


def _condition(policy: Node, reading: Reading, at: Path, *, several: bool) -> dict[str, Value]:
    """Return which tickets an escalation policy is for: those of its services, else of its teams."""
    for key, field, word in (("services", "product", "service"), ("teams", "team", "team")):
        names = [one["summary"].text() or one["name"].text() or one["id"].text() for one in policy[key].list()]
        if names:
            message = f"{field} stands for PagerDuty's {word}: replace it by the condition that picks these tickets"
            reading.tell(policy[key], message, at)
            return {field: one_or_list(names)}
    if several:
        reading.tell(policy, "no service and no team say which tickets this is for: write the condition", at)
        return {"product": policy["name"].text() or policy["id"].text()}
    return {}
