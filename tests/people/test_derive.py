"""A roster that is derived from a store says what the tickets say of those who held them."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from hindesk.people.derive import derive_roster
from hindesk.people.roster import load_roster, read_roster
from hindesk.reports.report import Report
from hindesk.reports.rows import as_csv
from hindesk.store.store import open_store
from tests.people.desks import changed, happened, made, store_of


def derived(folder: Path, rows: Iterable[str], *, source: str = "desk") -> dict[str, dict[str, Any]]:
    """The rows of the roster by name."""
    with open_store(store_of(folder, rows, source=source), read_only=True) as store:
        return {row["name"]: row for row in derive_roster(store).to_pylist()}


def test_everybody_who_ever_held_a_ticket_is_there_most_tickets_first(tmp_path: Path) -> None:
    rows = derived(
        tmp_path,
        [
            made("1", assignee="Kim"),
            changed("1", 5, assignee="Lee"),
            made("2", assignee="Lee"),
            made("3"),
            changed("3", 9, assignee=""),
        ],
    )

    assert [(row["name"], row["tickets"]) for row in rows.values()] == [("Lee", 2), ("Kim", 1)]
    assert list(rows["Kim"]) == [
        *("name", "email", "desk_id", "team", "desk_team_id", "tier", "skills", "languages", "capacity"),
        *("calendar", "time_zone", "away", "manager", "tickets", "last_seen"),
    ]


def test_spellings_that_differ_in_case_are_one_person_and_one_team(tmp_path: Path) -> None:
    rows = derived(tmp_path, [made("1", assignee="Kim", team="A"), made("2", assignee="KIM", team="a")])

    ((name, row),) = rows.items()
    assert (name.casefold(), row["tickets"], row["team"].casefold()) == ("kim", 2, "a")


def test_teams_are_those_of_a_tenth_of_the_tickets_the_main_one_first(tmp_path: Path) -> None:
    teams = ["B"] * 10 + ["A"] * 2 + ["C"]
    rows = derived(tmp_path, [made(f"{n}", assignee="Kim", team=team) for n, team in enumerate(teams)])

    assert rows["Kim"]["team"] == "B; A"


def test_a_team_counts_only_while_the_ticket_was_theirs(tmp_path: Path) -> None:
    rows = derived(
        tmp_path,
        [
            made("1", team="A"),
            changed("1", 5, team="B"),
            changed("1", 9, assignee="Kim"),
            changed("1", 20, team="C", assignee=""),
            changed("1", 30, assignee="Lee"),
        ],
    )

    assert (rows["Kim"]["team"], rows["Lee"]["team"]) == ("B", "C")


def test_a_skill_is_a_type_of_which_they_solved_five(tmp_path: Path) -> None:
    def solved(ticket: str, kind: str, *, by: str = "Kim") -> list[str]:
        return [made(ticket, assignee=by, type=kind), changed(ticket, 5, status="Solved")]

    rows = derived(
        tmp_path,
        [
            *(row for n in range(5) for row in solved(f"a{n}", "refund")),
            *(row for n in range(6) for row in solved(f"b{n}", "error: 404")),
            *(row for n in range(4) for row in solved(f"c{n}", "outage")),
            *(row for n in range(9) for row in solved(f"d{n}", "a; b")),
            *(made(f"e{n}", assignee="Kim", type="outage") for n in range(9)),
            changed("c0", 9, status="Closed"),
            changed("c1", 9, status="Open"),
            changed("c1", 10, status="Solved"),
        ],
    )

    assert rows["Kim"]["skills"] == "error: 404:1; refund"


def test_languages_are_those_of_a_twentieth_of_the_tickets(tmp_path: Path) -> None:
    spoken = ["ko"] * 17 + ["en"] * 2 + ["de"]
    rows = derived(tmp_path, [made(f"{n}", assignee="Kim", language=one) for n, one in enumerate([*spoken, "fr", ""])])

    assert rows["Kim"]["languages"] == "ko; en"


def test_the_tier_is_the_highest_that_a_ticket_had_in_their_hands(tmp_path: Path) -> None:
    rows = derived(
        tmp_path,
        [
            made("1", assignee="Kim", tier="1"),
            changed("1", 5, tier="2"),
            changed("1", 9, tier="3", assignee="Lee"),
            made("2", assignee="Park", tier="second"),
        ],
    )

    assert {name: row["tier"] for name, row in rows.items()} == {"Kim": 2, "Lee": 3, "Park": None}


def test_who_only_ever_held_solved_tickets_has_no_capacity(tmp_path: Path) -> None:
    rows = derived(tmp_path, [made("1", assignee="Kim", status="Closed")])

    assert rows["Kim"]["capacity"] is None


def test_they_were_last_seen_when_a_ticket_came_or_they_did_something(tmp_path: Path) -> None:
    day = 1440
    rows = derived(
        tmp_path,
        [
            made("1", assignee="Kim"),
            changed("1", 3 * day, assignee="Lee"),
            happened("1", 5 * day, "message", "kim"),
            happened("1", 9 * day, "message", "Choi"),
        ],
    )

    assert {name: row["last_seen"] for name, row in rows.items()} == {"Kim": "2026-01-06", "Lee": "2026-01-04"}


def test_what_is_nothing_but_digits_is_an_id(tmp_path: Path) -> None:
    rows = derived(
        tmp_path,
        [made("1", assignee="901", team="4711"), made("2", assignee="901", team="Front"), made("3", assignee="Kim")],
        source="zendesk",
    )

    assert (rows["901"]["zendesk_id"], rows["Kim"]["zendesk_id"]) == ("901", None)
    assert (rows["901"]["team"], rows["901"]["zendesk_team_id"]) == ("4711; Front", "4711; ")


def test_what_it_writes_is_a_roster_without_problems(tmp_path: Path) -> None:
    names = ["=Kim", "Lee; Ann", '"Park"', "901", "  Choi ", "Ø", "한지민"]
    quoted = ['"""Park"""' if name == '"Park"' else f'"{name}"' for name in names]
    store = store_of(
        tmp_path,
        [
            made(f"{n}-{team}-{place}", assignee=name, team=team, language="KO", type="x:y", status="Solved")
            for place, name in enumerate(quoted)
            for team in ("4711", "Front", "fRONT")
            for n in range(5)
        ],
        source="zendesk",
    )
    with open_store(store, read_only=True) as held:
        table = derive_roster(held)
    (tmp_path / "people.csv").write_text(as_csv(Report("people", "", table)), encoding="utf-8", newline="")
    check = read_roster(tmp_path / "people.csv")

    assert check.problems == ()
    assert check.notes == ()
    assert check.roster is not None
    assert {person.name for person in check.roster.people} == {name.strip() for name in names}
    assert all(person.skills == {"x:y": 1} for person in check.roster.people)
    assert check.roster.teams["4711"].ids == {"zendesk": "4711"}


@pytest.mark.parametrize("seed", range(3))
def test_capacity_is_the_most_open_tickets_at_once(seed: int, tmp_path: Path) -> None:
    chance, rows = random.Random(seed), list[str]()  # noqa: S311
    held = defaultdict[str, list[tuple[int, int]]](list)
    for number in range(40):
        minute, status, holder = chance.randrange(60), "New", ""
        rows.append(made(f"{number}", minute))
        for _ in range(chance.randrange(6)):
            field = chance.choice(["assignee", "assignee", "status"])
            later = minute + chance.choice([0, 1, 7, 30])
            if holder and status not in {"Solved", "Closed"}:
                held[holder].append((minute, later))
            minute = later
            value = chance.choice(["Kim", "Lee", "Park", ""] if field == "assignee" else ["Open", "Solved", "Closed"])
            holder, status = (value, status) if field == "assignee" else (holder, value)
            rows.append(changed(f"{number}", minute, **{field: value}))
        ended = chance.random() < 0.3
        if holder and status not in {"Solved", "Closed"}:
            held[holder].append((minute, minute + 2 if ended else 10_000))
        if ended:
            rows.append(happened(f"{number}", minute + 2, "merged"))
    found = {name: row["capacity"] for name, row in derived(tmp_path, rows).items()}

    assert {name: most(spans) for name, spans in held.items() if most(spans)} == {n: c for n, c in found.items() if c}


def most(spans: list[tuple[int, int]]) -> int:
    """The most spans that share a minute."""
    return max(Counter(minute for start, end in spans for minute in range(start, min(end, 500))).values(), default=0)


def test_the_sample_desk_s_own_roster_has_no_problems() -> None:
    roster = load_roster(Path(__file__).parents[2] / "samples" / "desk-people.csv")

    assert len(roster.people) == 13
    assert list(roster.teams) == ["Frontline", "Billing", "Logistics", "Technical support", "Engineering"]
