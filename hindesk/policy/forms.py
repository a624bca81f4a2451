"""What forms ask of tickets when they are created, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hindesk.policy.values import All, Condition

ALWAYS: Final = All()
"""The condition of a field that the whole form shows."""


@dataclass(frozen=True, slots=True)
class Required:
    """A field that has to have a value where the condition holds; elsewhere the form does not show it."""

    field: str
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Form:
    """What tickets that match have to tell at their creation; of several forms the first match counts.

    Args:
        name: the form's name in reports.
        when: the tickets that are meant.
        require: the fields, in the order of the policy.
        line: where the form stands in the policy.
    """

    name: str
    when: Condition
    require: tuple[Required, ...]
    line: int = 0
