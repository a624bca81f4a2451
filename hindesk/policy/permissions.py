"""Who may hold what, what needs an approval, and what may not be said in public, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hindesk.policy.values import Condition, Trigger

HolderSort = Literal["team", "role", "person", "skill", "tier", "own_tier"]


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who may hold a ticket.

    Args:
        sort: `own_tier`: whose tier is at least the ticket's; else who has what `name` says.
        name: of a team, role, person or skill.
        level: of a skill or a tier, the lowest that is enough.
    """

    sort: HolderSort
    name: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Permission:
    """Who alone may hold tickets for which a condition holds. Every rule counts, not only the first that matches.

    Args:
        name: the rule's name in reports.
        when: what must hold of the ticket.
        tier: the lowest tier of the ticket for which the rule counts; None: it counts in every tier and in none.
        holders: who may hold it, any of them.
        line: where the rule stands in the policy.
    """

    name: str
    when: Condition
    tier: int | None
    holders: tuple[Holder, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Approval:
    """What agents may do only once it is approved.

    Args:
        name: the rule's name in reports.
        on: the signals and changes that are meant, any of them.
        when: what must hold of the ticket right after it.
        approved: what must hold of it then as well, for it to be approved.
        line: where the rule stands in the policy.
    """

    name: str
    on: tuple[Trigger, ...]
    when: Condition
    approved: Condition
    line: int = 0


@dataclass(frozen=True, slots=True)
class Sensitive:
    """A matter that may not be handled in public.

    Args:
        name: the matter's name in reports.
        when: which tickets it is about.
        public: what holds of a ticket that the public can read.
        line: where the rule stands in the policy.
    """

    name: str
    when: Condition
    public: Condition
    line: int = 0
