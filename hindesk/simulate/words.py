"""The names behind the numbers of a comparison: those that two policies give their metrics and rules."""

from __future__ import annotations

from dataclasses import dataclass

from hindesk.policy.values import Policy


@dataclass(frozen=True, slots=True)
class Names:
    """The metrics and rules of two policies under common numbers: the new policy's first, then the old one's others."""

    metrics: tuple[str, ...]
    rules: tuple[str, ...]


def names_of(old: Policy, new: Policy) -> Names:
    """The common names of two policies."""
    metrics = dict.fromkeys(metric.name for policy in (new, old) for metric in policy.metrics)
    rules = dict.fromkeys(rule.name for policy in (new, old) for rule in policy.sla)
    return Names(tuple(metrics), tuple(rules))
