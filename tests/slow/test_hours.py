"""Business time of the slow replay, worked out by hand on ordinary days and on days when clocks move."""

from __future__ import annotations

import zoneinfo
from datetime import date

import pytest

from hindesk.calendars.calendar import Calendar
from hindesk.policy.values import Landing, Unit
from tests.history_notation import instant
from tests.slow.hours import Hours
from tests.slow.policies import HOUR, OFFICE, week

NIGHTS = week((0, 4), weekend=True)


def test_hours_are_those_of_the_calendars_zone() -> None:
    seoul = Hours(Calendar("seoul", "Asia/Seoul", week((9, 12), (13, 18))))
    assert seoul.between(instant("2026-01-05 00:00"), instant("2026-01-06 00:00")) == 8 * HOUR
    assert seoul.use_up(instant("2026-01-05 02:00"), 2 * HOUR, "close") == instant("2026-01-05 05:00")


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", date(2026, 3, 29), 3.0),
        ("Europe/Berlin", date(2026, 10, 25), 5.0),
        ("Australia/Lord_Howe", date(2026, 10, 4), 3.5),
        ("Australia/Lord_Howe", date(2026, 4, 5), 4.5),
        ("Asia/Seoul", date(2026, 3, 29), 4.0),
    ],
)
def test_a_night_is_as_long_as_it_really_is(zone: str, day: date, hours: float) -> None:
    nights = Hours(Calendar("nights", zone, NIGHTS))
    assert sum(end - start for start, end in nights.intervals(day)) == hours * HOUR


def test_an_opening_that_is_skipped_is_the_transition() -> None:
    berlin = Hours(Calendar("berlin", "Europe/Berlin", week((2.5, 5), weekend=True)))
    zone = zoneinfo.ZoneInfo("Europe/Berlin")
    assert berlin.intervals(date(2026, 3, 29)) == [
        (instant("2026-03-29 03:00", zone), instant("2026-03-29 05:00", zone))
    ]


def test_a_boundary_that_comes_twice_is_the_first() -> None:
    york = Hours(Calendar("york", "America/New_York", week((0, 1.5), weekend=True)))
    assert york.intervals(date(2026, 11, 1)) == [(instant("2026-11-01 04:00"), instant("2026-11-01 05:30"))]


def test_one_off_dates_replace_the_week_and_run_on_past_midnight() -> None:
    day = date(2026, 1, 10)
    party = Calendar(
        "party",
        "UTC",
        OFFICE.week,
        closed=frozenset({day, date(2026, 1, 12)}),
        open={day: ((20 * 3600, 26 * 3600),)},
        breaks={day: ((21 * 3600, 22 * 3600), (25 * 3600, 27 * 3600))},
    )
    hours = Hours(party)
    saturday, sunday = hours.intervals(day), hours.intervals(date(2026, 1, 11))
    assert [(end - start) // HOUR for start, end in saturday] == [1, 2]
    assert sunday == [(instant("2026-01-11 00:00"), instant("2026-01-11 01:00"))]
    assert hours.intervals(date(2026, 1, 12)) == []


@pytest.mark.parametrize(
    ("unit", "days", "start", "hours"),
    [
        ("business_day", 3, "2026-01-05 12:00", 24),
        ("same_time", 1, "2026-01-05 12:00", 8),
        ("same_time", 1, "2026-01-09 12:00", 8),
        ("end_of_day", 1, "2026-01-05 12:00", 13),
        ("end_of_day", 1, "2026-01-05 18:00", 8),
        ("end_of_day", 1, "2026-01-10 12:00", 8),
    ],
)
def test_targets_in_days(unit: Unit, days: int, start: str, hours: int) -> None:
    assert Hours(OFFICE).amount(instant(start), days, unit) == hours * HOUR


@pytest.mark.parametrize(("landing", "due"), [("close", "2026-01-05 12:00"), ("next_open", "2026-01-05 13:00")])
def test_a_break_is_a_closing_time(landing: Landing, due: str) -> None:
    split = Hours(Calendar("split", "UTC", week((9, 12), (13, 18))))
    assert split.use_up(instant("2026-01-05 10:00"), 2 * HOUR, landing) == instant(due)


def test_a_calendar_that_closes_for_good_is_never_used_up() -> None:
    once = Calendar("once", "UTC", ((),) * 7, open={date(2026, 1, 5): ((0, 3600),)}, day=3600)
    assert Hours(once).use_up(instant("2026-01-01 00:00"), 2 * HOUR, "close") is None
