"""Reminders and ladders of a policy as Freshdesk's escalations."""

from __future__ import annotations

from dataclasses import dataclass

from hindesk.exchange.clauses import TooMany, clauses_of
from hindesk.exchange.out_targets import never_closes
from hindesk.exchange.targets import ORDER
from hindesk.exchange.writing import Writing
from hindesk.policy.durations import SECOND
from hindesk.policy.escalation import REMINDER, Notice, Recipient
from hindesk.policy.values import Condition, SlaRule
from hindesk.yaml_source import Path, Value

LEVELS = 4
"""The most levels of a resolution's escalation."""


@dataclass(frozen=True, slots=True)
class Escalation:
    """What is written as `escalation`, and the priorities for which it is on."""

    said: dict[str, Value]
    priorities: frozenset[str]


def escalation_of(rule: SlaRule, number: int, writing: Writing) -> Escalation:
    """Return the notices of a rule as far as Freshdesk can say them."""
    said: dict[str, Value] = {}
    told: set[frozenset[str]] = set()
    for metric, notices in rule.notices.items():
        for notice in notices:
            at: Path = ("sla", number, "remind") if notice.level == REMINDER else ("sla", number, "escalate", metric)
            one = _notice(notice, rule, at, writing)
            if one is None or not _placed(said, one, metric, notice.level, writing):
                shown = "a reminder" if notice.level == REMINDER else f"level {notice.level}"
                writing.tell(at, f"{shown} of {metric} on line {notice.line} is left out: Freshdesk has no such notice")
            else:
                told.add(_priorities(notice.when) or frozenset(ORDER))
    if len(told) > 1:
        writing.tell(
            ("sla", number), "Freshdesk switches escalation on by priority for all notices of a policy together"
        )
    return Escalation(said, frozenset().union(*told))


def _placed(said: dict[str, Value], one: Value, metric: str, level: int, writing: Writing) -> bool:
    """Write a notice where there is room for it; tell whether there was."""
    words = writing.words
    single = {name: key for key, name in (words.reminders if level == REMINDER else words.escalations).items()}
    if metric in single:
        return said.setdefault(single[metric], one) is one
    ladder = next((key for key, name in words.levels.items() if name == metric), None)
    if ladder is None or not 0 < level <= LEVELS:
        return False
    levels = said.setdefault(ladder, {})
    return isinstance(levels, dict) and levels.setdefault(f"level_{level}", one) is one


def _notice(notice: Notice, rule: SlaRule, at: Path, writing: Writing) -> Value:
    """Return one notice; None where it can't be said."""
    if notice.measure not in {"open", "wall"} or (notice.when is not None and _priorities(notice.when) is None):
        return None
    names = [name for _, name in rule.calendar.cases] + ([rule.calendar.otherwise] if rule.calendar.otherwise else [])
    if (
        notice.measure == "open"
        and notice.offset
        and not all(never_closes(writing.policy.calendars[one]) for one in names)
    ):
        writing.tell(at, "Freshdesk's escalations count by the wall clock, not in open time")
    if notice.sets:
        writing.tell(at, "Freshdesk's escalations set nothing")
    agents: list[Value] = [one for recipient in notice.to if (one := _agent(recipient, at, writing)) is not None]
    return {"escalation_time": notice.offset // SECOND, "agent_ids": agents} if agents else None


def _agent(recipient: Recipient, at: Path, writing: Writing) -> Value:
    if recipient.sort == "assignee":
        return int(writing.words.assignee)
    if recipient.sort == "person":
        return writing.identifier("agent", recipient.name, at)
    shown = f"{recipient.sort} {recipient.name}".strip()
    writing.tell(at, f"Freshdesk tells agents, and not {shown!r}")
    return None


def _priorities(when: Condition | None) -> frozenset[str] | None:
    """Return the priorities for which a condition holds, where it is about nothing else."""
    if when is None:
        return None
    try:
        clauses = clauses_of(when)
    except TooMany:
        return None
    plain = len(clauses) == 1 and all(
        one.field == "priority" and one.operator == "is" and one.holds for one in clauses[0]
    )
    return frozenset(one.values[0] for one in clauses[0]) if plain else None
