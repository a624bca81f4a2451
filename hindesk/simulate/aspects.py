"""Policies between two policies: the old one with some of its aspects taken from the new one."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import Final

from hindesk.calendars.calendar import Calendar
from hindesk.policy.automation import Automation
from hindesk.policy.escalation import Notice
from hindesk.policy.traits import Trait
from hindesk.policy.values import Choice, Duration, Metric, Policy, SlaRule
from hindesk.simulate.traits import named_by_place, only_asked_for, with_common_traits

Aspects = frozenset[str]
"""Some of `ASPECTS`."""

ASPECTS: Final = (
    "target",
    "calendar",
    "pause",
    "condition",
    "on_change",
    "priority",
    "status",
    "metric",
    "escalation",
    "automation",
)
"""What can change a verdict. `landing` and `tiers` can't: landing moves due instants alone, and tiers judge nothing.

`condition` is which rules there are, in which order and for which tickets; `status` the categories of statuses;
`metric` what starts, stops, restarts and cancels a clock, and whether it repeats; `escalation` what levels set, when;
`automation` what rules set, which tasks begin, and which tickets stay solved when a customer only says thanks.
"""

NOTHING: Final[Aspects] = frozenset()

_SAME: Final[tuple[Callable[[SlaRule], Hashable], ...]] = (
    lambda rule: rule.name,
    lambda rule: rule.when,
    lambda _: None,
)
"""How rules correspond: by name, then by condition, then in their order."""


def aligned(old: Policy, new: Policy) -> tuple[Policy, Policy]:
    """The two policies with the same calendars and traits: all of both, named so that equal ones have one name."""
    pool: list[Calendar] = []
    traits: list[Trait] = []
    renamed = [with_common_traits(_with_numbered_calendars(policy, pool), traits) for policy in (old, new)]
    calendars = {str(number): replace(calendar, name=str(number)) for number, calendar in enumerate(pool)}
    common = named_by_place(traits)
    first, second = (replace(policy, calendars=calendars, traits=common) for policy in renamed)
    return first, second


def differing(old: Policy, new: Policy) -> tuple[str, ...]:
    """The aspects in which two aligned policies differ."""
    plain = mixed(old, new, NOTHING)
    return tuple(aspect for aspect in ASPECTS if mixed(old, new, frozenset({aspect})) != plain)


def mixed(old: Policy, new: Policy, aspects: Aspects) -> Policy:
    """The old policy with these aspects of the new one; both are aligned.

    Rules correspond by name, else by equal condition, else in their order. With `condition`, the new policy's rules
    stand in its order, and each that corresponds to an old one keeps that one's other aspects; a rule without a
    counterpart comes whole. Names and lines of rules are dropped, and so is what changes no verdict: tiers,
    permissions, approvals, sensitive matters, and traits that no condition asks for.
    """
    found = replace(
        old,
        metrics=_metrics(old, new, aspects),
        sla=_rules(old, new, aspects),
        tiers=(),
        priority=tuple(replace(rule, line=0) for rule in _side(old, new, "priority" in aspects).priority),
        statuses=_side(old, new, "status" in aspects).statuses,
        evaluate_every=_side(old, new, "escalation" in aspects).evaluate_every,
        automation=_bare(_side(old, new, "automation" in aspects).automation),
        tasks=tuple(replace(task, line=0) for task in _side(old, new, "automation" in aspects).tasks),
        thanks=_side(old, new, "automation" in aspects).thanks,
        permissions=(),
        approvals=(),
        sensitive=(),
    )
    return only_asked_for(found, old.traits)


def measured(policy: Policy) -> frozenset[str]:
    """The names of the metrics for which any rule of a policy has a target, and of its tasks."""
    targeted = {name for rule in policy.sla for name in rule.targets}
    return frozenset(metric.name for metric in policy.metrics if metric.own or metric.name in targeted)


def _side(old: Policy, new: Policy, take_new: bool) -> Policy:  # noqa: FBT001 - which of the two
    return new if take_new else old


def _bare(automation: Automation) -> Automation:
    """The rules without what can't change a verdict: their names, whom they tell, and where they stand."""
    rules = (replace(rule, name="", line=0, action=replace(rule.action, notify=())) for rule in automation.rules)
    return replace(automation, rules=tuple(rules))


