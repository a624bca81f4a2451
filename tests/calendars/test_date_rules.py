"""Which rule of a calendar decides what is open on a date."""

from __future__ import annotations

from datetime import date

import pytest

from hindesk.calendars.calendar import Calendar, Spans
from hindesk.calendars.days import WorkingDays
from hindesk.calendars.hours import parse_spans, parse_week
from hindesk.calendars.instants import day_number
from hindesk.calendars.opening import business_day, never_opens
from hindesk.calendars.spans import breaks_on, is_holiday, spans_on
from tests.calendars.random_calendars import us

RULES = Calendar(
    "rules",
    "Asia/Seoul",
    parse_week({"mon-sat": "09:00-18:00"}),
    holidays=("KR",),
    closed=frozenset({date(2026, 5, 4), date(2026, 5, 7)}),
    annual=frozenset({(5, 6), (2, 29)}),
    open={
        date(2026, 5, 5): parse_spans("10:00-12:00"),
        date(2026, 5, 7): parse_spans("22:00-02:00"),
        date(2026, 5, 9): (),
    },
    breaks={date(2026, 5, 5): parse_spans("11:00-11:30"), date(2026, 5, 11): parse_spans("08:00-10:00, 17:00-19:00")},
)


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2026, 4, 30), "09:00-18:00"),
        (date(2026, 5, 1), ""),
        (date(2026, 5, 3), ""),
        (date(2026, 5, 4), ""),
        (date(2026, 5, 5), "10:00-11:00, 11:30-12:00"),
        (date(2026, 5, 6), ""),
        (date(2026, 5, 7), "22:00-24:00"),
        (date(2026, 5, 8), "00:00-02:00, 09:00-18:00"),
        (date(2026, 5, 9), ""),
        (date(2026, 5, 11), "10:00-17:00"),
    ],
)
def test_open_hours_then_closed_dates_then_the_week_less_breaks(day: date, hours: str) -> None:
    assert spans_on(RULES, day) == (parse_spans(hours) if hours else ())
    days = WorkingDays(RULES, us("2026-04-01"), us("2026-06-01"))
    assert days.is_workday(day_number(day)).tolist() == [bool(hours)]


def test_a_holiday_stays_a_holiday_where_open_hours_open_it() -> None:
    days = WorkingDays(RULES, us("2026-04-01"), us("2026-06-01"))
    dates = [date(2026, 5, day) for day in (5, 6, 7, 8)]
    assert [is_holiday(RULES, day) for day in dates] == [True, True, True, False]
    assert days.is_holiday(day_number(dates[0])).tolist() == [True]


def test_breaks_run_on_past_midnight() -> None:
    late = Calendar("late", "UTC", parse_week("24x7"), breaks={date(2026, 5, 5): parse_spans("23:00-01:00")})
    assert breaks_on(late, date(2026, 5, 6)) == ((0, 3600),)
    assert spans_on(late, date(2026, 5, 6)) == ((3600, 86_400),)


def week(hours: dict[str, str], day: int | None = None) -> Calendar:
    return Calendar("week", "UTC", parse_week(hours), day=day)


@pytest.mark.parametrize(
    ("calendar", "seconds"),
    [
        (week({"mon-fri": "09:00-12:00, 13:00-18:00"}), 8 * 3600),
        (week({"mon-fri": "09:00-18:00", "sat": "09:00-13:00"}), None),
        (week({"mon-fri": "09:00-18:00", "sat": "09:00-13:00"}, day=28_800), 28_800),
        (week({}), None),
    ],
)
def test_a_business_day_is_stated_or_what_all_open_weekdays_share(calendar: Calendar, seconds: int | None) -> None:
    assert business_day(calendar) == (None if seconds is None else seconds * 1_000_000)


@pytest.mark.parametrize(("hours", "never"), [(parse_spans("09:00-10:00"), False), ((), True)])
def test_a_calendar_without_a_week_opens_only_on_open_dates(hours: Spans, never: bool) -> None:
    assert never_opens(Calendar("once", "UTC", parse_week({}), open={date(2026, 5, 5): hours})) is never
