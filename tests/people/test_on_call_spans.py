"""Spans agree with a minute-by-minute reading of the rules, over random schedules across changes of the clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.hours import parse_week
from hindesk.calendars.instants import column
from hindesk.people.on_call import Layer, Override, Rotation, Schedule
from hindesk.people.on_call_spans import coverage, sources, spans
from tests.people.naive_on_call import microseconds, naive

HOUR: Final = 3_600_000_000
DAYS: Final = 4
CHANGES: Final = {
    "America/New_York": ["2026-03-08", "2026-11-01"],
    "Europe/London": ["2026-03-29", "2026-10-25"],
    "Asia/Seoul": ["2026-03-29"],
    "Australia/Lord_Howe": ["2026-04-05", "2026-10-04"],
}
"""Dates, by the wall clock, on which the clocks change; in Seoul they don't."""

NAMES: Final = st.sampled_from(["Kim Suji", "Park Junsu", "Lee Ana", None])
QUARTERS: Final = st.integers(0, 4 * 24 * DAYS - 1).map(lambda quarters: timedelta(minutes=15 * quarters))
ROTATIONS: Final = st.one_of(
    st.builds(Rotation, st.integers(1, 3), st.just("day")),
    st.builds(Rotation, st.sampled_from([HOUR // 2, HOUR, 5 * HOUR, 12 * HOUR, 36 * HOUR]), st.just("microsecond")),
)
WEEKS: Final = st.sampled_from(
    [
        {"mon-fri": "09:00-18:00"},
        {"mon-sun": "00:00-02:30"},
        {"mon-sun": "02:10-02:50, 22:00-24:00"},
        {"sat-sun": "20:00-02:30"},
    ]
)


@st.composite
def schedules(draw: st.DrawFn) -> tuple[Schedule, datetime]:
    """A schedule around a change of the clocks, and a UTC instant before it begins."""
    zone = draw(st.sampled_from(sorted(CHANGES)))
    first = datetime.fromisoformat(draw(st.sampled_from(CHANGES[zone]))) - timedelta(days=1)
    hours = st.none() | st.builds(
        lambda own, week: Calendar("hours", own, parse_week(week)), st.sampled_from([zone, "Europe/London"]), WEEKS
    )
    layer = st.builds(
        Layer,
        ROTATIONS,
        QUARTERS.map(lambda later: first + later / 3),
        st.lists(NAMES, min_size=1, max_size=4).map(tuple),
        hours,
    )
    edges = sorted(draw(st.sets(QUARTERS, max_size=6)))
    overrides = tuple(
        Override(first + start, first + end, draw(NAMES)) for start, end in zip(edges[::2], edges[1::2], strict=False)
    )
    layers = tuple(draw(st.lists(layer, min_size=0 if overrides else 1, max_size=3)))
    return Schedule("desk", zone, layers, overrides), first.replace(tzinfo=UTC) - timedelta(hours=15)


@settings(max_examples=50, deadline=None)
@given(schedules())
def test_spans_agree_with_a_reading_minute_by_minute(drawn: tuple[Schedule, datetime]) -> None:
    schedule, begin = drawn
    minutes = DAYS * 24 * 60
    start = microseconds(begin)
    found = spans(schedule, start, start + minutes * HOUR // 60)
    instants = column(start + np.arange(minutes) * (HOUR // 60))

    numbers = found.who_at(instants).tolist()
    assert [None if number < 0 else found.people[number] for number in numbers] == naive(schedule, begin, minutes)
    assert not ((found.start - start) % (HOUR // 60)).any()


@settings(max_examples=150, deadline=None)
@given(schedules(), st.integers(-3 * 24 * HOUR, 9 * 24 * HOUR), st.integers(1, 9 * 24 * HOUR))
def test_spans_tile_the_period_and_never_repeat_a_person(
    drawn: tuple[Schedule, datetime], later: int, length: int
) -> None:
    schedule, begin = drawn
    start = microseconds(begin) + later
    for found in (spans(schedule, start, start + length), sources(schedule, start, start + length)):
        assert (found.start[0], found.end[-1]) == (start, start + length)
        assert (found.start[1:] == found.end[:-1]).all()
        assert (found.start < found.end).all()
    who = spans(schedule, start, start + length).who
    assert (who[1:] != who[:-1]).all()


@settings(max_examples=100, deadline=None)
@given(schedules(), st.integers(0, 5 * 24 * HOUR), st.integers(1, 3 * 24 * HOUR))
def test_a_shorter_period_is_a_part_of_a_longer_one(drawn: tuple[Schedule, datetime], later: int, length: int) -> None:
    schedule, begin = drawn
    start = microseconds(begin)
    whole = sources(schedule, start, start + 9 * 24 * HOUR)
    part = sources(schedule, start + later, start + later + length)

    assert (whole.who_at(part.start) == part.who).all()
    assert (part.who_at(part.end - 1) == part.who).all()
    inside = (whole.start > part.start[0]) & (whole.start < part.end[-1])
    assert whole.start[inside].tolist() == part.start[1:].tolist()


@settings(max_examples=100, deadline=None)
@given(schedules(), st.integers(1, 9 * 24 * HOUR))
def test_covered_time_and_gaps_are_the_whole_period(drawn: tuple[Schedule, datetime], length: int) -> None:
    schedule, begin = drawn
    start = microseconds(begin)
    found, covered = spans(schedule, start, start + length), coverage(schedule, start, start + length)

    held = int((found.end - found.start)[found.who >= 0].sum())
    assert covered.share == pytest.approx(held / length, abs=1e-12)
    assert int((covered.end - covered.start).sum()) == length - held
