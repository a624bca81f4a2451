"""Notes on the people whom a policy names: those who leave."""

from __future__ import annotations

from collections.abc import Iterator

from hindesk.people.person import Roster
from hindesk.people.values import folded
from hindesk.people.words import by_word
from hindesk.policy.people_check import people_in
from hindesk.policy.problems import Problem, problem_at
from hindesk.policy.sources import Source


def people_notes(roster: Roster, source: Source) -> Iterator[Problem]:
    """Name the people of a roster who leave for good, at each place that puts them on call, tells or appoints them."""
    known = by_word(roster.people)
    for path, word in people_in(source.sections):
        person = roster.people[known[folded(word)]]
        if any(away.end is None for away in person.away):
            where = f"line {person.line} of the roster {roster.file}"
            yield problem_at(source, path, f"{word} leaves for good, says {where}; this stays as it is from then on")
