"""The roster of the sample desk."""

from __future__ import annotations

from .facts import Colleague, Desk
from .tables import csv_text

COLUMNS = (
    *("name", "email", "freshdesk_id", "team", "freshdesk_team_id", "tier", "skills", "languages", "capacity"),
    *("calendar", "time_zone", "away", "manager"),
)
ZONE = "Asia/Seoul"


def people_csv(desk: Desk) -> str:
    """One row for each colleague; those without hours of their own work in the desk's."""
    return csv_text(COLUMNS, (_row(desk, colleague) for colleague in desk.colleagues))


def _row(desk: Desk, colleague: Colleague) -> tuple[str, ...]:
    teams = [team for team, people in desk.teams.items() if any(colleague.name in names for names in people.values())]
    spoken = {language: names for team in teams for language, names in desk.teams[team].items()}
    return (
        colleague.name,
        colleague.email,
        str(colleague.number),
        "; ".join(teams),
        "; ".join(str(desk.group_numbers[team]) for team in teams),
        str(colleague.tier),
        colleague.skills,
        "; ".join(language for language, names in spoken.items() if colleague.name in names),
        str(colleague.capacity),
        colleague.calendar or _hours(desk),
        ZONE,
        colleague.away,
        colleague.manager,
    )


def _hours(desk: Desk) -> str:
    return "mon-fri " + ", ".join(f"{first:02}:00-{last:02}:00" for first, last in desk.hours)
