"""Branches of a decision tree that no ticket reaches, because of what was asked on the way to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from hindesk.policy.trees import CONTAINED, Case, End, Question, Tree
from hindesk.yaml_source import Path

Finding = tuple[Path, str]
"""The path of a branch below its tree, and why no ticket gets there."""

_OPEN: Final = ("status", *CONTAINED)
"""Fields that answer to several values at once: one that holds excludes no other."""
_TEXTS: Final = ("subject", "text")
"""Those whose values are parts of a text: what holds a value holds every part of that value too."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What earlier answers tell of a field, in lower case: sets of which one value holds each, and what does not.

    `parts`: its values are parts of a text.
    """

    some: tuple[frozenset[str], ...] = ()
    none: frozenset[str] = frozenset()
    parts: bool = False

    def out(self, value: str) -> bool:
        """Whether a value can't hold, because it, or a part of it in a text, does not."""
        return value in self.none or (self.parts and any(part in value for part in self.none))

    def left(self, values: frozenset[str], *, alone: bool) -> frozenset[str]:
        """Return those of the values that may still hold; `alone`: one that holds excludes all others."""
        if self.over:
            return frozenset()
        return frozenset(one for one in values.intersection(*self.some if alone else ()) if not self.out(one))

    def taken(self, left: frozenset[str], *, alone: bool) -> _Asked:
        """Return what is known where one of these values holds."""
        return _Asked((left,)) if alone else replace(self, some=(*self.some, left))

    @property
    def over(self) -> bool:
        """Whether there is no such ticket."""
        return any(all(map(self.out, values)) for values in self.some)


def unreachable(tree: Tree) -> list[Finding]:
    """Return the branches that no ticket reaches, those of them that stand highest, in the order of the tree."""
    return list(_below(tree.root, {}, ()))


def _below(node: Question | End | None, known: Mapping[str, _Asked], path: Path) -> Iterator[Finding]:
    if not isinstance(node, Question):
        return
    asked = before = known.get(node.field, _Asked(parts=node.field in _TEXTS))
    alone = node.field not in _OPEN
    for case in node.cases:
        values, place = frozenset(value.lower() for value in case.values), (*path, "cases", case.name)
        if left := asked.left(values, alone=alone):
            yield from _below(case.to, {**known, node.field: asked.taken(left, alone=alone)}, place)
        else:
            free = before.left(values, alone=alone)
            yield place, _above(case.name, asked) if free else _before(node.field, case, before)
        asked = replace(asked, none=asked.none | values)
    if not asked.over:
        yield from _below(node.otherwise, {**known, node.field: asked}, (*path, "else"))
    elif node.otherwise is not None:
        yield (*path, "else"), f"no ticket gets here: on this way {node.field!r} is {_listed(before)}"


def _above(name: str, asked: _Asked) -> str:
    """Say that the cases above leave nothing to a case."""
    return f"no ticket gets here: the cases above take {'every one' if asked.over else repr(name)}"


def _before(field: str, case: Case, before: _Asked) -> str:
    """Say that the questions on the way leave nothing to a case."""
    if before.out(case.name.lower()) or not before.some:
        return f"no ticket gets here: {field!r} is asked again, and {case.name!r} has a branch of its own above"
    return f"no ticket gets here: {field!r} is asked again, and on this way it is {_listed(before)}"


def _listed(asked: _Asked) -> str:
    return " or ".join(repr(value) for value in sorted(one for one in asked.some[-1] if not asked.out(one)))
