"""A roster written as CSV and as YAML reads as the same roster."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hindesk.people.person import Person, Roster, Team
from hindesk.people.roster import load_roster

DESKS = ("zendesk", "freshdesk")
# In a table the cell '- is the text -, as a spreadsheet writes it.
WORDS = (
    st.text("abcdeABC가나다 .-'", min_size=1, max_size=6)
    .map(str.strip)
    .filter(lambda word: word and not word.startswith("'-"))
)
HOURS = ("", "24x7", "mon-fri 09:00-18:00", "mon-fri 09:00-12:00, 13:00-18:00; sat 22:00-06:00")
COLUMNS = (
    *("name", "zendesk_id", "freshdesk_id", "team", "jira_team_id", "tier", "skills", "languages", "capacity"),
    *("calendar", "time_zone", "away", "manager"),
)
ZONES = ("", "Asia/Seoul", "America/New_York")


@dataclass(frozen=True, slots=True)
class Told:
    """A person as both formats can tell of them."""

    name: str
    ids: dict[str, str]
    teams: tuple[str, ...]
    tier: int | None
    skills: dict[str, int]
    languages: tuple[str, ...]
    capacity: int | None
    calendar: str
    zone: str
    away: list[tuple[date, date | None]] = field(default_factory=list)
    manager: str = ""


@st.composite
def people(draw: st.DrawFn) -> list[Told]:
    names = draw(st.lists(WORDS, min_size=1, max_size=5, unique_by=str.casefold))
    return [draw(person(name, number, names[:number])) for number, name in enumerate(names)]


@st.composite
def person(draw: st.DrawFn, name: str, number: int, above: list[str]) -> Told:
    distinct = st.lists(WORDS, max_size=3, unique_by=str.casefold)
    return Told(
        name,
        dict.fromkeys(draw(st.sets(st.sampled_from(DESKS))), f"{number + 100}"),
        tuple(draw(distinct)),
        draw(st.none() | st.integers(0, 3)),
        {skill: draw(st.integers(1, 9)) for skill in draw(distinct)},
        tuple(draw(st.lists(st.sampled_from(["ko", "EN", "pt-BR"]), unique=True))),
        draw(st.none() | st.integers(0, 99)),
        draw(st.sampled_from(HOURS)),
        draw(st.sampled_from(ZONES)),
        draw(absences()),
        draw(st.sampled_from(["", *above])),
    )


@st.composite
def absences(draw: st.DrawFn) -> list[tuple[date, date | None]]:
    day, found = date(2026, 1, 1), list[tuple[date, date | None]]()
    for gap, length in draw(st.lists(st.tuples(st.integers(1, 90), st.integers(0, 9)), max_size=3)):
        first = day + timedelta(days=gap)
        day = first + timedelta(days=length)
        found.append((first, day))
    return [*found, (day + timedelta(days=1), None)] if draw(st.booleans()) else found


@settings(max_examples=40)
@given(told=people())
def test_both_formats_read_as_the_same_roster(told: list[Told], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / "same.csv").write_text(as_csv(told), encoding="utf-8", newline="")
    (folder / "same.yaml").write_text(as_yaml(told), encoding="utf-8")
    table, yaml = (load_roster(folder / name) for name in ("same.csv", "same.yaml"))

    assert placeless(table) == placeless(yaml)
    assert [one.name for one in table.people] == [one.name for one in told]
    assert [one.skills for one in table.people] == [one.skills for one in told]


def placeless(roster: Roster) -> tuple[tuple[Person, ...], dict[str, Team]]:
    """The people without their lines, and the teams."""
    return tuple(replace(one, line=0) for one in roster.people), roster.teams


def team_ids(told: list[Told]) -> dict[str, str]:
    """An id for every team, by folded name."""
    names = dict.fromkeys(team.casefold() for one in told for team in one.teams)
    return {name: f"{number}" for number, name in enumerate(names, start=1)}


def as_csv(told: list[Told]) -> str:
    ids, text = team_ids(told), io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for one in told:
        row = (
            one.name,
            *(one.ids.get(desk, "") for desk in DESKS),
            "; ".join(one.teams),
            "; ".join(ids[team.casefold()] for team in one.teams),
            one.tier,
            "; ".join(f"{skill}:{level}" for skill, level in one.skills.items()),
            ", ".join(one.languages),
            one.capacity,
            one.calendar,
            one.zone,
            "; ".join(f"{first}..{last or ''}" for first, last in one.away),
            one.manager,
        )
        writer.writerow(row)
    return text.getvalue()


def as_yaml(told: list[Told]) -> str:
    """As JSON, which is YAML."""
    ids = team_ids(told)
    rows = [
        {
            "name": one.name,
            "ids": one.ids,
            "team": list(one.teams),
            "tier": one.tier,
            "skills": one.skills,
            "languages": list(one.languages),
            "capacity": one.capacity,
            "calendar": one.calendar,
            "time_zone": one.zone,
            "away": [{"from": str(first), **({"to": str(last)} if last else {})} for first, last in one.away],
            "manager": one.manager,
        }
        for one in told
    ]
    kept = [{key: value for key, value in row.items() if value not in (None, "", [], {})} for row in rows]
    names = {team.casefold(): team for one in reversed(told) for team in reversed(one.teams)}
    teams = {names[key]: {"ids": {"jira": number}} for key, number in ids.items()}
    return json.dumps({"people": kept, "teams": teams}, ensure_ascii=False)
