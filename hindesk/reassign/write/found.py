"""What a holder and a team, as a plan or an export words them, are in their help desk."""

from __future__ import annotations

from dataclasses import dataclass

from hindesk.reassign.write.directory import Directory, Lack, Mend
from hindesk.reassign.write.rows import PlanRow

Key = tuple[str, str, str]
"""A source with its words for a holder and a team."""


@dataclass(frozen=True, slots=True)
class Found:
    """The ids of a holder and a team, or what is lacking; `lost` where nobody takes the place of a holder."""

    assignee: str | Lack | None
    group: str | Lack | None
    lost: bool = False


def find(known: Directory, key: Key, *, or_nobody: bool) -> Found:
    """Find the ids of a holder and a team, as far as the help desk's files set them.

    Args:
        known: what the source's words mean.
        key: the words; empty ones are nobody and no team.
        or_nobody: whether nobody takes the place of a holder whose id can't be found.
    """
    _, person, team = key
    assignee = known.person(person) if person.strip() else None
    lost = or_nobody and isinstance(assignee, Lack)
    assignee = None if lost else assignee
    sets = known.files.sets
    if sets == "both":
        return Found(assignee, known.team(team) if team.strip() else None, lost)
    if sets == "owner" and assignee is None:
        return Found(_owner(known, team), None, lost)
    return Found(assignee, None, lost)


def to_key(row: PlanRow) -> Key:
    """Who gets the ticket."""
    return row.source, row.to_person, row.to_team


def from_key(row: PlanRow) -> Key:
    """Who had the ticket."""
    return row.source, row.from_person, row.from_team


def _owner(known: Directory, team: str) -> str | Lack | None:
    if team.strip():
        return known.team(team)
    return Lack(f"in {known.files.title} every ticket has an owner; some have neither holder nor team", Mend.LEAVE)
