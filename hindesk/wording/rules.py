"""The rules of `priority`, `tiers` and `sla` in words, without their targets."""

from __future__ import annotations

from collections.abc import Iterator

from hindesk.policy.values import Condition, Policy, SlaRule
from hindesk.wording.calendars import chosen
from hindesk.wording.conditions import condition, value
from hindesk.wording.head import titles
from hindesk.wording.phrases import Phrases
from hindesk.wording.statement import Section, Statement


def given_statements(policy: Policy, phrases: Phrases) -> Iterator[Statement]:
    """Yield which tickets get which priority, then who works on which."""
    for rule in policy.priority:
        yield _rule("priority", value("priority", rule.priority, phrases), rule.when, phrases)
    for one in policy.tiers:
        yield _rule("tiers", tier(one.tier, phrases), one.when, phrases)


def sla_statements(policy: Policy, phrases: Phrases) -> Iterator[Statement]:
    """Yield for each rule of `sla` whom it is for, when time counts and when it does not."""
    for rule in policy.sla:
        for what, says in _parts(rule, policy, phrases):
            yield Statement("sla", rule.name, what, says)


def tier(number: int, phrases: Phrases) -> str:
    """Return what a tier is called."""
    return phrases.say("value_tier.named", tier=number)


def everybody(when: Condition, phrases: Phrases) -> str:
    """Return which tickets are meant; a rule without a condition is for all others."""
    return condition(when, phrases) or phrases.say("condition.everything_else")


def _rule(section: Section, name: str, when: Condition, phrases: Phrases) -> Statement:
    return Statement(section, name, "", everybody(when, phrases))


def _parts(rule: SlaRule, policy: Policy, phrases: Phrases) -> Iterator[tuple[str, str]]:
    yield phrases.say("what.for"), everybody(rule.when, phrases)
    yield phrases.say("what.calendar"), chosen(rule.calendar, phrases)
    called = titles(policy, phrases)
    for metric, when in rule.pause.items():
        yield phrases.say("what.pause_of", metric=called.get(metric, metric)), condition(when, phrases)
    if rule.on_change != "carry":
        yield phrases.say("what.on_change"), phrases.say(f"on_change.{rule.on_change}")
