"""The same policy with each of its conditions turned into another one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hindesk.policy.escalation import Notice
from hindesk.policy.values import All, Any, Condition, Metric, Not, Policy, SlaRule, Test, Trigger

Turn = Callable[[Test], Test]
"""What becomes of a comparison."""


def with_tests(policy: Policy, turn: Turn) -> Policy:
    """Return the policy with every comparison turned that a replay asks: those of all sections that it walks."""
    automation = policy.automation
    return replace(
        policy,
        metrics=tuple(_metric(metric, turn) for metric in policy.metrics),
        sla=tuple(_rule(rule, turn) for rule in policy.sla),
        tiers=tuple(replace(rule, when=turned(rule.when, turn)) for rule in policy.tiers),
        priority=tuple(replace(rule, when=turned(rule.when, turn)) for rule in policy.priority),
        automation=replace(
            automation, rules=tuple(replace(one, when=turned(one.when, turn)) for one in automation.rules)
        ),
        tasks=tuple(replace(task, done=_triggers(task.done, turn)) for task in policy.tasks),
    )


def turned(condition: Condition, turn: Turn) -> Condition:
    """Return a condition with its comparisons turned."""
    match condition:
        case Test():
            return turn(condition)
        case Not(part=part):
            return Not(turned(part, turn))
        case All(parts=parts):
            return All(tuple(turned(part, turn) for part in parts))
        case Any(parts=parts):
            return Any(tuple(turned(part, turn) for part in parts))


def _metric(metric: Metric, turn: Turn) -> Metric:
    return replace(
        metric,
        start=_triggers(metric.start, turn),
        stop=_triggers(metric.stop, turn),
        cancel=_triggers(metric.cancel, turn),
        restart=_triggers(metric.restart, turn),
        after=_triggers(metric.after, turn),
        pause=metric.pause and turned(metric.pause, turn),
    )


def _rule(rule: SlaRule, turn: Turn) -> SlaRule:
    return replace(
        rule,
        when=turned(rule.when, turn),
        pause={metric: turned(pause, turn) for metric, pause in rule.pause.items()},
        notices={metric: tuple(_notice(one, turn) for one in notices) for metric, notices in rule.notices.items()},
    )


def _notice(notice: Notice, turn: Turn) -> Notice:
    return replace(notice, when=notice.when and turned(notice.when, turn))


def _triggers(triggers: tuple[Trigger, ...], turn: Turn) -> tuple[Trigger, ...]:
    return tuple(replace(one, condition=one.condition and turned(one.condition, turn)) for one in triggers)
