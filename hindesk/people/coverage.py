"""A roster held against a store: who and what of its open tickets the roster lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from hindesk.people.columns import columns
from hindesk.people.person import ANY_DESK, Person, Roster, Team
from hindesk.people.sql import sql
from hindesk.people.values import folded
from hindesk.store.store import Store

_FIELDS: Final = ("status", "assignee", "team")


@dataclass(frozen=True, slots=True)
class Coverage:
    """What open tickets of a store need that a roster lacks.

    Args:
        strangers: holders who are not in the roster, each with their open tickets, most first.
        unstaffed: teams in which nobody of the roster works, each with its open tickets, most first.
        without_id: by help desk of the store that takes ids, the people who have none there.
    """

    strangers: dict[str, int]
    unstaffed: dict[str, int]
    without_id: dict[str, tuple[str, ...]]


def coverage_of(roster: Roster, store: Store) -> Coverage:
    """Hold a roster against the open tickets of a store, as the latest export has them.

    A word means a person or a team by name, address or id without regard to case, by an id of the ticket's help desk
    or of every one where nobody has an id there. Statuses are open by the import's categories.
    """
    fields = store.fields()
    found = store.cursor().sql(sql("coverage"), params={name: fields[name] for name in _FIELDS}).to_arrow_table()
    rows = found.to_pylist()
    named = {folded(team) for person in roster.people for team in person.teams}
    staffed = [team for team in roster.teams.values() if folded(team.name) in named]
    desks = dict.fromkeys(row["source"] for row in rows)
    holders = {desk: _people_words(roster, desk) for desk in desks}
    teams = {desk: _words(staffed, desk) | named for desk in desks}
    return Coverage(
        _missing(((row["source"], row["assignee"], row["tickets"]) for row in rows), holders),
        _missing(((row["source"], row["team"], row["tickets"]) for row in rows), teams),
        {
            desk: tuple(person.name for person in roster.people if person.id_in(desk) is None)
            for desk in desks
            if desk in columns().desks
        },
    )


def _people_words(roster: Roster, desk: str) -> frozenset[str]:
    """The words that mean people of the roster in a help desk."""
    return _words(roster.people, desk) | {folded(person.email) for person in roster.people}


def _words(listed: Iterable[Person | Team], desk: str) -> frozenset[str]:
    """The folded names and ids that mean these people or teams in a help desk."""
    ones = tuple(listed)
    there = any(desk in one.ids for one in ones)
    ids = (word for one in ones for other, word in one.ids.items() if not there or other in {desk, ANY_DESK})
    return frozenset(map(folded, (*(one.name for one in ones), *ids)))


def _missing(told: Iterable[tuple[str, str | None, int]], known: Mapping[str, frozenset[str]]) -> dict[str, int]:
    """Words that mean nothing in their source, with their tickets."""
    counts: Counter[str] = Counter()
    for source, word, tickets in told:
        if word is not None and folded(word) not in known[source]:
            counts[word] += tickets
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
