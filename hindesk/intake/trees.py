"""Which way tickets take through decision trees when they are created, and whether they end where these lead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from hindesk.calendars.instants import Flags
from hindesk.intake.created import Created
from hindesk.policy.trees import End, Question, Tree
from hindesk.policy.values import Test


@dataclass(frozen=True, slots=True)
class Step:
    """One answer on a way: the field, and the case as the policy writes it; empty: all other values."""

    field: str
    answer: str


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """One way through a tree with the judged tickets that took it; `end` None: the last question has no case."""

    steps: tuple[Step, ...]
    end: End | None
    tickets: Flags


@dataclass(frozen=True, slots=True)
class Way:
    """One way through a tree, from its first question to an end.

    Args:
        tree: the tree's name.
        steps: the answers.
        end: where it ends; None: the last question has no case for these tickets.
        tickets: how many took it when they were created.
        in_tier: those of them that the end's tier had last; None where the end names no tier.
        in_team: those of them that are the end's team's at the end of the export; None where it names none.
    """

    tree: str
    steps: tuple[Step, ...]
    end: End | None
    tickets: int
    in_tier: int | None
    in_team: int | None


def ways(trees: Sequence[Tree], created: Created) -> tuple[Way, ...]:
    """Return every way through every tree in the order of the policy, those that no ticket took among them."""
    return tuple(_way(tree, one, created) for tree in trees for one in taken(tree, created))


def taken(tree: Tree, created: Created) -> tuple[Taken, ...]:
    """Return every way through a tree with the tickets that took it when they were created."""
    return tuple(Taken(*way) for way in _below(tree.root, created.seen, created, ()))


def _below(
    node: Question | End | None, tickets: Flags, created: Created, steps: tuple[Step, ...]
) -> Iterator[tuple[tuple[Step, ...], End | None, Flags]]:
    """Yield the ways below a place that some tickets reach, with the tickets that take each."""
    if not isinstance(node, Question):
        yield steps, node, tickets
        return
    for case in node.cases:
        here = tickets & created.at_creation(node.test(case))
        tickets = tickets & ~here
        yield from _below(case.to, here, created, (*steps, Step(node.field, case.name)))
    yield from _below(node.otherwise, tickets, created, (*steps, Step(node.field, "")))


def _way(tree: Tree, one: Taken, created: Created) -> Way:
    in_tier = in_team = None
    end, tickets = one.end, one.tickets
    if end is not None and end.tier is not None:
        in_tier = int(np.sum(tickets & (created.tier == end.tier)))
    if end is not None and end.team:
        in_team = int(np.sum(tickets & created.at_the_end(Test("team", "is", (end.team,)))))
    return Way(tree.name, one.steps, end, int(np.sum(tickets)), in_tier, in_team)
