"""Working days, counted by the conventions of help desks."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.days import END_OF_DAY, SAME_TIME, DaysRule, WorkingDays, add_days
from hindesk.calendars.hours import parse_week
from hindesk.calendars.instants import DAY, SECOND, OutOfRange, column
from tests.calendars.random_calendars import WINDOW, us, windows

OFFICE = Calendar("office", "Europe/Berlin", parse_week({"mon-thu": "09:00-17:00", "fri": "09:00-12:00, 13:00-15:00"}))
YEAR = WorkingDays(OFFICE, us("2026-01-01"), us("2026-12-31"))


def local(instants: np.ndarray[tuple[int], np.dtype[np.int64]]) -> list[str]:
    """Wall-clock times in the office."""
    shown = YEAR.time.pieces.offsets.to_local(instants)
    return [datetime.fromtimestamp(us // SECOND, UTC).strftime("%a %m-%d %H:%M") for us in shown.tolist()]


def at(text: str) -> int:
    """The instant of a wall-clock time in the office."""
    return int(YEAR.time.pieces.offsets.to_utc(column(us(text)))[0])


def test_days_keep_the_time_of_day_across_a_change_of_the_clock() -> None:
    assert local(YEAR.add(at("2026-03-27T16:00"), [1, 2])) == ["Mon 03-30 16:00", "Tue 03-31 16:00"]  # type: ignore[arg-type]


def test_the_end_of_the_day_is_its_last_closing() -> None:
    assert local(YEAR.add(at("2026-01-07T10:00"), np.array([1, 2, 3]), END_OF_DAY)) == [
        "Thu 01-08 17:00",
        "Fri 01-09 15:00",
        "Mon 01-12 17:00",
    ]


def test_no_days_from_a_closed_date_are_the_nearest_open_date_in_the_direction_asked() -> None:
    saturday = at("2026-01-10T10:00")
    assert local(YEAR.add(saturday, 0)) == ["Mon 01-12 10:00"]
    assert local(YEAR.subtract(saturday, 0)) == ["Fri 01-09 10:00"]
    assert local(YEAR.add(at("2026-01-09T20:00"), 0)) == ["Fri 01-09 20:00"]


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        (SAME_TIME, "Fri 01-09 20:00"),
        (DaysRule(end="opening"), "Fri 01-09 09:00"),
        (DaysRule(end="closing"), "Fri 01-09 15:00"),
        (DaysRule(end="next_opening"), "Mon 01-12 09:00"),
        (DaysRule(end="previous_closing"), "Fri 01-09 15:00"),
        (DaysRule(end="previous_opening"), "Fri 01-09 09:00"),
        (DaysRule(start="next_opening"), "Mon 01-12 09:00"),
        (DaysRule(start="previous_opening"), "Fri 01-09 09:00"),
        (DaysRule(start="next_workday"), "Fri 01-09 20:00"),
    ],
)
def test_a_rule_moves_the_start_and_the_end(rule: DaysRule, shown: str) -> None:
    assert local(YEAR.add(at("2026-01-08T20:00"), 1, rule)) == [shown]


@pytest.mark.parametrize(
    ("start", "shown"), [("next_workday", "Tue 01-13 08:00"), ("previous_workday", "Mon 01-12 08:00")]
)
def test_a_start_on_a_closed_date_may_move_first(start: str, shown: str) -> None:
    rule = DaysRule(start="next_workday" if start == "next_workday" else "previous_workday")
    assert local(YEAR.add(at("2026-01-10T08:00"), 1, rule)) == [shown]


@given(windows(), st.integers(0, WINDOW * 24), st.integers(1, 9))
@settings(max_examples=60, deadline=None)
def test_the_days_after_are_the_open_dates_in_turn(window: tuple[Calendar, int], hour: int, count: int) -> None:
    calendar, first_day = window
    days = WorkingDays(calendar, (first_day - 100) * DAY, (first_day + 100) * DAY)
    start = days.dates_at(column(first_day * DAY + hour * 3600 * SECOND))
    after, before = int(days.dates_after(start, count)[0]), int(days.dates_before(start, count)[0])
    assert days.is_workday(np.arange(int(start[0]) + 1, after + 1)).sum() == count
    assert days.is_workday(np.arange(before, int(start[0]))).sum() == count
    assert days.is_workday(np.array([after, before])).all()


def test_the_function_makes_its_own_range() -> None:
    starts = np.array([at("2026-01-08T20:00"), at("2026-06-01T10:00")])
    assert add_days(OFFICE, starts, 300).tolist() == [us("2027-03-04T19:00:00"), us("2027-07-26T08:00:00")]


def test_days_beyond_the_range_are_an_error() -> None:
    with pytest.raises(OutOfRange, match="too few working days"):
        YEAR.add(at("2026-01-08T20:00"), 1000)
