"""Freshdesk's reminders and escalations as those of a policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from hindesk.exchange.nodes import Node
from hindesk.exchange.reading import Reading
from hindesk.exchange.targets import duration_text
from hindesk.policy.recipients import PLAIN
from hindesk.yaml_source import Path, Value

_LEVEL: Final = re.compile(r"(?:level_?)?(\d)")


@dataclass(frozen=True, slots=True)
class Rule:
    """What notices need to know of their rule.

    Args:
        at: where it stands in the policy.
        metrics: the metrics that have a target.
        told: the priorities for which escalation is on; None: all that have a target.
        wall: durations differ from open time, so that they count by the wall clock.
    """

    at: Path
    metrics: tuple[str, ...]
    told: tuple[str, ...] | None
    wall: bool


def read_notices(escalation: Node, rule: Rule, reading: Reading) -> dict[str, Value]:
    """Return the `remind` and `escalate` of a rule, as far as there are any."""
    remind: list[Value] = []
    escalate: dict[str, Value] = {}
    for key, node in escalation.items():
        words = reading.words
        metric = (words.reminders | words.escalations | words.levels).get(key)
        if not node.mapping():
            continue
        if metric is None or metric not in rule.metrics:
            why = "is not known" if metric is None else f"has no target of {metric}"
            reading.tell(node, f"the escalation {key!r} {why}, so that it is left out", rule.at)
        elif key in words.reminders:
            remind += [{"metric": metric, **one} for one in _notice(node, rule, reading, (*rule.at, "remind"))]
        else:
            levels = _levels(node, key, rule, reading, (*rule.at, "escalate", metric))
            escalate.update({metric: levels} if levels else {})
    return {**({"remind": remind} if remind else {}), **({"escalate": escalate} if escalate else {})}


def _levels(node: Node, key: str, rule: Rule, reading: Reading, at: Path) -> list[Value]:
    """Return the levels of a ladder, lowest first."""
    if key in reading.words.escalations:
        return [{"level": 1, **one} for one in _notice(node, rule, reading, at)]
    found: dict[int, list[dict[str, Value]]] = {}
    for name, one in node.items():
        number = _LEVEL.fullmatch(name)
        if number is None or number[1] == "0":
            reading.tell(one, f"{name!r} is no level, so that it is left out", at)
        elif one.mapping():
            found[int(number[1])] = list(_notice(one, rule, reading, at))
    return [{"level": number, **one} for number in sorted(found) for one in found[number]]


def _notice(node: Node, rule: Rule, reading: Reading, at: Path) -> Iterator[dict[str, Value]]:
    """Yield the notice, unless it can't be said."""
    seconds = node["escalation_time"].whole()
    length = duration_text(abs(seconds)) if seconds else "0m"
    told = [_recipient(one, reading, at) for one in node["agent_ids"].list()]
    to = [one for number, one in enumerate(told) if one not in told[:number]]
    if not to or length is None or (at[-1] == "remind" and not seconds):
        reading.tell(node, "this tells nobody, or at no time that can be said, so that it is left out", at)
        return
    side = "before" if seconds < 0 or at[-1] == "remind" else "after"
    notice: dict[str, Value] = {side: length}
    if rule.wall and seconds:
        notice["time"] = "wall"
    notice["to"] = list[Value](to)
    if rule.told is not None:
        notice["when"] = {"priority": list[Value](rule.told)}
    yield notice


def _recipient(node: Node, reading: Reading, at: Path) -> Value:
    identifier = node.text()
    if identifier == reading.words.assignee:
        return "assignee"
    name = reading.name_of("agent", identifier, node, at)
    return {"person": name} if name in PLAIN else name
