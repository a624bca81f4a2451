"""What a policy says of whom to tell about a clock, as frozen values: reminders before due, and the ladder after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from hindesk.policy.values import Condition

RecipientSort = Literal["assignee", "team", "manager_of", "role", "person", "on_call"]
Measure = Literal["open", "percent", "business_day", "wall"]

REMINDER: Final = 0
"""The level of a reminder; the levels of the ladder count from 1."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is told.

    Args:
        sort: how the person is found when the notice is sent.
        name: of `manager_of`, 'assignee' or 'team'; of `role`, `person` and `on_call`, the name; else empty.
    """

    sort: RecipientSort
    name: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """One reminder, or one telling of one level of the ladder; what repeats is spelled out.

    Args:
        level: REMINDER or the level, from 1.
        offset: how far from due, negative before it: microseconds of open time, percent of the target, business days,
            or microseconds of wall clock, as `measure` says.
        measure: what `offset` counts in.
        to: who is told.
        sets: fields and the values that they get from that instant on, as the policy's doing.
        when: what must hold of the ticket for it to be sent; None: anything.
        line: where it stands in the policy.
    """

    level: int
    offset: int
    measure: Measure
    to: tuple[Recipient, ...]
    sets: tuple[tuple[str, str], ...] = ()
    when: Condition | None = None
    line: int = 0
