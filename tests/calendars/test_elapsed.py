"""Open time between instants."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.clock import BusinessTime
from hindesk.calendars.hours import parse_week
from hindesk.calendars.instants import DAY, SECOND, OutOfRange
from hindesk.errors import PolicyError
from tests.calendars.minute_oracle import open_minutes
from tests.calendars.random_calendars import MINUTE, WINDOW, minutes, us, windows

HOUR = 3600 * SECOND
OFFICE = Calendar("office", "Asia/Seoul", parse_week({"mon-fri": "09:00-12:00, 13:00-18:00"}), holidays=("KR",))


def window_time(calendar: Calendar, first_day: int) -> BusinessTime:
    return BusinessTime(calendar, first_day * DAY, (first_day + WINDOW) * DAY)


@given(windows())
@settings(max_examples=40, deadline=None)
def test_every_minute_is_open_as_the_minute_oracle_says(window: tuple[Calendar, int]) -> None:
    calendar, first_day = window
    at = first_day * DAY + np.arange(WINDOW * 1440) * MINUTE
    assert window_time(calendar, first_day).is_open(at).tolist() == open_minutes(calendar, first_day, WINDOW)


@given(windows(), st.data())
@settings(max_examples=40, deadline=None)
def test_elapsed_counts_the_open_minutes_of_the_oracle(window: tuple[Calendar, int], data: st.DataObject) -> None:
    calendar, first_day = window
    start, end = sorted(data.draw(st.tuples(minutes(first_day), minutes(first_day))))
    low, high = ((at - first_day * DAY) // MINUTE for at in (start, end))
    want = sum(open_minutes(calendar, first_day, WINDOW)[low:high]) * MINUTE
    assert window_time(calendar, first_day).elapsed(start, end).tolist() == [want]


@given(windows(), st.data())
@settings(max_examples=60, deadline=None)
def test_parts_add_up_and_are_never_negative(window: tuple[Calendar, int], data: st.DataObject) -> None:
    calendar, first_day = window
    instant = st.integers(first_day * DAY, (first_day + WINDOW) * DAY)
    a, b, c = sorted(data.draw(st.tuples(instant, instant, instant)))
    first, second, both = (window_time(calendar, first_day).elapsed(*pair)[0] for pair in ((a, b), (b, c), (a, c)))
    assert first + second == both
    assert first >= 0 <= second
    assert both <= c - a


def test_a_reversed_stretch_is_negative() -> None:
    time = BusinessTime(OFFICE, us("2026-01-01"), us("2026-02-01"))
    assert time.elapsed(us("2026-01-06T03:00:00"), us("2026-01-05T00:00:00")).tolist() == [-11 * HOUR]


def test_columns_are_answered_row_by_row() -> None:
    time = BusinessTime(OFFICE, us("2026-01-01"), us("2026-02-01"))
    starts = np.array([us("2026-01-05T00:00:00"), us("2026-01-09T08:00:00"), us("2026-01-10T00:00:00")])
    assert time.elapsed(starts, starts + DAY).tolist() == [8 * HOUR, HOUR, 0]


def test_public_holidays_do_not_count() -> None:
    time = BusinessTime(OFFICE, us("2026-02-01"), us("2026-03-01"))
    assert time.elapsed(us("2026-02-15T15:00:00"), us("2026-02-18T15:00:00")).tolist() == [0]
    assert time.is_open(us("2026-02-19T00:00:00")).tolist() == [True]


def test_a_span_is_half_open() -> None:
    time = BusinessTime(OFFICE, us("2026-01-01"), us("2026-02-01"))
    at = np.array([us("2026-01-05T00:00:00"), us("2026-01-05T03:00:00"), us("2026-01-05T04:00:00")])
    assert time.is_open(at).tolist() == [True, False, True]


@pytest.mark.parametrize("at", ["2025-12-31T23:59:59", "2026-02-02T00:00:01"])
def test_an_instant_beyond_the_range_is_an_error(at: str) -> None:
    time = BusinessTime(OFFICE, us("2026-01-01"), us("2026-02-01"))
    with pytest.raises(OutOfRange, match="'office' is asked for an instant"):
        time.elapsed(us("2026-01-05"), us(at))


def test_no_time_passes_while_a_calendar_is_closed_throughout_the_range() -> None:
    once = Calendar("once", "UTC", parse_week({}), open={date(2027, 1, 4): ((0, 3600),)})
    assert BusinessTime(once, us("2026-01-01"), us("2026-01-09")).elapsed(us("2026-01-01"), us("2026-01-09")) == [0]


def test_a_calendar_that_never_opens_is_refused() -> None:
    with pytest.raises(PolicyError, match="'shut' never opens"):
        BusinessTime(Calendar("shut", "UTC", parse_week({})), 0, DAY)


def test_periods_are_clipped_and_come_nearest_first() -> None:
    time = BusinessTime(OFFICE, us("2026-01-01"), us("2026-02-01"))
    monday = us("2026-01-05T02:00:00")
    starts, ends = time.periods_after(monday, 2)
    assert ((starts - monday) // HOUR).tolist() == [0, 2]
    assert ((ends - monday) // HOUR).tolist() == [1, 7]
    starts, ends = time.periods_before(monday, 2)
    assert ((starts - monday) // HOUR).tolist() == [-2, 4 - 24 * 3 - 2]
    assert ((ends - monday) // HOUR).tolist() == [0, 7 - 24 * 3]


def test_years_of_misread_dates_are_an_error() -> None:
    with pytest.raises(OutOfRange, match="1800 to 2400"):
        BusinessTime(OFFICE, us("2026-01-01"), us("9999-12-31"))
