"""Metrics as the walk reads them."""

from __future__ import annotations

from hindesk.policy.values import Any, Condition, Metric, SlaRule, Trigger
from hindesk.replay.codes import ENDING, REPEATS, UNITS
from hindesk.replay.needs import needs_of, reopen_needs
from hindesk.replay.programs import Programs


def metric_block(metric: Metric, programs: Programs) -> list[int]:
    """Return a metric's block: its triggers, `after`, `repeat`, what history must tell, and all its signals."""
    block: list[int] = []
    for triggers in (metric.start, metric.stop, metric.cancel, metric.restart):
        block += _trigger(triggers, programs)
    after = _signals(metric.after, programs)
    hears = ENDING | _signals(metric.start + metric.stop + metric.cancel + metric.restart, programs)
    needs = [int(needs_of(metric)), int(reopen_needs(metric))]
    return [*block, after, REPEATS[metric.repeat], *needs, hears, *_own(metric, programs)]


def pause_of(metric: Metric, rule: SlaRule | None) -> Condition | None:
    """Return the pause of a metric under a rule: the rule's own, else the metric's."""
    if rule is not None and metric.name in rule.pause:
        return rule.pause[metric.name]
    return metric.pause


def _trigger(triggers: tuple[Trigger, ...], programs: Programs) -> list[int]:
    changed = sum({1 << programs.slots.index(one.changed) for one in triggers if one.changed})
    conditions = tuple(one.condition for one in triggers if one.condition)
    return [_signals(triggers, programs), changed, programs.watch(Any(conditions) if conditions else None)]


def _signals(triggers: tuple[Trigger, ...], programs: Programs) -> int:
    return sum({programs.signals[one.signal] for one in triggers if one.signal})


def _own(metric: Metric, programs: Programs) -> list[int]:
    """Return the calendar and the place of the target of a task's clock; -1 and nothing of any other."""
    if metric.own is None:
        return [-1, 0]
    target, calendar = metric.own
    return [programs.calendars.index(calendar), programs.add([target.amount, UNITS[target.unit]])]
