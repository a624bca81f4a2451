"""What a ticket's history must tell for a metric to be judged: docs/concepts/clocks.md, 'What history can't tell'."""

from __future__ import annotations

from collections.abc import Iterator

from hindesk.events import Knows
from hindesk.policy.values import All, Any, Condition, Metric, Not, Test, Trigger

_FIELDS = {"status": Knows.STATUSES, "assignee": Knows.ASSIGNEES, "team": Knows.TEAMS, "handled_by": Knows.MESSAGES}
_MESSAGES = {"customer_message", "agent_reply", "agent_note", "automatic_reply"}
_ENDINGS = {"solved", "closed"}


def tests_of(condition: Condition | None) -> Iterator[Test]:
    """Give every comparison of a condition."""
    match condition:
        case Test():
            yield condition
        case All(parts=parts) | Any(parts=parts):
            for part in parts:
                yield from tests_of(part)
        case Not(part=part):
            yield from tests_of(part)


def needs_of(metric: Metric) -> Knows:
    """Return what the start, stop, cancel, restart and `after` of a metric need."""
    needs = Knows.NOTHING
    for trigger in metric.start + metric.restart:
        needs |= trigger_needs(trigger)
    for trigger in metric.stop:
        needs |= _stop(metric, trigger)
    for trigger in metric.cancel:
        needs |= Knows.SOLVED if _is_ending(trigger) else trigger_needs(trigger)
    for trigger in metric.after:
        needs |= trigger_needs(trigger)
    return needs


def pause_needs(pause: Condition | None) -> Knows:
    """Return what a pause needs."""
    needs = Knows.NOTHING
    for test in tests_of(pause):
        needs |= _FIELDS.get(test.field, Knows.NOTHING)
    return needs


def reopen_needs(metric: Metric) -> Knows:
    """Return what the time between a stop and a reopening needs."""
    if metric.repeat != "resume":
        return Knows.NOTHING
    needs = Knows.NOTHING
    for trigger in metric.stop:
        needs |= trigger_needs(trigger)
    return needs


def trigger_needs(trigger: Trigger) -> Knows:
    """Return what one trigger needs."""
    if trigger.signal is not None:
        return Knows.MESSAGES if trigger.signal in _MESSAGES else Knows.NOTHING
    if trigger.changed is not None:
        return _FIELDS.get(trigger.changed, Knows.NOTHING)
    return pause_needs(trigger.condition)


def _stop(metric: Metric, trigger: Trigger) -> Knows:
    once = metric.repeat == "once" and all(start.signal == "created" for start in metric.start)
    if trigger.signal == "agent_reply" and once:
        return Knows.FIRST_REPLY
    if _is_ending(trigger):
        return Knows.SOLVED
    if once and trigger.condition == Test("assignee", "is_set", ("true",)):
        return Knows.FIRST_ASSIGNEE
    return trigger_needs(trigger)


def _is_ending(trigger: Trigger) -> bool:
    test = trigger.condition
    is_status = isinstance(test, Test) and test.field == "status" and test.operator in ("is", "in")
    return is_status and isinstance(test, Test) and {value.lower() for value in test.values} <= _ENDINGS
