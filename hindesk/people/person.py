"""People and teams as frozen values: what a roster says once it is checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from hindesk.calendars.calendar import Calendar

ANY_DESK: Final = ""
"""The help desk of an id that is given without one: it counts in every help desk that has no id of its own."""


@dataclass(frozen=True, slots=True)
class Away:
    """A time in which a person does not work: from `start` up to but not including `end`, UTC microseconds.

    Without an end the person has left for good.
    """

    start: int
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One person who may hold tickets.

    Args:
        name: the name by which plans and reports call the person; no two people share one, whatever the case.
        email: the address, or empty.
        ids: the person's id by help desk ('zendesk', 'freshdesk', …); that of `ANY_DESK` stands in where one lacks.
        teams: the teams that the person works in, the main one first.
        tier: the highest tier whose tickets the person may hold; None: any.
        skills: level by skill, 1 or more.
        languages: the languages that the person answers in, lower case; none: nothing is known, so any.
        capacity: how much the person may hold at once, in weighted tickets; None: no limit.
        calendar: when the person works, in the person's own zone; None: always.
        away: when the person does not work in spite of that, ascending, without overlap.
        manager: the name of another person, or empty.
        line: where the person stands in the roster.
    """

    name: str
    email: str = ""
    ids: dict[str, str] = field(default_factory=dict)
    teams: tuple[str, ...] = ()
    tier: int | None = None
    skills: dict[str, int] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    capacity: int | None = None
    calendar: Calendar | None = None
    away: tuple[Away, ...] = ()
    manager: str = ""
    line: int = 0

    def id_in(self, desk: str) -> str | None:
        """The person's id in a help desk; None where the roster has none."""
        return self.ids.get(desk) or self.ids.get(ANY_DESK)

    def has_left(self, at: int) -> bool:
        """Tell whether the person has left for good by an instant, UTC microseconds."""
        return any(one.end is None and one.start <= at for one in self.away)


@dataclass(frozen=True, slots=True)
class Team:
    """One team: its name, its id by help desk, and its manager's name or nothing."""

    name: str
    ids: dict[str, str] = field(default_factory=dict)
    manager: str = ""

    def id_in(self, desk: str) -> str | None:
        """The team's id in a help desk; None where the roster has none."""
        return self.ids.get(desk) or self.ids.get(ANY_DESK)


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody who may hold tickets, in the order of the file, and their teams by name in the order of appearance."""

    people: tuple[Person, ...]
    teams: dict[str, Team] = field(default_factory=dict)
    file: str = ""
