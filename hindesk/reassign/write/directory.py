"""The ids of people and teams in a help desk: from the roster, or from the export's own words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hindesk.people.identity import EVERY_DESK, Meanings, all_teams, desks_of, people_of, teams_of
from hindesk.people.person import Person, Roster, Team
from hindesk.reassign.desk import NOBODY
from hindesk.reassign.write.vendors import Ids, VendorFiles, vendors


class Mend(StrEnum):
    """How to come by what is lacking; `{file}` is the roster."""

    COLUMN = "fill in these columns of {file}"
    NAME = "add these people to {file}"
    TEAM = "give these teams to somebody in {file}, with their ids"
    FORMER = (
        "add former holders to {file} with their ids and an absence (`2026-01-01..`), or give `--undo-to-nobody`: "
        "the undo then gives their tickets to their team and to nobody in it"
    )
    LEAVE = "leave these tickets out of the plan"


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that files need and that can't be found: what, in words, and how to mend it."""

    what: str
    mend: Mend


@dataclass(frozen=True, slots=True)
class Directory:
    """What the words of one export mean in one help desk.

    Args:
        vendor: the help desk's name.
        files: what its files look like.
        roster: everybody.
        people: what words mean people.
        teams: what words mean teams.
    """

    vendor: str
    files: VendorFiles
    roster: Roster
    people: Meanings
    teams: Meanings

    def person(self, word: str) -> str | Lack:
        """The id of the person whom a word means, or the word where that is an id."""
        number = self.people.number(word)
        if number == NOBODY:
            return _itself(word, self.files.person) or Lack(f"{word.strip()} is not in the roster", Mend.NAME)
        person = self.roster.people[number]
        stands_in = {"": "", "name": person.name, "email": person.email}[self.files.person.stands_in]
        return self._known(person, word, self.files.person, stands_in)

    def team(self, word: str) -> str | Lack | None:
        """The id of the team that a word means, or the word where that is an id; None where the files have no teams."""
        rule = self.files.team
        if rule is None:
            return None
        number = self.teams.number(word)
        if number == NOBODY:
            return _itself(word, rule) or Lack(f"the team {word.strip()} is not in the roster", Mend.TEAM)
        team = all_teams(self.roster)[number]
        return self._known(team, word, rule, team.name if rule.stands_in else "")

    def _known(self, one: Person | Team, word: str, rule: Ids, stands_in: str) -> str | Lack:
        """The id that the roster has, what stands in for one, or the word itself."""
        given = (one.id_in(self.vendor) or "").strip()
        fitting = next(filter(rule.fit, (given, stands_in)), None)
        return fitting or _itself(word, rule) or self._lack(one, given, rule)

    def _lack(self, one: Person | Team, given: str, rule: Ids) -> Lack:
        is_person = isinstance(one, Person)
        column = f"`{self.vendor}_id`" if is_person else f"`{self.vendor}_team_id`"
        whose = one.name if is_person else f"the team {one.name}"
        if not given:
            return Lack(f"{whose} has no {column}", Mend.COLUMN)
        return Lack(f"{whose} has the {column} {given!r}; in {self.files.title} they are {rule.called}", Mend.COLUMN)


def directory(roster: Roster, *, source: str, vendor: str) -> Directory:
    """What the words of an export mean: ids of that source count, or those of every one where nobody has one there."""
    desk = source if source in desks_of(roster) else EVERY_DESK
    return Directory(vendor, vendors()[vendor], roster, people_of(roster, desk), teams_of(roster, desk))


def _itself(word: str, rule: Ids) -> str | None:
    plain = word.strip()
    return plain if rule.fit(plain) else None
