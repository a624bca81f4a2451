"""Weeks and time zones in the words of policies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hindesk.calendars.hours import parse_week
from hindesk.calendars.zones import zone_names
from hindesk.exchange.hours import DAY, WEEK, iana_zone, week_text
from hindesk.exchange.tables import zones

SPANS = st.lists(
    st.tuples(st.integers(0, WEEK // 900 - 1), st.integers(1, 3 * DAY // 900)).map(
        lambda one: (one[0] * 900, sum(one) * 900)
    ),
    min_size=1,
    max_size=8,
)


def quarters(spans: list[tuple[int, int]]) -> set[int]:
    """The quarters of an hour of a week that are open."""
    return {second // 900 % (WEEK // 900) for start, end in spans for second in range(start, end, 900)}


@given(SPANS)
def test_a_week_as_text_is_open_at_the_same_times(spans: list[tuple[int, int]]) -> None:
    week = parse_week(week_text(spans))

    read = [(day * DAY + start, day * DAY + end) for day, hours in enumerate(week) for start, end in hours]
    assert quarters(read) == quarters(spans)


@pytest.mark.parametrize(
    ("spans", "text"),
    [
        ([(9 * 3600, 18 * 3600)], {"mon": "09:00-18:00"}),
        ([(day * DAY + 32_400, day * DAY + 64_800) for day in range(5)], {"mon-fri": "09:00-18:00"}),
        ([(day * DAY + 79_200, day * DAY + 108_000) for day in range(7)], {"mon-sun": "22:00-06:00"}),
        ([(0, WEEK)], {"mon-sun": "00:00-24:00"}),
        ([(4 * DAY + 64_800, 7 * DAY)], {"fri": "18:00-24:00", "sat-sun": "00:00-24:00"}),
    ],
)
def test_a_week_reads_as_people_write_it(spans: list[tuple[int, int]], text: dict[str, str]) -> None:
    assert week_text(spans) == text


def test_time_zones_of_ruby_on_rails_are_known() -> None:
    assert set(zones().values()) <= zone_names()
    assert iana_zone("New Caledonia") == "Pacific/Noumea"
    assert iana_zone("Asia/Seoul") == "Asia/Seoul"
    assert iana_zone("Middle-earth") is None
