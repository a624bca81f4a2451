"""The strategies that serve one ticket after the other, read once more from their rules: sets, dicts and sorting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from hindesk.policy.routing import StrategyName
from hindesk.reassign.desk import NOBODY, Desk, Left


@dataclass
class Slow:
    """A desk that is served: who holds what, and what was decided."""

    desk: Desk
    waiting: set[int]
    load: dict[int, int]
    turn: dict[int, int]
    given: dict[int, set[int]]
    to: dict[int, int] = field(default_factory=dict)
    left: dict[int, int] = field(default_factory=dict)
    load_before: dict[int, int] = field(default_factory=dict)

    def reserved(self, person: int) -> int:
        """The weight of the person's own tickets that are not decided yet."""
        return sum(int(self.desk.weight[t]) for t in self.waiting if self.desk.holder[t] == person)

    def closeness(self, ticket: int, person: int) -> int:
        """How well the person knows the ticket."""
        places = range(int(self.desk.known_from[ticket]), int(self.desk.known_from[ticket + 1]))
        return max((int(self.desk.closeness[i]) for i in places if self.desk.known[i] == person), default=0)

    def obstacles(self, ticket: int, person: int) -> set[Left]:
        """Everything that keeps the person from getting the ticket."""
        desk, kind = self.desk, int(self.desk.kind[ticket])
        other = desk.holder[ticket] != person
        holds = self.load[person] + self.reserved(person) + int(desk.weight[ticket])
        moved = sum(len(tickets) for tickets in self.given.values())
        facts = {
            Left(int(desk.hurdle[kind, person])): desk.hurdle[kind, person] != Left.NOT,
            Left.TAKEN: desk.barred[ticket] == person,
            Left.LATE: desk.before_due and desk.at_work[person] >= desk.due[ticket],
            Left.FULL: holds > desk.capacity[person],
            Left.LIMITED: other and len(self.given[person]) >= desk.allowance[person],
            Left.MOVES: other and moved >= desk.max_moves,
        }
        return {left for left, found in facts.items() if found}

    def step(self, ticket: int, person: int) -> int:
        """The first step of the ticket's skill rule that the person meets."""
        return int(self.desk.step[self.desk.kind[ticket], person])

    def foreign(self, ticket: int, person: int) -> int:
        """1 where the person does not speak the ticket's language."""
        return int(self.desk.foreign[self.desk.kind[ticket], person])


MEASURES: Final[dict[str, Callable[[Slow, int, int], int]]] = {
    "turn": lambda slow, _, person: slow.turn[person],
    "load": lambda slow, _, person: slow.load[person],
    "step": Slow.step,
    "foreign": Slow.foreign,
    "distance": lambda slow, ticket, person: -slow.closeness(ticket, person),
    "other": lambda slow, ticket, person: int(slow.desk.holder[ticket] != person),
    "number": lambda _, __, person: person,
}
"""What people can be compared by."""

KEYS: Final[dict[StrategyName, tuple[str, ...]]] = {
    "round_robin": ("turn", "number"),
    "least_loaded": ("load", "other", "turn", "number"),
    "skills": ("step", "foreign", "load", "other", "turn", "number"),
    "sticky": ("distance", "load", "other", "turn", "number"),
    "on_call": ("load", "other", "turn", "number"),
}
"""What each strategy compares people by, what matters most first."""


def slow_serve(desk: Desk, strategy: StrategyName) -> Slow:
    """Serve a desk by a strategy."""
    people = range(len(desk.load))
    slow = Slow(
        desk,
        waiting=set(range(len(desk.kind))),
        load={p: int(desk.load[p]) for p in people},
        turn={p: int(desk.turn[p]) for p in people},
        given={p: set() for p in people},
    )
    for ticket in range(len(desk.kind)):
        slow.waiting.remove(ticket)
        against = {person: slow.obstacles(ticket, person) for person in slow.load}
        candidates = {person for person, found in against.items() if not found}
        if candidates:
            _give(slow, ticket, min(candidates, key=partial(_key, slow, strategy, ticket)))
        else:
            _leave(slow, ticket, max((min(found) for found in against.values()), default=Left.TEAM))
    return slow


def _key(slow: Slow, strategy: StrategyName, ticket: int, person: int) -> tuple[int, ...]:
    return tuple(MEASURES[name](slow, ticket, person) for name in KEYS[strategy])


def _leave(slow: Slow, ticket: int, obstacle: Left) -> None:
    slow.to[ticket], slow.left[ticket] = NOBODY, obstacle
    holder = int(slow.desk.holder[ticket])
    if holder != NOBODY:
        slow.load[holder] += int(slow.desk.weight[ticket])


def _give(slow: Slow, ticket: int, person: int) -> None:
    slow.to[ticket], slow.left[ticket], slow.load_before[ticket] = person, Left.NOT, slow.load[person]
    slow.load[person] += int(slow.desk.weight[ticket])
    slow.turn[person] = max(slow.turn.values()) + 1
    if person != slow.desk.holder[ticket]:
        slow.given[person].add(ticket)
