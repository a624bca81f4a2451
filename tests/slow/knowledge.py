"""What a metric needs to know of a history."""

from __future__ import annotations

from typing import Literal

from hindesk.events import Knows
from hindesk.policy import values
from tests.slow.conditions import tests_of

Role = Literal["start", "stop", "cancel", "restart", "pause"]

IMPLIED = {Knows.FIRST_REPLY: Knows.MESSAGES, Knows.SOLVED: Knows.STATUSES, Knows.FIRST_ASSIGNEE: Knows.ASSIGNEES}
MESSAGES = {"customer_message", "agent_reply", "agent_note", "automatic_reply"}
FIELDS = {"status": Knows.STATUSES, "assignee": Knows.ASSIGNEES, "team": Knows.TEAMS}


def test_needs(test: values.Test, role: Role, repeat: values.Repeat) -> Knows:
    """What one comparison needs, in the place where it stands."""
    ends = {value.casefold() for value in test.values} <= {"solved", "closed"}
    if test.field == "status" and role in ("stop", "cancel") and ends:
        return Knows.SOLVED
    if test.field == "assignee" and test.operator == "is_set" and role == "stop" and repeat == "once":
        return Knows.FIRST_ASSIGNEE
    return FIELDS.get(test.field, Knows.NOTHING)


def condition_needs(condition: values.Condition, role: Role, repeat: values.Repeat) -> Knows:
    """What a condition needs, in the place where it stands."""
    needs = Knows.NOTHING
    for test in tests_of(condition):
        needs |= test_needs(test, role, repeat)
    return needs


def trigger_needs(trigger: values.Trigger, role: Role, repeat: values.Repeat) -> Knows:
    """What a trigger needs, in the place where it stands."""
    if trigger.condition is not None:
        return condition_needs(trigger.condition, role, repeat)
    if trigger.changed is not None:
        return FIELDS.get(trigger.changed, Knows.NOTHING)
    if trigger.signal == "agent_reply" and role == "stop" and repeat == "once":
        return Knows.FIRST_REPLY
    return Knows.MESSAGES if trigger.signal in MESSAGES else Knows.NOTHING


def metric_needs(metric: values.Metric) -> Knows:
    """What the triggers of a metric need."""
    places: list[tuple[Role, tuple[values.Trigger, ...]]] = [
        ("start", metric.start + metric.after),
        ("stop", metric.stop),
        ("cancel", metric.cancel),
        ("restart", metric.restart),
    ]
    needs = Knows.NOTHING
    for role, triggers in places:
        for trigger in triggers:
            needs |= trigger_needs(trigger, role, metric.repeat)
    return needs


def lacking(needs: Knows, knows: Knows) -> tuple[str, ...]:
    """The names of the needed parts that a history does not tell."""
    parts = [part for part in Knows if part in needs and part]
    missing = [part for part in parts if part not in knows and IMPLIED.get(part, part) not in knows]
    return tuple(str(part.name).lower() for part in missing)