def _told(rule: SlaRule) -> dict[str, tuple[Notice, ...]]:
    """The notices of a rule without what can't change a verdict: whom they tell, and where they stand."""
    return {
        metric: tuple(replace(notice, to=(), line=0) for notice in notices) for metric, notices in rule.notices.items()
    }


def _with_numbered_calendars(policy: Policy, pool: list[Calendar]) -> Policy:
    numbers: dict[str, str] = {}
    for name, calendar in policy.calendars.items():
        bare = replace(calendar, name="")
        if bare not in pool:
            pool.append(bare)
        numbers[name] = str(pool.index(bare))
    rules = [replace(rule, calendar=_renamed(rule.calendar, numbers)) for rule in policy.sla]
    automation = tuple(replace(rule, calendar=numbers.get(rule.calendar, "")) for rule in policy.automation.rules)
    return replace(
        policy,
        sla=tuple(rules),
        automation=replace(policy.automation, rules=automation),
        metrics=tuple(replace(metric, own=_own(metric, numbers)) for metric in policy.metrics),
        tasks=tuple(replace(task, calendar=numbers[task.calendar]) for task in policy.tasks),
    )


def _own(metric: Metric, numbers: dict[str, str]) -> tuple[Duration, str] | None:
    return None if metric.own is None else (metric.own[0], numbers[metric.own[1]])


def _renamed(choice: Choice[str], names: dict[str, str]) -> Choice[str]:
    otherwise = None if choice.otherwise is None else names[choice.otherwise]
    return replace(choice, otherwise=otherwise, cases=tuple((value, names[name]) for value, name in choice.cases))


def _metrics(old: Policy, new: Policy, aspects: Aspects) -> tuple[Metric, ...]:
    pauses = {metric.name: metric.pause for metric in _side(old, new, "pause" in aspects).metrics}
    base = [metric for metric in _side(old, new, "metric" in aspects).metrics if metric.own is None]
    base += [metric for metric in _side(old, new, "automation" in aspects).metrics if metric.own is not None]
    return tuple(replace(metric, pause=pauses.get(metric.name, metric.pause), title="") for metric in base)


def _rules(old: Policy, new: Policy, aspects: Aspects) -> tuple[SlaRule, ...]:
    pairs = _counterparts(old.sla, new.sla)
    if "condition" in aspects:
        backwards = {second: first for first, second in pairs.items()}
        return tuple(_rule(backwards.get(number), number, (old, new), aspects) for number in range(len(new.sla)))
    return tuple(_rule(number, pairs.get(number), (old, new), aspects) for number in range(len(old.sla)))


def _rule(first: int | None, second: int | None, policies: tuple[Policy, Policy], aspects: Aspects) -> SlaRule:
    """One rule of the mixture, made of the first policy's rule and the second's; at least one of them is there."""
    old = None if first is None else policies[0].sla[first]
    new = None if second is None else policies[1].sla[second]

    def source(aspect: str) -> SlaRule:
        chosen = (new or old) if aspect in aspects else (old or new)
        if chosen is None:
            raise AssertionError
        return chosen

    return SlaRule(
        "",
        source("condition").when,
        source("calendar").calendar,
        source("target").targets,
        pause=source("pause").pause,
        on_change=source("on_change").on_change,
        notices=_told(source("escalation")),
    )


def _counterparts(old: tuple[SlaRule, ...], new: tuple[SlaRule, ...]) -> dict[int, int]:
    """The number of the new rule that corresponds to each old one that has one."""
    pairs: dict[int, int] = {}
    for same in _SAME:
        for first, rule in enumerate(old):
            free = (second for second in range(len(new)) if second not in pairs.values())
            match = next((second for second in free if same(new[second]) == same(rule)), None)
            if first not in pairs and match is not None:
                pairs[first] = match
    return pairs
