"""Which words mean which person: names, addresses and ids, so that no word means two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hindesk.people.findings import Findings, Placed
from hindesk.people.person import ANY_DESK, Person
from hindesk.people.sheet import Entry
from hindesk.people.values import folded

EVERYWHERE: Final = ANY_DESK
"""In place of a help desk: names, addresses, and ids that are given without one, mean the person in all of them."""


def check_words(entries: Sequence[Entry], found: Findings) -> None:
    """Tell of people without a name, and of every word that means two people."""
    named = any(entry.text("name") for entry in entries)
    first: dict[str, dict[str, int]] = {}
    for number, entry in enumerate(entries):
        if named and not entry.text("name"):
            found.problem(*entry.at("name"), "the name is missing")
        told: set[int] = set()
        for desk, word, place in _words(entry):
            for other in _owners(first, desk, folded(word)) - {number, *told}:
                told.add(other)
                found.problem(*place, f"{word!r} means {_shown(entries[other])} as well")
            first.setdefault(folded(word), {}).setdefault(desk, number)


def by_word(people: Sequence[Person]) -> dict[str, int]:
    """The number of the first person that each folded word means, in whichever help desk."""
    words = (
        (folded(word), number)
        for number, person in enumerate(people)
        for word in (person.name, person.email, *person.ids.values())
    )
    found: dict[str, int] = {}
    for word, number in words:
        found.setdefault(word, number)
    found.pop("", None)
    return found


def _words(entry: Entry) -> Iterator[tuple[str, str, tuple[Placed, str]]]:
    """The words that mean a person: help desk, word, and where it stands."""
    for column in ("name", "email"):
        if entry.text(column):
            yield EVERYWHERE, entry.text(column), entry.at(column)
    for desk, cell in entry.ids("id").items():
        yield desk, cell.text, (cell, cell.header)


def _owners(first: dict[str, dict[str, int]], desk: str, word: str) -> set[int]:
    """The people whom a word means already in a help desk."""
    owners = first.get(word, {})
    return {number for other, number in owners.items() if EVERYWHERE in (desk, other) or desk == other}


def _shown(entry: Entry) -> str:
    """A person of whom a problem tells."""
    return f"{entry.text('name')!r} on line {entry.line}" if entry.text("name") else f"the person on line {entry.line}"
