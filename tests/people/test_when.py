"""When people work and when they are away is read in the zone of the person."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.hours import parse_week
from hindesk.people.absences import read_away
from hindesk.people.person import Away
from tests.people.rosters import Read, notes, only, problems

OFFICE: Final = Calendar(
    "Office", "Asia/Seoul", parse_week({"mon-fri": "09:00-18:00"}), closed=frozenset({date(2026, 5, 4)})
)
CALENDARS: Final = {"Office": OFFICE, "nights": Calendar("nights", "Asia/Seoul", parse_week({"fri": "22:00-06:00"}))}


def at(text: str, zone: str = "UTC") -> int:
    """An instant in UTC microseconds."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()) * 1_000_000


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-11-20..2026-11-24", "2026-11-20", "2026-11-25"),
        ("2026-11-20 ~ 2026-11-24", "2026-11-20", "2026-11-25"),
        ("2026-11-20", "2026-11-20", "2026-11-21"),
        ("2026-11-20 00:00:00", "2026-11-20", "2026-11-21"),
        ("2026-11-20 13:00..2026-11-20 18:30", "2026-11-20T13:00", "2026-11-20T18:30"),
        ("2026-11-20T9:00..2026-11-21 24:00", "2026-11-20T09:00", "2026-11-22"),
        ("2026-11-20 13:00..2026-11-24", "2026-11-20T13:00", "2026-11-25"),
        ("2026-11-20 00:00..2026-11-21 00:00", "2026-11-20", "2026-11-21"),
    ],
)
@pytest.mark.parametrize("zone", ["UTC", "Asia/Seoul", "America/New_York"])
def test_an_absence_lasts_to_the_end_of_its_last_day(text: str, start: str, end: str, zone: str) -> None:
    assert read_away(text, ZoneInfo(zone)) == Away(at(start, zone), at(end, zone))


def test_an_absence_without_an_end_is_for_good() -> None:
    assert read_away("2026-11-01..", ZoneInfo("Asia/Seoul")) == Away(at("2026-11-01", "Asia/Seoul"))


def test_a_day_on_which_the_clocks_change_is_absent_as_a_whole() -> None:
    away = read_away("2026-03-08", ZoneInfo("America/New_York"))

    assert away.end is not None
    assert away.end - away.start == 23 * 3_600_000_000


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("tomorrow", "is not a date"),
        ("2026-02-30", "there is no date 2026-02-30"),
        ("20.11.2026", "is not a date"),
        ("1800-01-01", "the year of 1800-01-01 is not between 1900 and 2300"),
        ("..2026-11-20", "has no first day"),
        ("2026-11-20..2026-11-21..2026-11-22", "has two ends"),
        ("2026-11-24..2026-11-20", "ends before it begins"),
        ("2026-11-20 13:00..2026-11-20 13:00", "ends before it begins"),
        ("2026-11-20 13:00", "is a time without an end"),
        ("2026-11-20 24:01..2026-11-22", "is not a time of day"),
        ("2026-11-20 12:60..2026-11-22", "is not a time of day"),
    ],
)
def test_what_is_no_absence_is_told(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_away(text, ZoneInfo("UTC"))


def test_absences_are_in_order_and_may_touch(read: Read) -> None:
    person = only(read("name,away\nKim,2026-12-01; 2026-11-30\n"))

    assert [away.start for away in person.away] == [at("2026-11-30"), at("2026-12-01")]


def test_absences_that_overlap_are_a_problem(read: Read) -> None:
    check = read(
        "name,away\nKim,2026-12-01..2026-12-04; 2026-11-30..2026-12-01; 2027-01-01..\nLee,2026-01-01..; 2026-05-01\n"
    )

    assert problems(check) == [
        "people.csv:2: away: '2026-11-30..2026-12-01' and '2026-12-01..2026-12-04' overlap",
        "people.csv:3: away: '2026-01-01..' and '2026-05-01' overlap",
    ]


@pytest.mark.parametrize("text", ["", "24x7", "Always"])
def test_who_has_no_hours_always_works(text: str, read: Read) -> None:
    assert only(read(f"name,calendar\nKim,{text}\n")).calendar is None


def test_hours_are_those_of_the_person_s_zone_else_the_policy_s(read: Read) -> None:
    check = read(
        "name,calendar,time_zone\n"
        'Kim,"mon-fri 09:00-12:00, 13:00-18:00; sat: 10:00-14:00",Asia/Seoul\n'
        "Lee,sun 22:00-06:00,\n",
        calendars={},
        time_zone="Europe/Berlin",
    )

    assert check.roster is not None
    kim, lee = (person.calendar for person in check.roster.people)
    assert kim is not None
    assert lee is not None
    assert (kim.zone, kim.week[0], kim.week[5]) == ("Asia/Seoul", ((32400, 43200), (46800, 64800)), ((36000, 50400),))
    assert (lee.zone, lee.week[6], lee.week[0]) == ("Europe/Berlin", ((79200, 86400),), ((0, 21600),))


def test_a_calendar_of_the_policy_moves_to_the_person_s_zone(read: Read) -> None:
    check = read("name,calendar,time_zone\nKim,office,\nLee,Office,Europe/Berlin\n", calendars=CALENDARS)

    assert check.roster is not None
    kim, lee = (person.calendar for person in check.roster.people)
    assert kim == OFFICE
    assert lee is not None
    assert (lee.zone, lee.week, lee.closed) == ("Europe/Berlin", OFFICE.week, OFFICE.closed)


def test_absences_are_in_the_zone_of_the_person_else_of_their_calendar(read: Read) -> None:
    check = read(
        "name,calendar,time_zone,away\nKim,Office,Europe/Berlin,2026-11-20\nLee,Office,,2026-11-20\nPark,,,2026-11-20\n",
        calendars=CALENDARS,
        time_zone="America/New_York",
    )

    assert check.roster is not None
    zones = ("Europe/Berlin", "Asia/Seoul", "America/New_York")
    assert [person.away[0].start for person in check.roster.people] == [at("2026-11-20", zone) for zone in zones]


def test_a_calendar_that_the_policy_lacks_is_a_problem(read: Read) -> None:
    assert problems(read("name,calendar\nKim,ofice\n", calendars=CALENDARS)) == [
        "people.csv:2: calendar: the policy has no calendar 'ofice'; did you mean Office?"
    ]


def test_without_a_policy_its_calendars_are_not_known(read: Read) -> None:
    (problem,) = problems(read("name,calendar\nKim,office\n"))

    assert "--policy" in problem


@pytest.mark.parametrize(
    "hours", ["mon-fri 9-18", "mon 09:00-25:00", "mno 09:00-18:00", "mon 09:00-10:00; 월 11:00-12:00"]
)
def test_hours_that_can_t_be_read_are_a_problem(hours: str, read: Read) -> None:
    assert len(problems(read(f"name,calendar\nKim,{hours}\n"))) == 1


def test_a_zone_that_nobody_named_is_noted(read: Read) -> None:
    text = "name,calendar,time_zone,away\nKim,mon-fri 09:00-18:00,,\nLee,24x7,,\nPark,mon 09:00-18:00,UTC,\n"

    (note,) = notes(read(text))
    assert note.startswith("people.csv: hours and dates of 1 of the people are read in UTC")
    assert notes(read(text, calendars={})) == []
