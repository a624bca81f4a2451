"""Columns of dates have one format, found from all values; what could mean two things is refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hindesk.errors import InputError
from hindesk.importers.date_layouts import patterns_of
from hindesk.importers.dates import DateRules, instants
from hindesk.importers.table import Table

SEOUL = DateRules(zone="Asia/Seoul")
NEW_YORK = DateRules(zone="America/New_York")


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        yield connection


def read(
    con: duckdb.DuckDBPyConnection, values: Sequence[str], rules: DateRules, others: Sequence[str] = ()
) -> list[str | None]:
    """What a column of texts means, in UTC; a second column of the same file may help."""
    rows = [(value, others[place] if place < len(others) else None) for place, value in enumerate(values)]
    con.execute("create or replace temp table raw (c1 varchar, c2 varchar)")
    con.executemany("insert into raw values (?, ?)", rows)
    found = instants(con, Table("f.csv", ("when", "then")), ["when", "then"], rules)["when"]
    told = con.execute(f"select strftime(make_timestamp({found.sql}), '%x %X') from raw order by rowid").fetchall()  # noqa: S608
    return [text for (text,) in told]


@pytest.mark.parametrize(
    ("value", "utc"),
    [
        ("2026-03-01 13:05", "2026-03-01 04:05:00"),
        ("2026-03-01T13:05:09", "2026-03-01 04:05:09"),
        ("2026-03-01 13:05:09.123456", "2026-03-01 04:05:09"),
        ("2026/3/1 13:05", "2026-03-01 04:05:00"),
        ("2026. 3. 1. 오후 1:05", "2026-03-01 04:05:00"),
        ("2026-03-01 오전 12:05", "2026-02-28 15:05:00"),
        ("2026-03-01", "2026-02-28 15:00:00"),
        ("20260301", "2026-02-28 15:00:00"),
        ("31/3/2026 8:05", "2026-03-30 23:05:00"),
        ("31-03-26 08:05", "2026-03-30 23:05:00"),
        ("31.03.2026 08:05:01", "2026-03-30 23:05:01"),
        ("03/31/2026 12:05:00 AM", "2026-03-30 15:05:00"),
        ("3/31/26 1:05 pm", "2026-03-31 04:05:00"),
        ("31/Mar/26 1:05 PM", "2026-03-31 04:05:00"),
        ("31-Mar-2026 13:05", "2026-03-31 04:05:00"),
        ("Mar 31, 2026 1:05 PM", "2026-03-31 04:05:00"),
        ("March 31, 2026 1:05 PM", "2026-03-31 04:05:00"),
        ("  2026-03-01 13:05  ", "2026-03-01 04:05:00"),
        ("2026-03-01T13:05:00Z", "2026-03-01 13:05:00"),
        ("2026-03-01 13:05:00 UTC", "2026-03-01 13:05:00"),
        ("2026-03-01T13:05:00+01:00", "2026-03-01 12:05:00"),
        ("2026-03-01T13:05:00.123+0100", "2026-03-01 12:05:00"),
        ("2026-03-01 13:05:00+01", "2026-03-01 12:05:00"),
        ("1772370300", "2026-03-01 13:05:00"),
        ("1772370300000", "2026-03-01 13:05:00"),
        ("1772370300000000", "2026-03-01 13:05:00"),
    ],
)
def test_a_way_to_write_an_instant_is_known(con: duckdb.DuckDBPyConnection, value: str, utc: str) -> None:
    assert read(con, [value], SEOUL) == [utc]


def test_one_value_decides_for_the_whole_column(con: duckdb.DuckDBPyConnection) -> None:
    assert read(con, ["03/04/2026 10:00", "29/04/2026 10:00"], SEOUL)[0] == "2026-04-03 01:00:00"
    assert read(con, ["03/04/2026 10:00", "04/29/2026 10:00"], SEOUL)[0] == "2026-03-04 01:00:00"


def test_another_column_of_the_file_decides(con: duckdb.DuckDBPyConnection) -> None:
    assert read(con, ["03/04/2026 10:00"], SEOUL, others=["29/04/2026"]) == ["2026-04-03 01:00:00"]


def test_a_column_that_could_be_both_is_refused_with_both_readings_and_the_option(
    con: duckdb.DuckDBPyConnection,
) -> None:
    with pytest.raises(InputError, match="'03/04/2026 10:00' is 3 April 2026 or 4 March 2026") as problem:
        read(con, ["05/05/2026 10:00", "03/04/2026 10:00"], SEOUL)
    assert "--date-order day-first" in (problem.value.hint or "")


def test_the_order_that_is_named_settles_it(con: duckdb.DuckDBPyConnection) -> None:
    assert read(con, ["03/04/2026 10:00"], DateRules("UTC", "day-first")) == ["2026-04-03 10:00:00"]
    assert read(con, ["03/04/2026 10:00"], DateRules("UTC", "month-first")) == ["2026-03-04 10:00:00"]
    assert read(con, ["10h 03.04.26"], DateRules("UTC", "%Hh %d.%m.%y")) == ["2026-04-03 10:00:00"]


def test_a_column_whose_readings_agree_needs_no_order(con: duckdb.DuckDBPyConnection) -> None:
    assert read(con, ["05/05/2026 10:00"], DateRules("UTC")) == ["2026-05-05 10:00:00"]


def test_a_file_that_mixes_both_orders_is_refused(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(InputError, match="can only be day-first and '04/25/2026 9:00' only month-first"):
        read(con, ["25/04/2026 9:00", "04/25/2026 9:00"], SEOUL)


def test_an_order_that_does_not_exist_is_refused(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(InputError, match="no date order 'backwards'"):
        read(con, ["25/04/2026 9:00"], DateRules("UTC", "backwards"))


def test_times_without_a_zone_are_refused(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(InputError, match="does not say its time zone") as problem:
        read(con, ["2026-03-01 13:05"], DateRules())
    assert "--time-zone" in (problem.value.hint or "")


def test_times_with_a_zone_need_none(con: duckdb.DuckDBPyConnection) -> None:
    assert read(con, ["2026-03-01 13:05:00Z"], DateRules()) == ["2026-03-01 13:05:00"]


def test_an_unknown_zone_is_refused_with_the_nearest(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(InputError, match="unknown time zone") as problem:
        read(con, ["2026-03-01 13:05"], DateRules("Asia/Soul"))
    assert problem.value.hint == "did you mean Asia/Seoul?"


def test_a_value_in_another_format_is_no_instant(con: duckdb.DuckDBPyConnection) -> None:
    values = ["2026-03-01 13:05", "", "2026-03-02 13:05", "01/03/2026", "soon"]
    assert read(con, values, DateRules("UTC")) == ["2026-03-01 13:05:00", None, "2026-03-02 13:05:00", None, None]


def test_a_column_that_holds_no_dates_is_refused(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(InputError, match="'soon' is no date"):
        read(con, ["soon", "later"], SEOUL)


def test_a_format_that_turns_up_late_in_a_long_column_is_seen(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("create or replace temp table raw as select '2026-03-01 13:05' as c1 from range(12000)")
    con.execute("update raw set c1 = '2026-03-01T13:05:09.5Z' where rowid = 9001")
    found = instants(con, Table("f.csv", ("when",)), ["when"], DateRules("UTC"))["when"]
    assert con.execute(f"select count({found.sql}) from raw").fetchall() == [(12000,)]  # noqa: S608


def test_a_time_that_the_clock_skips_is_the_instant_of_the_change(con: duckdb.DuckDBPyConnection) -> None:
    assert read(con, ["2026-03-08 02:30", "2026-03-08 03:00"], NEW_YORK) == ["2026-03-08 07:00:00"] * 2


def test_a_time_that_the_clock_shows_twice_is_the_first(con: duckdb.DuckDBPyConnection) -> None:
    assert read(con, ["2026-11-01 01:30", "2026-11-01 02:30"], NEW_YORK) == [
        "2026-11-01 05:30:00",
        "2026-11-01 07:30:00",
    ]


ZONES = ("Asia/Seoul", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Africa/Casablanca", "UTC")


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(ZONES),
    st.lists(
        st.integers(0, 40 * 365 * 86_400).map(lambda s: datetime(1990, 1, 1, tzinfo=UTC) + timedelta(seconds=s)),
        min_size=1,
    ),
)
def test_the_wall_clock_of_any_zone_leads_back_to_its_instant(zone: str, moments: list[datetime]) -> None:
    with duckdb.connect() as con:
        con.execute("set TimeZone = 'UTC'")
        shown = [moment.astimezone(ZoneInfo(zone)) for moment in moments]
        once = [local for local in shown if local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset()]
        if not once:
            return
        read_back = read(con, [f"{local:%Y-%m-%d %H:%M:%S}" for local in once], DateRules(zone))
    assert read_back == [f"{local.astimezone(UTC):%Y-%m-%d %H:%M:%S}" for local in once]


@given(st.text(max_size=30))
def test_any_shape_is_a_pattern_or_nothing(shape: str) -> None:
    assert isinstance(patterns_of(shape), tuple)
