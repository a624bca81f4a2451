"""Decision trees as frozen values: questions about fields that lead to where a ticket belongs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from hindesk.policy.values import Test

CONTAINED: Final = ("tags", "subject", "text")
"""Fields that answer a question with every value that they contain; the others with the value that they have."""


@dataclass(frozen=True, slots=True)
class End:
    """Where a ticket belongs; what is None or empty is left open.

    Args:
        tier: who works on it, 0 to 3.
        team: whose it is.
        tags: what marks it.
        next: what to do.
        line: where the end stands in the policy.
    """

    tier: int | None = None
    team: str = ""
    tags: tuple[str, ...] = ()
    next: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """One branch: the value as the policy writes it, the values that it stands for, and where it leads."""

    name: str
    values: tuple[str, ...]
    to: Question | End


@dataclass(frozen=True, slots=True)
class Question:
    """A field whose value decides; the first case that holds counts.

    Args:
        field: the field.
        cases: the branches, in the order of the policy.
        otherwise: where all other tickets go; None: nowhere.
        line: where the question stands in the policy.
    """

    field: str
    cases: tuple[Case, ...]
    otherwise: Question | End | None = None
    line: int = 0

    def test(self, case: Case) -> Test:
        """Return the comparison that tells whether a case holds."""
        return Test(self.field, "contains" if self.field in CONTAINED else "in", case.values)


@dataclass(frozen=True, slots=True)
class Tree:
    """A decision tree with its first question."""

    name: str
    root: Question
    line: int = 0


def routes(node: Question | End | None, answers: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], End | None]]:
    """Yield every way below a place, in the order of the policy: its answers, and where it ends; None: nowhere.

    An answer is the name of a case; empty, it stands for all other values.
    """
    if not isinstance(node, Question):
        yield answers, node
        return
    for name, to in (*((case.name, case.to) for case in node.cases), ("", node.otherwise)):
        yield from routes(to, (*answers, name))
