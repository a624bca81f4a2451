"""The instants at which an amount of open time is used up, forwards and back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.clock import BusinessTime
from hindesk.calendars.hours import always, parse_week
from hindesk.calendars.instants import DAY, SECOND, OutOfRange
from tests.calendars.minute_oracle import open_minutes
from tests.calendars.random_calendars import MINUTE, WINDOW, minutes, us, windows

HOUR = 3600 * SECOND
OFFICE = Calendar("office", "UTC", parse_week({"mon-fri": "09:00-17:00"}))
JANUARY = BusinessTime(OFFICE, us("2026-01-01"), us("2026-01-31"))
MONDAY = us("2026-01-05T00:00:00")


def at(hours: float) -> int:
    """An instant so many hours after midnight of Monday."""
    return MONDAY + round(hours * HOUR)


def hours(instants: np.ndarray[tuple[int], np.dtype[np.int64]]) -> list[float]:
    return [(instant - MONDAY) / HOUR for instant in instants.tolist()]


@given(windows(), st.data())
@settings(max_examples=40, deadline=None)
def test_due_is_the_end_of_the_oracles_last_open_minute(window: tuple[Calendar, int], data: st.DataObject) -> None:
    calendar, first_day = window
    start = data.draw(minutes(first_day))
    first = (start - first_day * DAY) // MINUTE
    opened = [minute for minute, is_open in enumerate(open_minutes(calendar, first_day, WINDOW)) if is_open]
    left = [minute for minute in opened if minute >= first]
    assume(left)
    amount = data.draw(st.integers(1, len(left)))
    due = BusinessTime(calendar, first_day * DAY, (first_day + WINDOW) * DAY).due(start, amount * MINUTE)
    assert due.tolist() == [first_day * DAY + (left[amount - 1] + 1) * MINUTE]


@given(windows(), st.data(), st.sampled_from(["close", "next_open"]))
@settings(max_examples=60, deadline=None)
def test_elapsed_gives_the_amount_of_due_back(window: tuple[Calendar, int], data: st.DataObject, landing: str) -> None:
    calendar, first_day = window
    time = BusinessTime(calendar, (first_day - 60) * DAY, (first_day + 60) * DAY)
    start = data.draw(st.integers(first_day * DAY, (first_day + WINDOW) * DAY))
    amount = data.draw(st.integers(0, 10 * MINUTE))
    due = time.due(start, amount, "close" if landing == "close" else "next_open")
    assert time.elapsed(start, due).tolist() == [amount]
    assert due[0] >= start
    back = time.subtract(start, amount, "previous_close" if landing == "close" else "open")
    assert time.elapsed(back, start).tolist() == [amount]
    assert back[0] <= start


def test_an_amount_used_up_at_closing_lands_where_the_policy_says() -> None:
    assert hours(JANUARY.due(at(9), 8 * HOUR)) == [17]
    assert hours(JANUARY.due(at(9), 8 * HOUR, "next_open")) == [33]


def test_an_amount_used_up_at_opening_going_back_lands_where_asked() -> None:
    assert hours(JANUARY.subtract(at(41), 8 * HOUR)) == [33]
    assert hours(JANUARY.subtract(at(41), 8 * HOUR, "previous_close")) == [17]


@pytest.mark.parametrize(("start", "due"), [(8, 9), (9, 9), (12.5, 12.5), (17, 33), (20, 33)])
def test_nothing_is_due_at_the_next_opening(start: float, due: float) -> None:
    assert hours(JANUARY.due(at(start), 0)) == [due]
    assert hours(JANUARY.due(at(start), 0, "next_open")) == [due]
    assert hours(JANUARY.next_open(at(start))) == [due]


@pytest.mark.parametrize(("end", "back"), [(32, 17), (33, 33), (36.5, 36.5), (41, 41), (44, 41)])
def test_nothing_going_back_is_at_the_previous_closing(end: float, back: float) -> None:
    assert hours(JANUARY.subtract(at(end), 0)) == [back]
    assert hours(JANUARY.previous_close(at(end))) == [back]


def test_each_row_has_its_own_amount() -> None:
    due = JANUARY.due(np.array([at(9), at(9), at(20)]), np.array([0, 8 * HOUR, HOUR]))
    assert hours(due) == [9, 17, 34]


def test_all_rows_may_share_an_amount_or_a_start() -> None:
    starts = np.array([at(9), at(10), at(20)])
    assert hours(JANUARY.due(starts, HOUR)) == [10, 11, 34]
    assert hours(JANUARY.due(starts, 0)) == [9, 10, 33]
    assert hours(JANUARY.subtract(starts + 24 * HOUR, HOUR)) == [16, 33, 40]
    assert hours(JANUARY.due(at(9), np.array([HOUR, 8 * HOUR]))) == [10, 17]


def test_an_empty_column_has_an_empty_answer() -> None:
    none = np.array([], dtype=np.int64)
    assert JANUARY.due(none, none).tolist() == []
    assert JANUARY.elapsed(none, none).tolist() == []


def test_landing_at_midnight_of_a_calendar_that_never_closes_is_no_choice() -> None:
    time = BusinessTime(always("always"), us("2026-01-01"), us("2026-01-31"))
    assert hours(time.due(at(0), 24 * HOUR)) == hours(time.due(at(0), 24 * HOUR, "next_open")) == [24]


def test_due_beyond_the_range_is_an_error() -> None:
    with pytest.raises(OutOfRange, match="after 2026-02-01"):
        JANUARY.due(at(9), 1000 * HOUR)


def test_going_back_beyond_the_range_is_an_error() -> None:
    with pytest.raises(OutOfRange, match="before 2026-01-01"):
        JANUARY.subtract(at(9), 1000 * HOUR)


def test_a_negative_amount_is_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        JANUARY.due(at(9), -1)
