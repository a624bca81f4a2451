"""The teams of a roster: in which order they appear, their ids and managers."""

from __future__ import annotations

from dataclasses import dataclass, field

from hindesk.people.findings import Findings
from hindesk.people.person import Team
from hindesk.people.sheet import Cell, Entry, Part, Sheet
from hindesk.people.values import first_double, folded


@dataclass(slots=True)
class _Draft:
    """A team while the file is read: its ids, each with where it was first written."""

    name: str
    ids: dict[str, Part] = field(default_factory=dict)


def read_teams(sheet: Sheet, found: Findings) -> dict[str, Team]:
    """Return the teams by folded name, in the order of appearance, those of the people first; managers as written.

    Problems are lists of ids of another length than those of teams, teams with two ids in one help desk, ids that two
    teams share there, and teams with two managers.
    """
    drafts: dict[str, _Draft] = {}
    for entry in sheet.people:
        for part in entry.parts("team"):
            drafts.setdefault(folded(part.text), _Draft(part.text))
        for desk, cell in entry.ids("team_id").items():
            _add_ids(drafts, entry, desk, cell, found)
    _refuse_doubles(sheet, found)
    for name, entry in sheet.teams.items():
        draft = drafts.setdefault(folded(name), _Draft(name))
        for desk, cell in entry.ids("id").items():
            _add_id(draft, desk, cell.parts[0], cell.header, found)
    _refuse_shared_ids(drafts, found)
    managers = _managers(sheet, drafts, found)
    return {
        key: Team(draft.name, {desk: part.text for desk, part in draft.ids.items()}, managers.get(key, ""))
        for key, draft in drafts.items()
    }


def _managers(sheet: Sheet, drafts: dict[str, _Draft], found: Findings) -> dict[str, str]:
    """Return the manager of each team that has one: whom the team names, or the person who manages it."""
    managers = {folded(name): entry.text("manager") for name, entry in sheet.teams.items() if entry.text("manager")}
    for entry in sheet.people:
        for part in entry.parts("manages"):
            own = entry.text("name") or entry.text("email")
            team = drafts.setdefault(folded(part.text), _Draft(part.text))
            other = managers.setdefault(folded(part.text), own)
            if folded(other) != folded(own):
                found.problem(part, entry.at("manages")[1], f"the team {team.name!r} has the manager {other!r} already")
    return managers


def _refuse_doubles(sheet: Sheet, found: Findings) -> None:
    """Tell of a team that the file describes twice."""
    double = first_double(sheet.teams)
    if double is not None:
        found.problem(sheet.teams[double], "teams", f"the team {double!r} stands here twice")


def _add_ids(drafts: dict[str, _Draft], entry: Entry, desk: str, cell: Cell, found: Findings) -> None:
    """Add the ids that one person's row gives to the person's teams."""
    teams = entry.parts("team")
    if len(teams) != len(cell.parts):
        found.problem(cell, cell.header, f"{len(cell.parts)} ids for {len(teams)} teams; a blank one is not known")
        return
    for team, part in zip(teams, cell.parts, strict=True):
        if part.text:
            _add_id(drafts[folded(team.text)], desk, part, cell.header, found)


def _add_id(draft: _Draft, desk: str, part: Part, header: str, found: Findings) -> None:
    """Add one id to a team that has none, or the same."""
    first = draft.ids.setdefault(desk, part)
    if first.text != part.text:
        message = f"the team {draft.name!r} has the id {first.text!r} on line {first.line}, and {part.text!r} here"
        found.problem(part, header, message)


def _refuse_shared_ids(drafts: dict[str, _Draft], found: Findings) -> None:
    """Tell of ids that two teams share in one help desk, and of ids that are another team's name."""
    owners: dict[tuple[str, str], _Draft] = {}
    for draft in drafts.values():
        for desk, part in draft.ids.items():
            named = drafts.get(folded(part.text), draft)
            owner = owners.setdefault((desk, folded(part.text)), draft if named is draft else named)
            if owner is not draft:
                found.problem(part, "", f"{part.text!r} means two teams, {owner.name!r} and {draft.name!r}")
