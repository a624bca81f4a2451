"""Notes on traits, permissions, approvals and sensitive matters: what nothing asks for, and what can never be."""

from __future__ import annotations

from collections.abc import Iterator

from hindesk.policy.known_state import nothing_known, together
from hindesk.policy.problems import Problem, problem_at
from hindesk.policy.sources import Source
from hindesk.policy.trait_places import traits_in
from hindesk.policy.unreached import implies
from hindesk.policy.values import Policy


def trait_notes(policy: Policy, source: Source) -> Iterator[Problem]:
    """Name the traits that no condition asks for."""
    asked = {name for _, name in traits_in(source.sections, ())}
    for trait in policy.traits:
        if trait.name not in asked:
            yield problem_at(source, ("traits", trait.name), "nothing asks for this trait")


def permission_notes(policy: Policy, source: Source) -> Iterator[Problem]:
    """Name the permissions that never count or leave out nobody, and the sensitive matters that are never public."""
    highest = max(_tiers(policy), default=None)
    reached = "the policy gives no tiers" if highest is None else f"no ticket comes above tier {highest}"
    for number, rule in enumerate(policy.permissions):
        if rule.tier is not None and (highest is None or rule.tier > highest):
            yield problem_at(source, ("permissions", number, "tier"), f"this rule never counts: {reached}")
        elif highest is None and any(one.sort == "own_tier" for one in rule.holders):
            text = f"anybody may hold them: {reached}, and a ticket without one is in everybody's"
            yield problem_at(source, ("permissions", number, "hold"), text)
    for number, matter in enumerate(policy.sensitive):
        if not together([matter.when, matter.public], nothing_known(policy.statuses)):
            text = "this matter is never public: 'when' and 'public' can't hold of one ticket"
            yield problem_at(source, ("sensitive", number), text)


def approval_notes(policy: Policy, source: Source) -> Iterator[Problem]:
    """Name the approvals that are always missing, and those that never are."""
    for number, rule in enumerate(policy.approvals):
        if not together([rule.when, rule.approved], nothing_known(policy.statuses)):
            text = "this is never approved: 'when' and 'approved' can't hold of one ticket"
            yield problem_at(source, ("approvals", number), text)
        elif implies(rule.when, rule.approved):
            text = "this is always approved: 'approved' holds wherever 'when' does"
            yield problem_at(source, ("approvals", number), text)


def _tiers(policy: Policy) -> Iterator[int]:
    """Yield every tier that the policy gives a ticket: by `tiers`, by rules and by levels."""
    yield from (rule.tier for rule in policy.tiers)
    notices = (notice for rule in policy.sla for listed in rule.notices.values() for notice in listed)
    for sets in (*(one.sets for one in notices), *(rule.action.sets for rule in policy.automation.rules)):
        yield from (int(value) for field, value in sets if field == "tier")
