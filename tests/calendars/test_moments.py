"""Instants as people type them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hindesk.calendars.moments import read_end, read_moment, read_start
from hindesk.errors import InputError


def read(text: str, time_zone: str = "Asia/Seoul") -> datetime:
    at = read_moment(text, time_zone=time_zone, option="--as-of")
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-03-31T18:00", "2026-03-31T09:00:00"),
        ("2026-03-31 18:00:30", "2026-03-31T09:00:30"),
        ("2026-03-31T18:00+02:00", "2026-03-31T16:00:00"),
        ("2026-03-31T18:00Z", "2026-03-31T18:00:00"),
        ("2026-03-31", "2026-03-31T14:59:59.999999"),
    ],
)
def test_an_instant_is_read_in_its_own_offset_or_in_the_zone(text: str, utc: str) -> None:
    assert read(text) == datetime.fromisoformat(f"{utc}+00:00")


def test_a_time_that_occurs_twice_is_its_first_occurrence() -> None:
    assert read("2026-10-25T02:30", "Europe/Berlin") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_time_that_is_skipped_is_read_with_the_offset_before_the_change() -> None:
    assert read("2026-03-29T02:30", "Europe/Berlin") == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-03-31", "2026-03-31T00:00", "2026-04-01T00:00"),
        ("2026-03-31T18:00", "2026-03-31T18:00", "2026-03-31T18:00"),
        ("2026-03-31 18:00+02:00", "2026-04-01T01:00", "2026-04-01T01:00"),
    ],
)
def test_a_period_of_dates_counts_both_whole(text: str, start: str, end: str) -> None:
    assert read_start(text, time_zone="Asia/Seoul", option="--from") == microseconds(start)
    assert read_end(text, time_zone="Asia/Seoul", option="--to") == microseconds(end)


def microseconds(text: str) -> int:
    """A time in Seoul as UTC microseconds."""
    return (datetime.fromisoformat(f"{text}+09:00") - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


@pytest.mark.parametrize("text", ["yesterday", "", "2026-02-30", "31.03.2026", "2026-03-31T25:00", "0001-01-01T00:00"])
def test_what_is_no_instant_is_told_with_examples(text: str) -> None:
    with pytest.raises(InputError, match=r"--as-of: .* is no instant") as told:
        read(text)

    assert told.value.hint is not None
    assert "2026-03-31T18:00+09:00" in told.value.hint


def test_an_unknown_zone_is_told_as_such() -> None:
    with pytest.raises(InputError, match="unknown time zone 'Asia/Soul'"):
        read("2026-03-31T18:00", "Asia/Soul")
