"""ISO weeks in a time zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hindesk.reports.weeks import WEEK, week_table

ZONES = ("UTC", "Asia/Seoul", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Australia/Lord_Howe")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DECADES = 60 * 365 * 24 * 3_600_000_000


def week_of(at: int, zone: str) -> str:
    """The week of an instant by way of the table."""
    (row,) = [row for row in week_table(zone, at, at).to_pylist() if row["slot"] == at // WEEK]
    return str(row["earlier"] if at < row["turn"] else row["later"])


@given(st.integers(0, DECADES), st.sampled_from(ZONES))
def test_an_instant_is_in_the_week_of_its_local_date(at: int, zone: str) -> None:
    year, week, _ = (EPOCH + timedelta(microseconds=at)).astimezone(ZoneInfo(zone)).isocalendar()

    assert week_of(at, zone) == f"{year}-W{week:02}"


@pytest.mark.parametrize(("utc", "week"), [("2026-01-04T14:59:59", "2026-W01"), ("2026-01-04T15:00:00", "2026-W02")])
def test_a_week_begins_at_local_midnight(utc: str, week: str) -> None:
    at = (datetime.fromisoformat(f"{utc}+00:00") - EPOCH) // timedelta(microseconds=1)

    assert week_of(at, "Asia/Seoul") == week


def test_a_range_has_one_row_for_each_slot() -> None:
    assert week_table("UTC", 0, 3 * WEEK).column("slot").to_pylist() == [0, 1, 2, 3]
