"""What is remarkable in the life of one ticket: traits, lapses from what the policy allows, and approvals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Noted = Literal[
    "has the trait",
    "loses the trait",
    "approved",
    "approval missing",
    "outside permission",
    "unknown holder",
    "sensitive",
    "lapse ends",
    "lapse lasts",
]
"""What is noted. `outside permission`, `unknown holder` and `sensitive` begin a lapse."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One line of a ledger about the ticket itself, which moves no clock.

    Args:
        at: when, UTC microseconds.
        what: what is noted.
        name: of the trait, the permission, the approval or the sensitive matter.
        why: the comparisons, the event or the counts behind it.
        since: when the lapse began that ends or lasts; else None.
        ended: how it ended (`lapse_codes.ENDS`), of a lapse that ends; else empty.
    """

    at: int
    what: Noted
    name: str
    why: str
    since: int | None = None
    ended: str = ""
