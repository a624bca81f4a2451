"""What a policy says, one thing at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

Section = Literal[
    "policy",
    "calendars",
    "traits",
    "metrics",
    "priority",
    "tiers",
    "sla",
    "targets",
    "notices",
    "on_call",
    "roles",
    "automation",
    "scenarios",
    "tasks",
    "thanks",
    "forms",
    "trees",
    "routing",
    "skills",
    "permissions",
    "approvals",
    "sensitive",
]

SECTIONS: Final[tuple[Section, ...]] = get_args(Section)
"""The sections in the order in which they are told."""

RANKED: Final[frozenset[Section]] = frozenset({"priority", "tiers", "sla", "automation", "forms", "skills"})
"""Sections in which it matters which rule stands above which."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a policy says.

    Args:
        section: the section that says it.
        name: the rule, calendar or schedule that it is about; of `priority` and `tiers`, what the rule gives.
        what: which part of that, in words; may be empty.
        says: what it says, in words.
    """

    section: Section
    name: str
    what: str
    says: str
