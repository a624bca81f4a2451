"""Reading a roster: from CSV, XLSX or YAML to checked people, or to every problem that the file has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from hindesk.calendars.calendar import Calendar
from hindesk.errors import InputError
from hindesk.people.findings import Findings, Problem, Spot
from hindesk.people.managers import teams_with_managers, with_managers
from hindesk.people.one_person import read_person
from hindesk.people.person import Person, Roster, Team
from hindesk.people.sheet import Sheet
from hindesk.people.shifts import Hours
from hindesk.people.table_file import read_table_file
from hindesk.people.teams import read_teams
from hindesk.people.values import folded
from hindesk.people.words import check_words
from hindesk.people.yaml_file import read_yaml_file

YAML_ENDINGS: Final = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class RosterCheck:
    """What checking a roster gives: the roster or its problems, and notes that are worth reading.

    Args:
        roster: the people, or None where there are problems.
        problems: what is wrong, in the order of the file.
        notes: what is not wrong but may not be meant.
    """

    roster: Roster | None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def load_roster(path: Path, *, calendars: Mapping[str, Calendar] | None = None, time_zone: str = "UTC") -> Roster:
    """Load a roster; the arguments are those of `read_roster`.

    Raises:
        InputError: the file can't be read, or has problems; the message lists all of them, one a line.
    """
    check = read_roster(path, calendars=calendars, time_zone=time_zone)
    if check.roster is None:
        raise refusal(check, path)
    return check.roster


def refusal(check: RosterCheck, path: Path) -> InputError:
    """The error that a roster has problems, with all of them."""
    count = len(check.problems)
    lines = "\n".join(map(str, check.problems))
    return InputError(
        f"the roster {path} can't be used, it has {count} problem{'s'[: count > 1]}:\n{lines}",
        f"mend them; `hindesk people check {path}` says what is left",
    )


def read_roster(path: Path, *, calendars: Mapping[str, Calendar] | None = None, time_zone: str = "UTC") -> RosterCheck:
    """Read and check a roster.

    Args:
        path: a CSV, TSV or XLSX file, or YAML where the name ends in .yaml or .yml.
        calendars: the policy's calendars by name, which people may work in; None: no policy is known.
        time_zone: the IANA zone of hours and dates of people who name none: the policy's.

    Raises:
        InputError: the file is not there, or is none of these.
    """
    found = Findings(path.name)
    sheet = (read_yaml_file if path.suffix.lower() in YAML_ENDINGS else read_table_file)(path, found)
    roster = _roster(sheet, Hours(calendars, time_zone), found)
    if not sheet.people and not found.problems:
        found.problem(Spot(), "", "there is nobody in it")
    if calendars is None:
        _tell_zone(sheet, time_zone, found)
    notes = tuple(sorted(set(found.notes)))
    if found.problems:
        return RosterCheck(None, tuple(sorted(set(found.problems))), notes)
    return RosterCheck(roster, notes=notes)


def _roster(sheet: Sheet, hours: Hours, found: Findings) -> Roster:
    """The roster as far as it can be read."""
    teams = read_teams(sheet, found)
    check_words(sheet.people, found)
    alone = [_in_teams(read_person(entry, hours, found), teams) for entry in sheet.people]
    people = with_managers(alone, sheet.people, found)
    return Roster(people, teams_with_managers(teams, sheet, people, found), found.file)


def _in_teams(person: Person, teams: Mapping[str, Team]) -> Person:
    """A person whose teams are called as where they first appear."""
    return replace(person, teams=tuple(teams[folded(team)].name for team in person.teams))


def _tell_zone(sheet: Sheet, time_zone: str, found: Findings) -> None:
    """Note that hours and dates are read in a zone that nobody has named."""
    count = sum(
        bool(entry.text("away") or ":" in entry.text("calendar")) and not entry.text("time_zone")
        for entry in sheet.people
    )
    if count:
        told = f"hours and dates of {count:,} of the people are read in {time_zone}"
        found.note(Spot(), "", f"{told}; name a policy for its zone, or fill the column 'time_zone'")
