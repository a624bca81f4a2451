"""Who may hold what, what needs an approval, and what may not be handled in public, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hindesk.policy.permissions import Holder
from hindesk.policy.values import Condition, Policy
from hindesk.wording.conditions import condition, only_if, triggers
from hindesk.wording.phrases import Phrases
from hindesk.wording.statement import Statement


def permission_statements(policy: Policy, phrases: Phrases) -> Iterator[Statement]:
    """Yield of each permission which tickets it is about, and who may hold them."""
    for rule in policy.permissions:
        tier = phrases.say("permissions.from_tier", tier=rule.tier) if rule.tier is not None else ""
        whose = phrases.clauses((_every(rule.when, phrases), tier))
        yield Statement("permissions", rule.name, phrases.say("what.for"), whose)
        yield Statement("permissions", rule.name, phrases.say("what.hold"), holders(rule.holders, phrases))


def approval_statements(policy: Policy, phrases: Phrases) -> Iterator[Statement]:
    """Yield what each approval is needed for, and what tells that it is there."""
    for rule in policy.approvals:
        asks = phrases.clauses((triggers(rule.on, phrases), only_if(rule.when, phrases)))
        yield Statement("approvals", rule.name, phrases.say("what.asks"), asks)
        yield Statement("approvals", rule.name, phrases.say("what.approved"), condition(rule.approved, phrases))


def sensitive_statements(policy: Policy, phrases: Phrases) -> Iterator[Statement]:
    """Yield which tickets each sensitive matter is about, and when they are public."""
    for matter in policy.sensitive:
        yield Statement("sensitive", matter.name, phrases.say("what.for"), _every(matter.when, phrases))
        yield Statement("sensitive", matter.name, phrases.say("what.public"), _every(matter.public, phrases))


def holders(listed: Iterable[Holder], phrases: Phrases) -> str:
    """Return who may hold something: `anybody in the team Billing or Kim`."""
    return phrases.listed((_holder(one, phrases) for one in listed), by="or")


def _every(when: Condition, phrases: Phrases) -> str:
    """Return which tickets are meant, where every rule counts."""
    return condition(when, phrases) or phrases.say("condition.every")


def _holder(one: Holder, phrases: Phrases) -> str:
    name = one.name
    if one.sort == "skill" and one.level > 1:
        name = phrases.say("routing.skill", skill=one.name, level=one.level)
    return phrases.say(f"permissions.{one.sort}", name=name, level=one.level)
