"""The flat tables answer what the curve answers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.clock import BusinessTime
from hindesk.calendars.days import WorkingDays
from hindesk.calendars.grid import Grid, build_grid
from hindesk.calendars.hours import always, parse_week
from hindesk.calendars.instants import DAY
from hindesk.errors import PolicyError
from tests.calendars.random_calendars import WINDOW, us, windows

SEOUL = Calendar("seoul", "Asia/Seoul", parse_week({"mon-fri": "09:00-12:00, 13:00-18:00"}), holidays=("KR",))
NIGHT = Calendar("night", "America/New_York", parse_week({"mon-fri": "20:00-04:00"}))


def open_before(grid: Grid, calendar: int, at: int) -> int:
    """B(t) as a walk reads it from the tables."""
    row = calendar * grid.days + at // DAY - grid.origin
    cells = range(grid.first[row], grid.first[row + 1])
    return int(grid.base[row]) + sum(max(0, min(at, int(grid.hi[k])) - int(grid.lo[k])) for k in cells)


@given(windows(), windows(), st.data())
@settings(max_examples=40, deadline=None)
def test_cells_count_like_the_curve_for_each_of_several_calendars(
    one: tuple[Calendar, int], other: tuple[Calendar, int], data: st.DataObject
) -> None:
    calendars, first_day = [one[0], other[0], always("always")], one[1]
    grid = build_grid(calendars, first_day * DAY, (first_day + WINDOW) * DAY, horizon_days=30)
    instant = st.integers(first_day * DAY, (first_day + WINDOW + 29) * DAY)
    start, end = data.draw(instant), data.draw(instant)
    for number, calendar in enumerate(calendars):
        time = BusinessTime(calendar, grid.origin * DAY, (grid.origin + grid.days) * DAY)
        found = open_before(grid, number, end) - open_before(grid, number, start)
        assert [found] == time.elapsed(start, end).tolist()


def test_every_calendar_has_a_row_for_each_day() -> None:
    grid = build_grid([SEOUL, NIGHT], us("2026-01-01"), us("2026-12-31"), horizon_days=10)
    assert grid.origin * DAY <= us("2026-01-01") - DAY
    assert (grid.origin + grid.days) * DAY >= us("2027-01-10")
    rows = 2 * grid.days
    assert {len(table) for table in (grid.base, grid.midnight, grid.workdays, grid.opens_at, grid.close_at)} == {rows}
    assert (len(grid.first), grid.first[0], grid.first[-1]) == (rows + 1, 0, len(grid.lo))
    assert (grid.lo < grid.hi).all()
    assert (grid.lo // DAY == (grid.hi - 1) // DAY).all()
    assert {table.dtype for table in (grid.base, grid.first, grid.lo, grid.midnight, grid.zone_first)} == {
        np.dtype("int64")
    }


@pytest.mark.parametrize("calendar", [SEOUL, NIGHT])
def test_local_dates_are_those_of_working_days(calendar: Calendar) -> None:
    grid = build_grid([always("always"), calendar], us("2026-01-01"), us("2026-12-31"), horizon_days=10)
    own = slice(grid.days, 2 * grid.days)
    days = WorkingDays(calendar, grid.origin * DAY, (grid.origin + grid.days) * DAY)
    numbers = np.arange(grid.origin, grid.origin + grid.days)
    is_open = days.is_workday(numbers)
    assert grid.workdays[own].tolist() == [int(is_open[:row].sum()) for row in range(grid.days)]
    assert (grid.close_at[own] > 0).tolist() == is_open.tolist()
    assert (days.dates_at(grid.midnight[own]) == numbers).all()
    assert (days.dates_at(grid.midnight[own] - 1) == numbers - 1).all()
    assert (days.dates_at(grid.close_at[own][is_open] - 1) == numbers[is_open]).all()
    assert (days.time.is_open(grid.opens_at[own][is_open])).all()


def test_stretches_of_a_zone_lead_from_instants_to_the_wall_clock() -> None:
    grid = build_grid([SEOUL, NIGHT], us("2026-01-01"), us("2026-12-31"), horizon_days=10)
    summer = us("2026-07-01")
    stretches = range(grid.zone_first[1], grid.zone_first[2])
    shifts = [int(grid.zone_shift[k]) for k in stretches if grid.zone_start[k] <= summer < grid.zone_end[k]]
    assert shifts == [-4 * 3600 * 1_000_000]


def test_a_calendar_that_never_opens_is_refused() -> None:
    with pytest.raises(PolicyError, match="'shut' never opens"):
        build_grid([SEOUL, Calendar("shut", "UTC", parse_week({}))], 0, DAY)
