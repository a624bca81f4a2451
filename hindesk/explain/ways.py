"""Which way a ticket takes through a decision tree, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hindesk.explain.facts import Facts
from hindesk.policy.trees import End, Question, Tree
from hindesk.policy.values import Any, Test


@dataclass(frozen=True, slots=True)
class Way:
    """Where a ticket comes out of a tree, and the comparisons that led it there; None: nowhere."""

    tree: Tree
    end: End | None
    because: str


def way_through(tree: Tree, facts: Facts) -> Way:
    """Return the way of a ticket, question after question."""
    node: Question | End | None = tree.root
    reasons = []
    while isinstance(node, Question):
        taken = next((case for case in node.cases if facts.holds(node.test(case))), None)
        asked = Any(tuple(map(node.test, node.cases))) if taken is None else node.test(taken)
        reasons.append(facts.why(asked))
        node = node.otherwise if taken is None else taken.to
    return Way(tree, node, "; ".join(filter(None, reasons)))


def tests_in(node: Question | End | None) -> Iterator[Test]:
    """Yield every comparison of a question and those below it."""
    if isinstance(node, Question):
        for case in node.cases:
            yield node.test(case)
            yield from tests_in(case.to)
        yield from tests_in(node.otherwise)
