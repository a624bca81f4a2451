"""Decision trees drawn with lines, for terminals and text files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from wcwidth import wcswidth

from hindesk.calendars.nearest import did_you_mean
from hindesk.errors import InputError
from hindesk.policy.trees import End, Question, Tree
from hindesk.policy.values import Policy

OTHERS: Final = "else"
"""The label of the branch that all other values take."""

NOWHERE: Final = "nowhere"
"""Where tickets belong that no branch takes."""


@dataclass(frozen=True, slots=True)
class TreeWords:
    """The words of a drawing.

    Args:
        field: what a field is called.
        value: what a value of a field is called.
        end: where a branch ends.
        others: the branch that all other values take.
        nowhere: where tickets belong that no branch takes.
    """

    field: Callable[[str], str]
    value: Callable[[str, str], str]
    end: Callable[[End], str]
    others: str = OTHERS
    nowhere: str = NOWHERE


def drawn(tree: Tree, words: TreeWords | None = None) -> str:
    """Return a tree as lines of text, without a newline at its end; ends stand in line, wide letters take two cells.

    Args:
        tree: the tree.
        words: what to say; by default the words of the policy.
    """
    return "\n".join([_line(tree.name), *_drawn(tree.root, words or PLAIN)])


def trees_named(policy: Policy, name: str = "") -> tuple[Tree, ...]:
    """Return the tree of this name, or without a name all trees of a policy.

    Raises:
        InputError: the policy has no trees, or none of this name.
    """
    names = [tree.name for tree in policy.trees]
    if not names:
        raise InputError(f"the policy {policy.name!r} has no decision trees", "its section `trees` would hold them")
    if name and name not in names:
        listed, near = f"there are {', '.join(names)}", did_you_mean(name, names)
        raise InputError(f"there is no decision tree {name!r}", f"{near} {listed}" if near else listed)
    return tuple(tree for tree in policy.trees if name in ("", tree.name))


def end_in_words(end: End) -> str:
    """Return where a branch ends: `tier 2, team Billing, tag payment: Ask for the invoice`."""
    parts = [f"tier {end.tier}"] if end.tier is not None else []
    parts += [f"team {end.team}"] if end.team else []
    parts += [f"tag {', '.join(end.tags)}"] if end.tags else []
    told = ", ".join(parts)
    return _line(f"{told}: {end.next}" if told and end.next else told or end.next)


PLAIN: Final = TreeWords(field=str, value=lambda _, value: value, end=end_in_words)
"""The words of the policy itself."""


def _drawn(node: Question | End | None, words: TreeWords) -> list[str]:
    if not isinstance(node, Question):
        return [_line(words.end(node)) if node else words.nowhere]
    cases = ((_line(words.value(node.field, case.name)), case.to) for case in node.cases)
    branches = [*cases, (words.others, node.otherwise)]
    widest = max(_cells(label) for label, _ in branches)
    lines = [f"{words.field(node.field)}?"]
    for number, (label, to) in enumerate(branches):
        line = "─" * (widest - _cells(label) + 1) + ("─" if isinstance(to, Question) else "→")
        lines += _branch(f"{label} {line}", _drawn(to, words), last=number + 1 == len(branches))
    return lines


def _branch(label: str, below: list[str], *, last: bool) -> Iterator[str]:
    """Yield the lines of one branch, what is below it moved to the right of its label."""
    yield f"{'└' if last else '├'}─ {label} {below[0]}"
    margin = f"{' ' if last else '│'}{' ' * (_cells(label) + 3)}"
    yield from (f"{margin}{line}" for line in below[1:])


def _cells(text: str) -> int:
    return max(wcswidth(text), 0)


def _line(text: str) -> str:
    """Return a text in one line, without signs that steer a terminal."""
    return "".join(sign for sign in " ".join(text.split()) if wcswidth(sign) >= 0)
