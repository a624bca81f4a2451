"""Which person or team of a roster a word of an export means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from hindesk.calendars.nearest import did_you_mean
from hindesk.errors import InputError
from hindesk.people.person import Person, Roster, Team

Ints = npt.NDArray[np.int64]

NOBODY: Final = -1
"""In place of a person's or a team's number: none of the roster."""

EVERY_DESK: Final = None
"""In place of a help desk's name: ids of every help desk count."""


_LISTED: Final = 12
"""So many names are listed where none is near."""


@dataclass(frozen=True, slots=True)
class Meanings:
    """What the words of one help desk mean: numbers of people or of teams by folded word, a few where unclear."""

    numbers: dict[str, tuple[int, ...]]
    names: tuple[str, ...]
    noun: str

    def number(self, word: str) -> int:
        """The one that a word means, without regard to case and outer spaces; NOBODY where it means none.

        Raises:
            InputError: the word means two.
        """
        found = self.numbers.get(folded(word), ())
        if len(found) > 1:
            named = " and ".join(self.names[one] for one in found)
            raise InputError(
                f"{word!r} means two {self.noun} of the roster: {named}",
                "`hindesk people check FILE` tells where they stand; give them different names, addresses and ids",
            )
        return found[0] if found else NOBODY

    def named(self, word: str) -> int:
        """The one that a word means, where it has to mean one.

        Raises:
            InputError: the word means two, or none; the hint names the nearest known one.
        """
        number = self.number(word)
        if number == NOBODY:
            nearest = did_you_mean(word, self.names) or f"it has {', '.join(self.names[:_LISTED])}{self._more()}"
            raise InputError(f"the roster has no {word!r} among its {self.noun}", nearest)
        return number

    def _more(self) -> str:
        more = len(self.names) - _LISTED
        return f" and {more:,} more" if more > 0 else ""

    def codes(self, texts: pa.StringArray) -> Ints:
        """The number that each of a field's texts means, by code; NOBODY for what is empty or means none."""
        words: Sequence[str | None] = texts.to_pylist()
        return np.array([NOBODY if word is None else self.number(word) for word in words], np.int64)


def folded(word: str) -> str:
    """A word as it is compared: without regard to case and outer spaces."""
    return word.strip().casefold()


def people_of(roster: Roster, desk: str | None) -> Meanings:
    """What words mean people: their names, addresses and ids in a help desk, or in every one (`EVERY_DESK`)."""
    return _meanings([(person.name, (person.email, *_ids(person, desk))) for person in roster.people], noun="people")


def teams_of(roster: Roster, desk: str | None) -> Meanings:
    """What words mean teams: those of the roster, then those that only its people name, in order of appearance."""
    return _meanings([(team.name, _ids(team, desk)) for team in all_teams(roster)], noun="teams")


def all_teams(roster: Roster) -> tuple[Team, ...]:
    """The teams that a roster lists, then those that only its people name; no two names alike but for case."""
    named = [*roster.teams.values(), *(Team(name) for person in roster.people for name in person.teams)]
    first = {folded(team.name): team for team in reversed(named)}
    return tuple(first[name] for name in dict.fromkeys(folded(team.name) for team in named))


def desks_of(roster: Roster) -> frozenset[str]:
    """The help desks in which anybody, or any team, of a roster has an id."""
    every: tuple[Person | Team, ...] = (*roster.people, *roster.teams.values())
    return frozenset(desk for one in every for desk in one.ids if desk)


def _ids(one: Person | Team, desk: str | None) -> tuple[str, ...]:
    return tuple(one.ids.values()) if desk is EVERY_DESK else (one.id_in(desk) or "",)


def _meanings(listed: Iterable[tuple[str, tuple[str, ...]]], *, noun: str) -> Meanings:
    numbers: dict[str, tuple[int, ...]] = {}
    names = []
    for number, (name, others) in enumerate(listed):
        names.append(name)
        for word in dict.fromkeys(folded(word) for word in (name, *others) if word.strip()):
            numbers[word] = (*numbers.get(word, ()), number)
    return Meanings(numbers, tuple(names), noun)
