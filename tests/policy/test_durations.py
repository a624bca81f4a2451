"""Durations are read as people write them; what is not clear is refused with the way out."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hindesk.policy.durations import SECOND, parse_duration, show_duration
from hindesk.policy.values import Duration
from hindesk.policy.words import Day

MINUTE = 60 * SECOND
HOUR = 60 * MINUTE


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("15m", 15 * MINUTE),
        ("4h", 4 * HOUR),
        ("2h 30m", 150 * MINUTE),
        ("2h30m", 150 * MINUTE),
        ("90s", 90 * SECOND),
        (" 1 h 5 s ", HOUR + 5 * SECOND),
        ("0m", 0),
        ("4H", 4 * HOUR),
    ],
)
def test_times_add_up(text: str, amount: int) -> None:
    assert parse_duration(text) == Duration(amount)


def test_business_days_are_counted_in_days() -> None:
    assert parse_duration("3bd") == Duration(3, "business_day")


@pytest.mark.parametrize(
    ("day", "duration"),
    [
        ("24h", Duration(48 * HOUR)),
        ("business_day", Duration(2, "business_day")),
        ("same_time", Duration(2, "same_time")),
        ("end_of_day", Duration(2, "end_of_day")),
    ],
)
def test_a_day_is_what_the_policy_says(day: Day, duration: Duration) -> None:
    assert parse_duration("2d", day=day) == duration


def test_days_of_24_hours_add_to_hours() -> None:
    assert parse_duration("1d 2h", day="24h") == Duration(26 * HOUR)


def test_a_business_day_stays_one_where_a_day_means_something_else() -> None:
    assert parse_duration("2bd", day="end_of_day") == Duration(2, "business_day")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1d", "'1d' is not clear: a day means 24 hours to some help desks, a working day"),
        ("30", "'30' has no unit; write 30m or 30h"),
        ("1.5h", "'1.5h' is not a whole number; write it with a smaller unit, as in 1h 30m"),
        ("1.5bd", "'1.5bd' is not a whole number"),
        ("4 hours", "unknown unit 'hours' in '4 hours'; units are s, m, h, bd, d"),
        ("2w", "unknown unit 'w' in '2w'"),
        ("1bd 2h", "'1bd 2h' mixes days with other units; days stand alone, as in 3bd"),
        ("-1h", "'-1h' is not a duration; write a duration such as 15m, 4h, 2h 30m or 3bd"),
        ("", "'' is not a duration"),
        ("87601h", "'87601h' is longer than ten years"),
        ("3651bd", "'3651bd' is longer than ten years"),
    ],
)
def test_what_is_no_duration_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        parse_duration(text)
    assert str(caught.value).startswith(reason)


def test_a_bare_day_is_refused_with_all_ways_out() -> None:
    with pytest.raises(ValueError, match="not clear") as caught:
        parse_duration("1d")
    for way in ("24h", "1bd", "business_day", "same_time", "end_of_day"):
        assert way in str(caught.value)


@given(st.integers(0, 87_600 * 3600))
def test_what_is_shown_is_read_back(seconds: int) -> None:
    duration = Duration(seconds * SECOND)
    assert parse_duration(show_duration(duration)) == duration


@given(st.text())
def test_any_text_is_a_duration_or_refused(text: str) -> None:
    with suppress(ValueError):
        assert parse_duration(text).amount >= 0
