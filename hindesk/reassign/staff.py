"""The roster against one store: who holds which ticket, who works in which team, who is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from hindesk.calendars.instants import Flags
from hindesk.people.identity import EVERY_DESK, Meanings, all_teams, desks_of, folded, people_of, teams_of
from hindesk.people.person import Person, Roster, Team
from hindesk.reassign.desk import BOUNDLESS, NOBODY, Ints
from hindesk.reassign.facts import Facts
from hindesk.reassign.presence import Attendance, is_away
from hindesk.reassign.texts import numbered, texts_at
from hindesk.reassign.values import Values

UNKNOWN_TEAM: Final = NOBODY
"""In place of a team's number: a team that the roster does not have."""

NO_TEAM: Final = -2
"""In place of a team's number: the ticket has no team."""


@dataclass(frozen=True, slots=True, eq=False)
class Staff:
    """m people of a roster, and what n tickets of a store mean to them.

    Args:
        roster: the people.
        as_of: the instant that counts as now, UTC microseconds.
        teams: the teams of the roster; columns of teams hold their numbers.
        assignees: what the store's assignees mean, one row each that means anybody: source, code (`words.code` of the
            field `assignee`), person.
        holder: of each ticket, the person who holds it, or NOBODY.
        team: of each ticket, the number of its team, UNKNOWN_TEAM or NO_TEAM.
        works_in: (m, teams), True where the person works in the team.
        capacity: of each person, BOUNDLESS without a limit.
        at_work: of each person, the first instant from now on at which they work; BOUNDLESS: not within a year.
        away: of each person, True where an absence covers now.
        left: of each person, True where they have left for good.
    """

    roster: Roster
    as_of: int
    teams: tuple[Team, ...]
    assignees: pa.Table
    holder: Ints
    team: Ints
    works_in: Flags
    capacity: Ints
    at_work: Ints
    away: Flags
    left: Flags

    @property
    def people(self) -> tuple[Person, ...]:
        """The people in the order of their numbers."""
        return self.roster.people

    def main_teams(self, people: Ints) -> Ints:
        """The number of each person's main team; NO_TEAM for NOBODY, and for whoever works in none."""
        names = [folded(team.name) for team in self.teams]
        main = [names.index(folded(one.teams[0])) if one.teams else NO_TEAM for one in self.people]
        return np.array([*main, NO_TEAM], np.int64)[people]

    def person(self, word: str) -> int:
        """The number of the person whom a name, an address or an id means.

        Raises:
            InputError: it means nobody, or two people.
        """
        return people_of(self.roster, EVERY_DESK).named(word)

    def team_number(self, word: str) -> int:
        """The number of the team that a name or an id means.

        Raises:
            InputError: it means no team, or two.
        """
        return teams_of(self.roster, EVERY_DESK).named(word)


def staff_of(facts: Facts, values: Values, *, roster: Roster, as_of: int) -> Staff:
    """Hold a roster against the tickets of a store, at an instant in UTC microseconds.

    A word means a person, or a team, by the rules of `identity`, in the help desk that the ticket comes from. Where
    the roster has ids in none of the store's help desks, as with a column map of another name, all its ids count.

    Raises:
        InputError: a word of the store means two people or two teams, or a calendar's zone or holidays are unknown.
        PolicyError: a person's calendar never opens.
    """
    sources, source = numbered(facts.source)
    person_of = _meant(values.texts("assignee"), [people_of(roster, desk) for desk in _desks(roster, sources)])
    team_of = _meant(values.texts("team"), [teams_of(roster, desk) for desk in _desks(roster, sources)])
    team_of[:, 0] = NO_TEAM
    attendance = Attendance(as_of)
    people = roster.people
    return Staff(
        roster=roster,
        as_of=as_of,
        teams=all_teams(roster),
        assignees=_assignees(sources, person_of),
        holder=person_of[source, facts.assignee],
        team=team_of[source, facts.team],
        works_in=_works_in(roster),
        capacity=np.array([BOUNDLESS if one.capacity is None else one.capacity for one in people], np.int64),
        at_work=np.array([attendance.at_work(one) for one in people], np.int64),
        away=np.array([is_away(one, as_of) for one in people], np.bool_),
        left=np.array([one.has_left(as_of) for one in people], np.bool_),
    )


def _desks(roster: Roster, sources: list[str]) -> list[str | None]:
    return [*sources] if desks_of(roster) & frozenset(sources) else [EVERY_DESK for _ in sources]


def _meant(texts: pa.StringArray, meanings: list[Meanings]) -> Ints:
    """What each word means in each source: (sources, codes)."""
    return np.array([one.codes(texts) for one in meanings], np.int64).reshape(len(meanings), len(texts))


def _assignees(sources: list[str], person_of: Ints) -> pa.Table:
    source, code = np.nonzero(person_of != NOBODY)
    return pa.table(
        {
            "source": texts_at(pa.array(sources, pa.string()), source),
            "code": pa.array(code, pa.int32()),
            "person": pa.array(person_of[source, code], pa.int32()),
        }
    )


def _works_in(roster: Roster) -> Flags:
    names = [folded(team.name) for team in all_teams(roster)]
    own = [frozenset(map(folded, person.teams)) for person in roster.people]
    return np.array([[name in teams for name in names] for teams in own], np.bool_).reshape(len(own), len(names))
