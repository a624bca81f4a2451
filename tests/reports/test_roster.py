"""The report on a roster says hours and absences in words, in the zone of the person."""

from __future__ import annotations

import pytest

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.hours import parse_week
from hindesk.calendars.zones import zone
from hindesk.people.absences import read_away
from hindesk.people.coverage import Coverage
from hindesk.people.person import Person, Roster, Team
from hindesk.reports.roster import away_in_words, coverage_notes, hours_in_words, roster_report


@pytest.mark.parametrize(
    ("week", "words"),
    [
        (
            {"mon-fri": "09:00-18:00", "sat": "10:00-12:00, 13:00-14:00"},
            "mon-fri 09:00-18:00; sat 10:00-12:00, 13:00-14:00",
        ),
        ({"mon": "09:00-18:00", "wed": "09:00-18:00"}, "mon 09:00-18:00; wed 09:00-18:00"),
        ({"sun": "22:00-06:00"}, "mon 00:00-06:00; sun 22:00-24:00"),
        ("24x7", "always"),
    ],
)
def test_days_that_are_alike_are_told_together(week: dict[str, str] | str, words: str) -> None:
    assert hours_in_words(parse_week(week)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-11-20..2026-11-24", "2026-11-20..2026-11-24"),
        ("2026-11-20", "2026-11-20"),
        ("2026-11-20..", "left 2026-11-20"),
        ("2026-11-20 13:00..", "left 2026-11-20 13:00"),
        ("2026-11-20 13:00..2026-11-20 18:00", "2026-11-20 13:00..2026-11-20 18:00"),
        ("2026-11-20 13:00..2026-11-21", "2026-11-20 13:00..2026-11-22 00:00"),
    ],
)
def test_an_absence_is_told_as_it_was_written(text: str, words: str) -> None:
    assert away_in_words(read_away(text, zone("Asia/Seoul")), "Asia/Seoul") == words


def test_a_person_is_a_row() -> None:
    zone_name = "Asia/Seoul"
    office = Calendar("office", zone_name, parse_week({"mon": "09:00-18:00"}))
    kim = Person(
        "Kim",
        teams=("A", "B"),
        tier=2,
        skills={"x": 3},
        languages=("ko", "en"),
        calendar=office,
        away=(read_away("2026-11-20", zone(zone_name)),),
        manager="Lee",
    )
    lee = Person("Lee", capacity=0, away=(read_away("2026-11-20..", zone("UTC")),))
    report = roster_report(Roster((kim, lee), {"A": Team("A")}, "people.csv"), time_zone="UTC")

    assert report.title == "people.csv: 2 people in 1 team, no problems"
    assert [tuple(row.values()) for row in report.table.to_pylist()] == [
        ("Kim", "A, B", 2, "x:3", "ko, en", None, "office: mon 09:00-18:00 (Asia/Seoul)", "2026-11-20", "Lee"),
        ("Lee", "", None, "", "", 0, "always", "left 2026-11-20", ""),
    ]


def test_what_the_open_tickets_need_is_told_in_sentences() -> None:
    notes = coverage_notes(
        Coverage(
            strangers={f"P{n}": 1000 - n for n in range(7)},
            unstaffed={"Night": 1},
            without_id={"zendesk": ("Kim",), "jira": ()},
        )
    )

    assert notes[0].startswith("The roster lacks holders of 6,979 open tickets: `P0` (1,000), `P1` (999), ")
    assert notes[0].endswith("`P4` (996) and 2 more")
    assert notes[1:] == (
        "Nobody of the roster works in the teams of 1 open ticket: `Night` (1)",
        "Files for zendesk need ids, which 1 person lacks: Kim",
    )


def test_a_roster_that_lacks_nothing_has_no_notes() -> None:
    assert coverage_notes(Coverage({}, {}, {"zendesk": ()})) == ()
