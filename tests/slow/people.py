"""Whom a roster knows, and who of them may hold a ticket: a reading of docs/concepts/permissions.md."""

from __future__ import annotations

from collections.abc import Collection

from hindesk.people.person import Person, Roster
from hindesk.policy.permissions import Holder, Permission
from hindesk.policy.values import Policy
from tests.slow.conditions import same


def goes_by(person: Person, word: str, ids: Collection[str]) -> bool:
    """Whether a word is a person's name, address or one of these ids."""
    return any(known and same(known.strip(), word.strip()) for known in (person.name, person.email, *ids))


def meanings(word: str, roster: Roster, sources: Collection[str]) -> list[Person | None]:
    """Whom a word means in each help desk; in none of which the roster may have ids: then all its ids count."""
    listed = {desk for person in roster.people for desk in person.ids} & set(sources)
    ids = [
        {person.name: [person.id_in(source) or ""] for person in roster.people}
        if listed
        else {person.name: list(person.ids.values()) for person in roster.people}
        for source in sorted(sources)
    ]
    return [next((one for one in roster.people if goes_by(one, word, own[one.name])), None) for own in ids]


def is_meant(holder: Holder, person: Person, tier: int | None, policy: Policy) -> bool:
    """Whether a person is one of those whom `hold` names, of a ticket in a tier."""
    if holder.sort == "team":
        return any(same(team, holder.name) for team in person.teams)
    if holder.sort == "role":
        return any(goes_by(person, word, person.ids.values()) for word in policy.roles[holder.name])
    if holder.sort == "person":
        return goes_by(person, holder.name, person.ids.values())
    if holder.sort == "skill":
        return any(same(skill, holder.name) and level >= holder.level for skill, level in person.skills.items())
    least = holder.level if holder.sort == "tier" else tier
    return person.tier is None or least is None or person.tier >= least


def may_hold(person: Person, permission: Permission, tier: int | None, policy: Policy) -> bool:
    """Whether a person may hold a ticket in a tier by a rule."""
    return any(is_meant(holder, person, tier, policy) for holder in permission.holders)
