"""Asking a policy about one ticket: which rule of each section matches, and why those above it do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from hindesk.errors import InputError
from hindesk.explain.explanation import Explanation, explain
from hindesk.explain.facts import Facts
from hindesk.explain.remark import Remark
from hindesk.explain.ticket import Found
from hindesk.explain.traits import Traits, of_texts
from hindesk.explain.ways import Way, tests_in, way_through
from hindesk.policy.automation import Action, AutomationRule
from hindesk.policy.escalation import Notice
from hindesk.policy.forms import Form
from hindesk.policy.permissions import Approval, Permission, Sensitive
from hindesk.policy.routing import Routing, SkillRule
from hindesk.policy.traits import Trait, trait_field
from hindesk.policy.values import All, Any, Condition, Policy, PriorityRule, SlaRule, Test, TierRule
from hindesk.replay.compile import Compiled
from hindesk.replay.compile_rules import TIER, tag_slot
from hindesk.store.store import Store

Section = Literal[
    "forms",
    "trees",
    "traits",
    "priority",
    "automation",
    "on_update",
    "on_time",
    "sla",
    "notices",
    "tiers",
    "permissions",
    "approvals",
    "sensitive",
    "routing",
    "skills",
]

_LOOKING: Final = 3
"""The tier of the rules that only make the walk look at fields, and never match."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One notice of a rule, of one of its metrics."""

    metric: str
    notice: Notice


