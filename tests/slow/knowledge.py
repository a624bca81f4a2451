"""What a metric needs to know of a history."""

from __future__ import annotations

from hindesk.events import Knows
from hindesk.policy import values
from tests.slow.conditions import tests_of

IMPLIED = {Knows.FIRST_REPLY: Knows.MESSAGES, Knows.SOLVED: Knows.STATUSES, Knows.FIRST_ASSIGNEE: Knows.ASSIGNEES}
MESSAGES = {"customer_message", "agent_reply", "agent_note", "automatic_reply"}
FIELDS = {
    "status": Knows.STATUSES,
    "assignee": Knows.ASSIGNEES,
    "team": Knows.TEAMS,
    "handled_by": Knows.MESSAGES,
}


def condition_needs(condition: values.Condition) -> Knows:
    """What a condition needs."""
    needs = Knows.NOTHING
    for test in tests_of(condition):
        needs |= FIELDS.get(test.field, Knows.NOTHING)
    return needs


def trigger_needs(trigger: values.Trigger) -> Knows:
    """What a trigger needs, wherever it stands."""
    if trigger.condition is not None:
        return condition_needs(trigger.condition)
    if trigger.changed is not None:
        return FIELDS.get(trigger.changed, Knows.NOTHING)
    return Knows.MESSAGES if trigger.signal in MESSAGES else Knows.NOTHING


def asks_for_the_end(trigger: values.Trigger) -> bool:
    """Whether a trigger compares the status with nothing but `solved` and `closed`."""
    test = trigger.condition
    if not isinstance(test, values.Test) or test.field != "status" or test.operator not in ("is", "in"):
        return False
    return {value.casefold() for value in test.values} <= {"solved", "closed"}


def runs_once(metric: values.Metric) -> bool:
    """Whether a metric has one clock, which starts with the ticket."""
    return metric.repeat == "once" and all(trigger.signal == "created" for trigger in metric.start)


def stop_needs(metric: values.Metric, trigger: values.Trigger) -> Knows:
    """What a trigger needs that stops a clock."""
    if asks_for_the_end(trigger):
        return Knows.SOLVED
    if runs_once(metric) and trigger.signal == "agent_reply":
        return Knows.FIRST_REPLY
    if runs_once(metric) and trigger.condition == values.Test("assignee", "is_set", ("true",)):
        return Knows.FIRST_ASSIGNEE
    return trigger_needs(trigger)


def metric_needs(metric: values.Metric) -> Knows:
    """What the triggers of a metric need."""
    needs = Knows.NOTHING
    for trigger in metric.start + metric.after + metric.restart:
        needs |= trigger_needs(trigger)
    for trigger in metric.stop:
        needs |= stop_needs(metric, trigger)
    for trigger in metric.cancel:
        needs |= Knows.SOLVED if asks_for_the_end(trigger) else trigger_needs(trigger)
    return needs


def reopening_needs(metric: values.Metric) -> Knows:
    """What the time between a stop and a reopening needs."""
    needs = Knows.NOTHING
    for trigger in metric.stop if metric.repeat == "resume" else ():
        needs |= trigger_needs(trigger)
    return needs


def lacking(needs: Knows, knows: Knows) -> tuple[str, ...]:
    """The names of the needed parts that a history does not tell."""
    parts = [part for part in Knows if part in needs and part]
    missing = [part for part in parts if part not in knows and IMPLIED.get(part, part) not in knows]
    return tuple(str(part.name).lower() for part in missing)
