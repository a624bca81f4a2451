"""The head of a policy in words, its statuses and roles, and the metrics that its rules have targets for."""

from __future__ import annotations

from collections.abc import Iterator

from hindesk.policy.values import Metric, Policy
from hindesk.wording import times
from hindesk.wording.conditions import condition, triggers, value
from hindesk.wording.phrases import Phrases
from hindesk.wording.statement import Statement


def head_statements(policy: Policy, phrases: Phrases) -> Iterator[Statement]:
    """Yield what holds for the whole policy."""
    said = {
        "name": policy.name,
        "time_zone": policy.time_zone,
        "profile": phrases.word("profile", policy.profile),
        "landing": phrases.say(f"landing.{policy.landing}"),
    }
    if policy.evaluate_every:
        every = times.amount(policy.evaluate_every, phrases)
        said["evaluate_every"] = phrases.say("policy.evaluate_every", every=every)
    if policy.people:
        said["people"] = policy.people
    for what, says in said.items():
        yield Statement("policy", "", phrases.say(f"what.{what}"), says)
    for status, category in policy.statuses.items():
        means = phrases.say("policy.status", category=value("status", category, phrases))
        yield Statement("policy", "", phrases.say("what.status", status=status), means)


def role_statements(policy: Policy, phrases: Phrases) -> Iterator[Statement]:
    """Yield who is meant by each role."""
    for role, people in policy.roles.items():
        yield Statement("roles", role, "", phrases.listed(people, by="and"))


def metric_statements(policy: Policy, phrases: Phrases) -> Iterator[Statement]:
    """Yield what each metric measures that a rule has a target for."""
    wanted = {name for rule in policy.sla for name in rule.targets}
    for metric in policy.metrics:
        if metric.name in wanted:
            for what, says in _measured(metric, phrases).items():
                yield Statement("metrics", title(metric, phrases), phrases.say(f"what.{what}"), says)


def title(metric: Metric, phrases: Phrases) -> str:
    """Return what a metric is called."""
    return phrases.word("metric", metric.title or metric.name)


def titles(policy: Policy, phrases: Phrases) -> dict[str, str]:
    """Return what each metric is called by its name, in the order of the policy."""
    return {metric.name: title(metric, phrases) for metric in policy.metrics}


def _measured(metric: Metric, phrases: Phrases) -> dict[str, str]:
    parts = {"starts": metric.start, "stops": metric.stop, "cancelled": metric.cancel, "restarts": metric.restart}
    said = {what: triggers(listed, phrases) for what, listed in parts.items() if listed}
    if metric.after:
        said["starts"] = phrases.say("metrics.after", start=said["starts"], after=triggers(metric.after, phrases))
    if metric.pause is not None:
        said["pause"] = condition(metric.pause, phrases)
    return {**said, "repeat": phrases.say(f"repeat.{metric.repeat}")}