Subject = (
    Form
    | Way
    | Trait
    | PriorityRule
    | AutomationRule
    | SlaRule
    | Telling
    | TierRule
    | Permission
    | Approval
    | Sensitive
    | Routing
    | SkillRule
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One rule: whether it matches, and the comparisons that decide; `because` is empty without a condition."""

    section: Section
    rule: Subject
    matches: bool
    because: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a policy says about a ticket as it is at an instant, section after section.

    Args:
        explanation: the ticket's replay up to then.
        born: its fields at creation, before the policy sets anything.
        facts: its fields then.
        tier: its tier then.
        asked: of each section every rule down to the first that matches; of traits, notices, permissions, approvals,
            sensitive matters, and of rules that all act, every one.
    """

    explanation: Explanation
    born: Facts
    facts: Facts
    tier: int | None
    asked: tuple[Asked, ...]


def ask(store: Store, policy: Policy, found: Found, *, as_of: int | None = None) -> Answer:
    """Ask a policy about a ticket: forms, trees, priority and rules at creation as it was then, all else as it is.

    Args:
        store: an open store; it is only read.
        policy: a loaded policy.
        found: the ticket.
        as_of: the instant, UTC microseconds; by default the last one in the store.

    Raises:
        InputError: the ticket is younger than that.
    """
    told = explain(store, looking(policy), found, as_of=as_of)
    if not told.trace.moments:
        raise InputError(f"the ticket {found.key!r} did not exist yet", "name a later instant with --at")
    born = Facts(told.compiled, told.openings)
    last = told.trace.moments[-1]
    now = Facts(told.compiled, last.codes)
    asked = (
        *_intake(policy, born),
        *_traits(told, now),
        *_at_creation(policy, born),
        *_later(policy, now),
        *_sla(policy, now),
        *_first("tiers", ((rule, rule.when) for rule in policy.tiers), now),
        *_limits(policy, now, last.tier),
        *routing_asked(policy, now),
    )
    return Answer(told, born, now, last.tier, asked)


def looking(policy: Policy) -> Policy:
    """Return the policy with rules at the end of `tiers` that look at fields that others than the walk ask for."""
    more = tuple(TierRule(_LOOKING, All((when, Any()))) for when in _unwalked(policy))
    return replace(policy, tiers=(*policy.tiers, *more))


def _unwalked(policy: Policy) -> Iterator[Condition]:
    """The conditions of a policy that no walk looks at: those of routing, forms and trees."""
    routing = policy.routing
    if routing is not None:
        yield from (rule.when for rule in routing.skills)
        yield from [routing.exclude] if routing.exclude else []
    for form in policy.forms:
        yield form.when
        for one in form.require:
            yield All((one.when, Test(one.field, "is_set", ("true",))))
    for tree in policy.trees:
        yield from tests_in(tree.root)


def _intake(policy: Policy, born: Facts) -> Iterator[Asked]:
    yield from _first("forms", ((form, form.when) for form in policy.forms), born)
    for tree in policy.trees:
        way = way_through(tree, born)
        yield Asked("trees", way, way.end is not None, way.because)


def _at_creation(policy: Policy, born: Facts) -> Iterator[Asked]:
    given = list(_first("priority", ((rule, rule.when) for rule in policy.priority), born))
    yield from given
    matched = given[-1].rule if given and given[-1].matches else None
    facts = _with(born, (("priority", matched.priority),)) if isinstance(matched, PriorityRule) else born
    rules = [rule for rule in policy.automation.rules if rule.moment == "create"]
    if policy.automation.first_at_creation:
        yield from _first("automation", ((rule, rule.when) for rule in rules), facts)
        return
    for rule in rules:
        one = _asked("automation", rule, rule.when, facts)
        yield one
        facts = _after(rule.action, facts) if one.matches else facts


def _sla(policy: Policy, now: Facts) -> Iterator[Asked]:
    rules = list(_first("sla", ((rule, rule.when) for rule in policy.sla), now))
    yield from rules
    matched = rules[-1].rule if rules and rules[-1].matches else None
    if isinstance(matched, SlaRule):
        for metric, notices in matched.notices.items():
            for notice in notices:
                yield _asked("notices", Telling(metric, notice), notice.when or All(), now)


def _traits(told: Explanation, now: Facts) -> Iterator[Asked]:
    """Every trait, and whether the ticket has it."""
    policy, traits = told.compiled.policy, Traits(told.compiled, told.trace, told.alike)
    shown = {one.name: one.why for one in told.entries if isinstance(one, Remark) and one.what == "has the trait"}
    for number, trait in enumerate(policy.traits):
        if trait.when is not None:
            yield _asked("traits", trait, trait.when, now)
        else:
            has = now.value(trait_field(trait.name)) is not None
            why = of_texts(trait.says) if trait.says is not None else traits.of_others(number)
            yield Asked("traits", trait, has, shown[trait.name] if has else why)


def _later(policy: Policy, now: Facts) -> Iterator[Asked]:
    """Every rule after events and in time: what would act if it heard something, or once its time has passed."""
    rules = policy.automation.rules
    yield from (_asked("on_update", rule, rule.when, now) for rule in rules if rule.moment == "update")
    yield from (_asked("on_time", rule, rule.when, now) for rule in rules if rule.moment == "time")


def _limits(policy: Policy, now: Facts, tier: int | None) -> Iterator[Asked]:
    """Every permission that might count, every approval and every sensitive matter."""
    for rule in policy.permissions:
        asked = _asked("permissions", rule, rule.when, now)
        if asked.matches and rule.tier is not None:
            said = f"tier is at least {rule.tier} – the ticket's is {'empty' if tier is None else tier}"
            because = "; ".join(filter(None, (asked.because, said)))
            asked = replace(asked, matches=tier is not None and tier >= rule.tier, because=because)
        yield asked
    for approval in policy.approvals:
        yield _asked("approvals", approval, approval.when, now)
    for matter in policy.sensitive:
        yield _asked("sensitive", matter, matter.when, now)


def routing_asked(policy: Policy, now: Facts) -> Iterator[Asked]:
    """Ask `routing` about a ticket: whether it is left alone, and else every skill rule down to the first that matches.

    Where any rule matches, it is the last one. The facts are of a policy that `looking` has made.
    """
    routing = policy.routing
    if routing is None:
        return
    if routing.exclude is not None:
        left_alone = _asked("routing", routing, routing.exclude, now)
        yield left_alone
        if left_alone.matches:
            return
    yield from _first("skills", ((rule, rule.when) for rule in routing.skills), now)


def _first(section: Section, rules: Iterable[tuple[Subject, Condition]], facts: Facts) -> Iterator[Asked]:
    for rule, when in rules:
        one = _asked(section, rule, when, facts)
        yield one
        if one.matches:
            return


def _asked(section: Section, rule: Subject, when: Condition, facts: Facts) -> Asked:
    return Asked(section, rule, facts.holds(when), facts.why(when))


def _after(action: Action, facts: Facts) -> Facts:
    """The fields after an action; the tier that it raises is none of them."""
    pairs = [(field, value) for field, value in action.sets if field != TIER]
    return _with(facts, [*pairs, *((tag_slot(tag), "1") for tag in action.tags)])


def _with(facts: Facts, pairs: Iterable[tuple[str, str]]) -> Facts:
    compiled: Compiled = facts.compiled
    codes = dict(zip(compiled.slots, facts.codes, strict=True))
    codes |= {field: compiled.vocabulary.code_of(field, value) or 0 for field, value in pairs if field in codes}
    return Facts(compiled, tuple(codes.values()))
