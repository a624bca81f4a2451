"""Whom a permission lets hold tickets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hindesk.people.person import Person
from hindesk.people.values import folded
from hindesk.policy.permissions import Holder


def may_hold(
    person: Person, holders: Iterable[Holder], *, roles: Mapping[str, Sequence[str]], tier: int | None
) -> bool:
    """Tell whether a person is one of these holders, for a ticket of this tier.

    Args:
        person: somebody of the roster.
        holders: who may hold it, people by their names on the roster.
        roles: the policy's roles, people by their names on the roster.
        tier: the ticket's tier; None: it is in none.
    """
    return any(_is(person, holder, roles, tier) for holder in holders)


def _is(person: Person, holder: Holder, roles: Mapping[str, Sequence[str]], tier: int | None) -> bool:
    match holder.sort:
        case "team":
            return folded(holder.name) in map(folded, person.teams)
        case "role":
            return person.name in roles.get(holder.name, ())
        case "person":
            return person.name == holder.name
        case "skill":
            return any(
                folded(skill) == folded(holder.name) and level >= holder.level for skill, level in person.skills.items()
            )
        case "tier":
            return person.tier is None or person.tier >= holder.level
        case "own_tier":
            return person.tier is None or tier is None or person.tier >= tier
