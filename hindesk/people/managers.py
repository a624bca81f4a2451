"""Who is whose manager: every one is a person of the roster, and nobody is their own in the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hindesk.calendars.nearest import did_you_mean
from hindesk.people.findings import Findings, Placed, Spot
from hindesk.people.person import Person, Team
from hindesk.people.sheet import Entry, Sheet
from hindesk.people.values import folded
from hindesk.people.words import by_word


def with_managers(people: Sequence[Person], entries: Sequence[Entry], found: Findings) -> tuple[Person, ...]:
    """Return the people with their managers by name, who may be given by name, address or id.

    A manager who is not in the roster, and a chain of managers that leads back, are problems.
    """
    words = by_word(people)
    numbers = [
        _manager(person.manager, entry.at("manager"), words, people, found)
        for person, entry in zip(people, entries, strict=True)
    ]
    _refuse_cycles(numbers, people, entries, found)
    return tuple(
        replace(person, manager="" if number is None else people[number].name)
        for person, number in zip(people, numbers, strict=True)
    )


def teams_with_managers(
    teams: Mapping[str, Team], sheet: Sheet, people: Sequence[Person], found: Findings
) -> dict[str, Team]:
    """Return the teams by name, with their managers by name; one who is not in the roster is a problem."""
    words = by_word(people)
    entries = {folded(name): entry for name, entry in sheet.teams.items()}
    managed = {}
    for key, team in teams.items():
        place = entries[key].at("manager") if key in entries else (Spot(), "manages")
        number = _manager(team.manager, place, words, people, found)
        managed[team.name] = replace(team, manager="" if number is None else people[number].name)
    return managed


def _manager(
    word: str, place: tuple[Placed, str], words: Mapping[str, int], people: Sequence[Person], found: Findings
) -> int | None:
    """The number of the person whom a manager's word means."""
    if not word:
        return None
    number = words.get(folded(word))
    if number is None:
        near = did_you_mean(word, [person.name for person in people])
        found.problem(*place, f"the roster has no {word!r}; {near or 'add them, with a capacity of 0 if need be'}")
    return number


def _refuse_cycles(
    managers: Sequence[int | None], people: Sequence[Person], entries: Sequence[Entry], found: Findings
) -> None:
    """Tell of each chain of managers that leads back, once, where its first person stands."""
    done: set[int] = set()
    for start in range(len(people)):
        chain: list[int] = []
        at: int | None = start
        while at is not None and at not in done:
            done.add(at)
            chain.append(at)
            at = managers[at]
        if at in chain:
            cycle = [*chain[chain.index(at) :], at]
            names = " → ".join(people[number].name for number in cycle)
            found.problem(*entries[min(cycle)].at("manager"), f"the managers lead back: {names}")
