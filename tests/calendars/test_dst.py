"""Opening hours on days when the clock changes, as docs/decisions/0001-time-across-dst.md says."""

from __future__ import annotations

import pytest

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.clock import BusinessTime
from hindesk.calendars.hours import parse_week
from hindesk.calendars.instants import SECOND
from tests.calendars.random_calendars import us

HOUR = 3600 * SECOND
MARCH = ("2026-03-28T23:00:00", "2026-03-29T22:00:00")
OCTOBER = ("2026-10-24T22:00:00", "2026-10-25T23:00:00")


def time(hours: str) -> BusinessTime:
    calendar = Calendar("nights", "Europe/Berlin", parse_week({"sun": hours}))
    return BusinessTime(calendar, us("2026-01-01"), us("2027-01-01"))


@pytest.mark.parametrize(
    ("hours", "march", "october"),
    [
        ("00:00-24:00", 23, 25),
        ("00:00-06:00", 5, 7),
        ("02:30-06:00", 3, 4.5),
        ("00:00-02:30", 2, 2.5),
        ("02:10-02:50", 0, 2 / 3),
    ],
)
def test_a_span_counts_the_time_that_really_passes(hours: str, march: float, october: float) -> None:
    business = time(hours)
    assert business.elapsed(us(MARCH[0]), us(MARCH[1])).tolist() == [round(march * HOUR)]
    assert business.elapsed(us(OCTOBER[0]), us(OCTOBER[1])).tolist() == [round(october * HOUR)]


@pytest.mark.parametrize(
    ("hours", "day", "opening"),
    [
        ("02:30-06:00", MARCH, "2026-03-29T01:00:00"),
        ("02:30-06:00", OCTOBER, "2026-10-25T00:30:00"),
        ("03:00-06:00", OCTOBER, "2026-10-25T02:00:00"),
    ],
)
def test_an_opening_is_the_first_instant_that_shows_its_time(hours: str, day: tuple[str, str], opening: str) -> None:
    assert time(hours).next_open(us(day[0])).tolist() == [us(opening)]


def test_a_repeated_hour_does_not_open_twice() -> None:
    starts, ends = time("00:00-02:30").periods(us(OCTOBER[0]), us(OCTOBER[1]))
    assert (starts.tolist(), ends.tolist()) == ([us("2026-10-24T22:00:00")], [us("2026-10-25T00:30:00")])


def test_a_target_of_hours_is_real_hours() -> None:
    assert time("00:00-24:00").due(us(OCTOBER[0]), 4 * HOUR).tolist() == [us("2026-10-25T02:00:00")]
