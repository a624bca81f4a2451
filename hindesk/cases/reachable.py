"""What a case can reach of a policy: one rule, in words, with the place where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hindesk.policy.sources import Source
from hindesk.yaml_source import Path, Place

Section = Literal[
    "priority",
    "tiers",
    "sla",
    "calendar",
    "target",
    "pause",
    "notice",
    "on_call",
    "automation",
    "task",
    "thanks",
    "forms",
    "field",
    "trees",
    "traits",
    "permissions",
    "approvals",
    "sensitive",
    "routing",
    "skills",
]


@dataclass(frozen=True, slots=True)
class Key:
    """Which rule: the section, the rule's number in it, and for what is below a rule of `sla` the way to it.

    `below` is the metric of a target, pause or notice; `case` the value of the field that a target or calendar depends
    on, empty where it depends on none, and a notice's level and line. A layer of a schedule has the schedule's name,
    and an override comes after all layers. A field of a form has its name and its place among those that the form
    requires; a branch of a tree the answers that lead there, one a line.
    """

    section: Section
    number: int
    below: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: which, in words, and where it stands."""

    key: Key
    what: str
    place: Place


def rule_at(source: Source, key: Key, what: str, path: Path) -> Rule:
    """Return the rule whose value stands at a path of the policy's text."""
    return Rule(key, what, source.document.place(path) or Place("policy", 1, 1))
