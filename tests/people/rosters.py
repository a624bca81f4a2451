"""Rosters for tests: written in a line or two, read, and told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from hindesk.calendars.calendar import Calendar
from hindesk.people.person import Person
from hindesk.people.roster import RosterCheck, read_roster

Read = Callable[..., RosterCheck]
"""Write a text to a file of this name and read it as a roster; the rest goes to `read_roster`."""


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write a roster and read it."""

    def reading(
        text: str | bytes,
        *,
        name: str = "people.csv",
        calendars: Mapping[str, Calendar] | None = None,
        time_zone: str = "UTC",
    ) -> RosterCheck:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return read_roster(path, calendars=calendars, time_zone=time_zone)

    return reading


def only(check: RosterCheck) -> Person:
    """The one person of a roster without problems."""
    assert check.problems == ()
    assert check.roster is not None
    (person,) = check.roster.people
    return person


def problems(check: RosterCheck) -> list[str]:
    """The problems of a roster, as they are told."""
    assert check.roster is None
    return [str(problem) for problem in check.problems]


def notes(check: RosterCheck) -> list[str]:
    """Its notes."""
    return [str(note) for note in check.notes]
