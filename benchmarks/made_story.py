"""What may happen to a made-up ticket: the slots of its story in order, and how often each part of it happens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hindesk.events import STANDARD_FIELDS, Actor, Category, Flag, Kind

FIELD: Final = {name: number for number, name in enumerate(STANDARD_FIELDS, start=1)}

STATUSES: Final = {
    "New": Category.NEW,
    "Open": Category.OPEN,
    "Pending": Category.WAITING_ON_CUSTOMER,
    "On hold": Category.ON_HOLD,
    "Resolved": Category.SOLVED,
    "Closed": Category.CLOSED,
}
STATUS: Final = {name: code for code, name in enumerate(STATUSES, start=1)}

WORDS: Final = {
    "status": tuple(STATUSES),
    "priority": ("low", "normal", "high", "urgent"),
    "team": tuple(f"Team {number}" for number in range(1, 9)),
    "assignee": tuple(f"Agent {number}" for number in range(1, 201)),
    "type": ("question", "incident", "problem", "task", "billing"),
    "channel": ("email", "web", "chat", "phone", "twitter"),
    "product": tuple(f"Product {number}" for number in range(1, 13)),
    "company": tuple(f"Company {number}" for number in range(1, 801)),
    "customer": tuple(f"Customer {number}" for number in range(1, 20_001)),
    "person": tuple(f"Agent {number}" for number in range(1, 201)),
}
"""The values of each field; a value's code is its place, from 1."""

PRIORITY_SHARES: Final = (0.18 + 0.12, 0.42, 0.2, 0.08)
"""Five grades of a help desk, of which the lowest two are `low`."""

PARTS: Final[dict[str, tuple[float, str]]] = {
    "always": (1.0, ""),
    "assigned": (0.98, ""),
    "answered": (0.96, "assigned"),
    "noted": (0.08, "assigned"),
    "escalated": (0.15, ""),
    "moved": (0.12, "assigned"),
    "asked": (0.27, "answered"),
    "asked again": (0.3, "asked"),
    "talked on": (0.06, "answered"),
    "held": (0.08, "answered"),
    "resolved": (0.93, "answered"),
    "reopened": (0.06, "resolved"),
    "thanked": (0.12, "resolved"),
    "closed": (0.72, "resolved"),
}
"""How often a part happens, among the tickets to which another part happened."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One event of a part, some time after the event before it: the median in seconds, and the logarithm's spread."""

    part: str
    kind: Kind
    actor: Actor
    gap: tuple[int, float] = (0, 0.0)
    flags: Flag = Flag.NONE
    field: str = ""
    value: int = 0


def _status(part: str, name: str, actor: Actor = Actor.AGENT, gap: tuple[int, float] = (0, 0.0)) -> Slot:
    return Slot(part, Kind.CHANGE, actor, gap, field="status", value=STATUS[name])


def _reply(part: str, actor: Actor, gap: tuple[int, float]) -> Slot:
    return Slot(part, Kind.MESSAGE, actor, gap, Flag.PUBLIC, "text")


def _round(part: str) -> tuple[Slot, ...]:
    return (
        _reply(part, Actor.AGENT, (3600, 1.2)),
        _status(part, "Pending"),
        _reply(part, Actor.CUSTOMER, (28_000, 1.4)),
        _status(part, "Open", Actor.SYSTEM),
    )


STORY: Final[tuple[Slot, ...]] = (
    Slot("always", Kind.CREATED, Actor.CUSTOMER),
    Slot("assigned", Kind.CHANGE, Actor.SYSTEM, (900, 1.2), field="assignee"),
    _reply("answered", Actor.AGENT, (4500, 1.3)),
    _status("answered", "Open"),
    Slot("noted", Kind.MESSAGE, Actor.AGENT, (2000, 1.0), field="text"),
    Slot("escalated", Kind.CHANGE, Actor.AGENT, (9000, 1.0), field="priority"),
    Slot("moved", Kind.CHANGE, Actor.AGENT, (5000, 1.0), field="team"),
    Slot("moved", Kind.CHANGE, Actor.SYSTEM, (1500, 1.0), field="assignee"),
    *_round("asked"),
    *_round("asked again"),
    _reply("talked on", Actor.CUSTOMER, (9000, 1.2)),
    _reply("talked on", Actor.AGENT, (7000, 1.2)),
    _reply("talked on", Actor.CUSTOMER, (9000, 1.2)),
    _reply("talked on", Actor.AGENT, (7000, 1.2)),
    _status("held", "On hold", gap=(3600, 1.0)),
    _status("held", "Open", gap=(90_000, 0.8)),
    _reply("resolved", Actor.AGENT, (16_000, 1.4)),
    _status("resolved", "Resolved"),
    _reply("reopened", Actor.CUSTOMER, (40_000, 1.0)),
    _status("reopened", "Open", Actor.SYSTEM),
    _reply("reopened", Actor.AGENT, (14_000, 1.2)),
    _status("reopened", "Resolved"),
    _reply("thanked", Actor.CUSTOMER, (5000, 1.0)),
    _status("closed", "Closed", Actor.SYSTEM, (259_200, 0.0)),
)
