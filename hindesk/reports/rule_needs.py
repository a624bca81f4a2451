"""What histories must tell for it to be certain how often the rules of a policy matched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hindesk.events import Knows
from hindesk.policy.automation import AutomationRule, Since
from hindesk.policy.values import Condition, Policy
from hindesk.replay.needs import needs_of, pause_needs, trigger_needs
from hindesk.reports.untold import needs_of_conditions

_SINCE: Final[dict[Since, Knows]] = {
    "customer_message": Knows.MESSAGES,
    "agent_reply": Knows.MESSAGES,
    "unassigned": Knows.ASSIGNEES,
    "waiting_on_customer": Knows.STATUSES,
}
"""What the instants need from which rules in time count."""


def needs_of_rules(policy: Policy) -> Knows:
    """Return what the rules of `priority`, `automation`, `tiers` and `sla` need."""
    needs = needs_of_conditions(_conditions(policy), policy)
    for rule in policy.automation.rules:
        needs |= _needs_of_moment(rule, policy)
    return needs


def _conditions(policy: Policy) -> Iterator[Condition]:
    for section in (policy.priority, policy.automation.rules, policy.tiers, policy.sla):
        yield from (rule.when for rule in section)


def _needs_of_moment(rule: AutomationRule, policy: Policy) -> Knows:
    """Return what it needs to tell when a rule is looked at."""
    needs = Knows.NOTHING
    for trigger in rule.on:
        needs |= trigger_needs(trigger)
    if rule.moment != "time":
        return needs
    return needs | (_needs_of_due(policy) if rule.since == "due" else _SINCE.get(rule.since, Knows.NOTHING))


def _needs_of_due(policy: Policy) -> Knows:
    """Return what the clocks with targets need, their pauses too."""
    needs = Knows.NOTHING
    for metric in policy.metrics:
        rules = [rule for rule in policy.sla if metric.name in rule.targets]
        if rules or metric.own is not None:
            needs |= needs_of(metric) | pause_needs(metric.pause)
        for rule in rules:
            needs |= pause_needs(rule.pause.get(metric.name))
    return needs
