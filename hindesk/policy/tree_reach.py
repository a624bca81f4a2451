"""Branches of a decision tree that no ticket reaches, because of what was asked on the way to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from hindesk.policy.trees import CONTAINED, End, Question, Tree
from hindesk.yaml_source import Path

Finding = tuple[Path, str]
"""The path of a branch below its tree, and why no ticket gets there."""

_OPEN: Final = ("status", *CONTAINED)
"""Fields that answer to several values at once: one that holds excludes no other."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What earlier answers tell of a field, in lower case: the values that it may have, and those it has not."""

    may: frozenset[str] | None = None
    not_: frozenset[str] = frozenset()

    def left(self, values: frozenset[str]) -> frozenset[str]:
        """Return those of the values that the field may still have."""
        return (values if self.may is None else values & self.may) - self.not_

    @property
    def over(self) -> bool:
        """Whether no value is left."""
        return self.may is not None and not self.may - self.not_


_NOTHING: Final = _Asked()


def unreachable(tree: Tree) -> list[Finding]:
    """Return the branches that no ticket reaches, those of them that stand highest, in the order of the tree."""
    return list(_below(tree.root, {}, ()))


def _below(node: Question | End | None, known: Mapping[str, _Asked], path: Path) -> Iterator[Finding]:
    if not isinstance(node, Question):
        return
    asked = before = known.get(node.field, _NOTHING)
    for case in node.cases:
        values, place = frozenset(value.lower() for value in case.values), (*path, "cases", case.name)
        left = asked.left(values)
        if left:
            taken = _Asked(not_=asked.not_) if node.field in _OPEN else _Asked(may=left)
            yield from _below(case.to, {**known, node.field: taken}, place)
        else:
            yield place, _excluded(node.field, case.name, before if not before.left(values) else None)
        asked = replace(asked, not_=asked.not_ | values)
    if asked.over and node.otherwise is not None:
        yield (*path, "else"), f"no ticket gets here: on this way {node.field!r} is {_listed(before)}"
    else:
        yield from _below(node.otherwise, {**known, node.field: asked}, (*path, "else"))


def _excluded(field: str, name: str, before: _Asked | None) -> str:
    """Say why a case never holds: by what earlier questions tell, else by the cases above it."""
    if before is None:
        return f"no ticket gets here: the cases above take {name!r}"
    if before.may is None:
        return f"no ticket gets here: {field!r} is asked again, and {name!r} has a branch of its own above"
    return f"no ticket gets here: {field!r} is asked again, and on this way it is {_listed(before)}"


def _listed(asked: _Asked) -> str:
    return " or ".join(repr(value) for value in sorted((asked.may or frozenset()) - asked.not_))
