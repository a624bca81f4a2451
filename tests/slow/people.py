"""Whom a roster knows, and who of them may hold a ticket: a reading of docs/concepts/permissions.md."""

from __future__ import annotations

from hindesk.people.person import Person
from hindesk.policy.permissions import Holder, Permission
from hindesk.policy.values import Policy
from tests.slow.conditions import same


def goes_by(person: Person, word: str) -> bool:
    """Whether a word is a person's name, address or id in some help desk."""
    words = (person.name, person.email, *person.ids.values())
    return any(known and same(known.strip(), word.strip()) for known in words)


def is_meant(holder: Holder, person: Person, tier: int | None, policy: Policy) -> bool:
    """Whether a person is one of those whom `hold` names, of a ticket in a tier."""
    if holder.sort == "team":
        return any(same(team, holder.name) for team in person.teams)
    if holder.sort == "role":
        return any(goes_by(person, word) for word in policy.roles[holder.name])
    if holder.sort == "person":
        return goes_by(person, holder.name)
    if holder.sort == "skill":
        return any(same(skill, holder.name) and level >= holder.level for skill, level in person.skills.items())
    least = holder.level if holder.sort == "tier" else tier
    return person.tier is None or least is None or person.tier >= least


def may_hold(person: Person, permission: Permission, tier: int | None, policy: Policy) -> bool:
    """Whether a person may hold a ticket in a tier by a rule."""
    return any(is_meant(holder, person, tier, policy) for holder in permission.holders)


def sort_of_holder(word: str, permission: Permission, tier: int | None, policy: Policy) -> str | None:
    """The sort of the lapse that an assignee makes where a rule counts; None: the ticket may be so held.

    A word may mean people in several help desks. A policy without a roster knows only the names that it has itself.
    """
    if policy.roster is None:
        return None if may_hold(Person(word), permission, tier, policy) else "outside"
    people = [person for person in policy.roster.people if goes_by(person, word)]
    if not people:
        return "unknown"
    return None if any(may_hold(person, permission, tier, policy) for person in people) else "outside"
