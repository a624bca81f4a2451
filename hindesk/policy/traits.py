"""What is remarkable about a ticket, under names that conditions use, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hindesk.policy.automation import Doer
from hindesk.policy.patterns import Pattern
from hindesk.policy.values import Condition

TRAIT: Final = "trait:"
"""What the fields begin with in which conditions ask for traits; such a field is set or empty."""


@dataclass(frozen=True, slots=True)
class Often:
    """A ticket has the trait if, when it was created, there had been that many like it shortly before.

    Args:
        tickets: how many, itself among them.
        same: the fields in which those tickets are alike, as they were at creation.
        within: how far back they count, microseconds of wall clock.
        times: how many times as many as usual there must be as well; 0: nothing is usual.
    """

    tickets: int
    same: tuple[str, ...]
    within: int
    times: int = 0


@dataclass(frozen=True, slots=True)
class Says:
    """A ticket has the trait from the first message on whose text matches any of the patterns.

    Args:
        patterns: what is looked for.
        by: whose messages; the subject and the description count as the customer's.
    """

    patterns: tuple[Pattern, ...]
    by: tuple[Doer, ...] = ("customer",)


@dataclass(frozen=True, slots=True)
class Trait:
    """One trait; exactly one of `when`, `often` and `says` is set. `line` is where it stands in the policy."""

    name: str
    when: Condition | None = None
    often: Often | None = None
    says: Says | None = None
    line: int = 0


def trait_field(name: str) -> str:
    """Return the field in which conditions ask for a trait."""
    return f"{TRAIT}{name}"
