"""Who gets a ticket, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from hindesk.policy.routing import Costs, Routing, Weights
from hindesk.policy.values import Policy
from hindesk.wording import times
from hindesk.wording.calendars import chosen
from hindesk.wording.conditions import condition, value
from hindesk.wording.phrases import Phrases
from hindesk.wording.rules import everybody, tier
from hindesk.wording.statement import Statement


def routing_statements(policy: Policy, phrases: Phrases) -> Iterator[Statement]:
    """Yield how tickets are given to people, then what they need."""
    routing = policy.routing
    if routing is None:
        return
    for what, says in _choices(routing, phrases).items():
        yield Statement("routing", "", phrases.say(f"what.{what}"), says)
    for rule in routing.skills:
        yield Statement("skills", rule.name, phrases.say("what.for"), everybody(rule.when, phrases))
        yield Statement("skills", rule.name, phrases.say("what.needs"), needs(rule.steps, phrases))


def needs(steps: tuple[dict[str, int], ...], phrases: Phrases) -> str:
    """Return the skills that a ticket needs, step after step: `payments (level 2), else anyone`."""
    return phrases.say("routing.else").join(_step(step, phrases) for step in steps)


def _step(step: dict[str, int], phrases: Phrases) -> str:
    if not step:
        return phrases.say("routing.anyone")
    named = (
        skill if level == 1 else phrases.say("routing.skill", skill=skill, level=level) for skill, level in step.items()
    )
    return phrases.listed(named, by="and")


def _choices(routing: Routing, phrases: Phrases) -> dict[str, str]:
    said = {
        "strategy": phrases.say(f"strategy.{routing.strategy}"),
        "order": phrases.say(f"order.{routing.order}"),
        "language": phrases.say(f"language.{routing.language}"),
    }
    if routing.on_call is not None:
        said["schedule"] = chosen(routing.on_call, phrases, _as_written)
    if routing.before_due:
        said["before_due"] = phrases.say("routing.before_due")
    if routing.weights != Weights():
        said["weights"] = _weights(routing.weights, phrases)
    if routing.counts is not None:
        said["counts"] = condition(routing.counts, phrases)
    if routing.exclude is not None:
        said["exclude"] = condition(routing.exclude, phrases)
    if routing.limit is not None:
        within = times.amount(routing.limit.within, phrases)
        said["limit"] = phrases.say("routing.limit", tickets=routing.limit.tickets, within=within)
    if routing.costs != Costs():
        points = (phrases.say("routing.points", what=what, n=n) for what, n in asdict(routing.costs).items())
        said["costs"] = phrases.clauses(points)
    return said


def _as_written(name: str, _: Phrases) -> str:
    return name


def _weights(weights: Weights, phrases: Phrases) -> str:
    heavy = {value("priority", name, phrases): weight for name, weight in weights.priority.items()}
    heavy |= {tier(number, phrases): weight for number, weight in weights.tier.items()}
    return phrases.clauses(phrases.say("routing.weight", what=what, n=weight) for what, weight in heavy.items())
