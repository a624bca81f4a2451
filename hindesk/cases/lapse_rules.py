"""The traits, permissions, approvals and sensitive matters that a case can reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hindesk.cases.found import Life
from hindesk.cases.lapse_found import has_trait
from hindesk.cases.reachable import Key, Rule, rule_at
from hindesk.events import Category
from hindesk.explain.facts import Facts
from hindesk.explain.moments import Moment
from hindesk.policy.permissions import Permission
from hindesk.policy.sources import Source
from hindesk.policy.values import Policy
from hindesk.replay.codes import ENDING
from hindesk.replay.compile import Compiled
from hindesk.replay.rule_codes import APPROVAL_ASKED

_OVER: Final = (Category.SOLVED, Category.CLOSED)


def lapse_rules(policy: Policy, source: Source) -> Iterator[Rule]:
    """Yield every trait, permission, approval and sensitive matter.

    Args:
        policy: the policy.
        source: its text.
    """
    for number, trait in enumerate(policy.traits):
        yield rule_at(source, Key("traits", number), trait.name, ("traits", trait.name))
    for number, rule in enumerate(policy.permissions):
        yield rule_at(source, Key("permissions", number), rule.name, ("permissions", number))
    for number, approval in enumerate(policy.approvals):
        yield rule_at(source, Key("approvals", number), approval.name, ("approvals", number))
    for number, matter in enumerate(policy.sensitive):
        yield rule_at(source, Key("sensitive", number), matter.name, ("sensitive", number))


def lapse_reached(compiled: Compiled, life: Life) -> Iterator[Key]:
    """Yield what one ticket reached, some of it more than once.

    A trait is reached by a ticket that has it, a permission by one that somebody holds while the rule counts, whether
    he may or not, an approval by an event that asks for it, a sensitive matter by a ticket that is about it.
    """
    matches = life.last.trace.rows.matches.to_pylist()
    yield from (Key("approvals", row["rule"]) for row in matches if row["section"] == APPROVAL_ASKED)
    seen: set[tuple[object, ...]] = set()
    for moment in life.last.trace.moments:
        state = (moment.codes, moment.tier, moment.signal & ENDING)
        if state not in seen:
            seen.add(state)
            yield from _at(compiled, moment)


def _at(compiled: Compiled, moment: Moment) -> Iterator[Key]:
    """Yield what a ticket reaches at one moment."""
    policy, facts = compiled.policy, Facts(compiled, moment.codes)
    yield from (Key("traits", number) for number, trait in enumerate(policy.traits) if has_trait(facts, trait))
    if moment.signal & ENDING or _is_over(compiled, moment):
        return
    for number, rule in enumerate(policy.permissions):
        if facts.value("assignee") is not None and _counts(rule, moment.tier) and facts.holds(rule.when):
            yield Key("permissions", number)
    yield from (Key("sensitive", number) for number, one in enumerate(policy.sensitive) if facts.holds(one.when))


def _counts(rule: Permission, tier: int | None) -> bool:
    return rule.tier is None or (tier is not None and tier >= rule.tier)


def _is_over(compiled: Compiled, moment: Moment) -> bool:
    status = moment.codes[compiled.slots.index("status")]
    return Category(compiled.vocabulary.categories[status]) in _OVER
