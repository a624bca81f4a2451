"""Who is on call: turns, hours, later layers, overrides, and the days on which the clocks change."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.hours import parse_week
from hindesk.errors import InputError
from hindesk.people.on_call import Layer, Override, Rotation, Schedule
from hindesk.people.on_call_spans import at, coverage, sources, spans
from tests.people.naive_on_call import microseconds

HOUR: Final = 3_600_000_000
DAILY: Final = Rotation(1, "day")
WEEKLY: Final = Rotation(7, "day")
TWO: Final = ("Kim Suji", "Park Junsu")
NEW_YORK: Final = "America/New_York"


def instant(text: str, zone: str = "Asia/Seoul") -> int:
    """The instant at which a wall clock shows a time, the first of two."""
    return microseconds(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)))


def time(text: str) -> datetime:
    """A time by the wall clock."""
    return datetime.fromisoformat(text)


def shown(schedule: Schedule, first: str, last: str) -> list[tuple[str, str, str | None]]:
    """Spans as wall-clock times of the schedule's zone with their offsets, and the name."""
    zone = schedule.time_zone
    found = spans(schedule, instant(first, zone), instant(last, zone))
    starts, ends = (
        [
            datetime.fromtimestamp(us / 1e6, UTC).astimezone(ZoneInfo(zone)).strftime("%a %H:%M %z")
            for us in edge.tolist()
        ]
        for edge in (found.start, found.end)
    )
    return list(zip(starts, ends, found.names(), strict=True))


def desk(*layers: Layer, zone: str = "Asia/Seoul", overrides: tuple[Override, ...] = ()) -> Schedule:
    """A schedule."""
    return Schedule("desk", zone, layers, overrides)


def test_people_take_turns_from_the_start_on() -> None:
    weekly = desk(Layer(WEEKLY, time("2026-01-05T09:00"), TWO))
    assert at(weekly, instant("2026-01-05T09:00") - 1) is None
    assert at(weekly, instant("2026-01-05T09:00")) == "Kim Suji"
    assert at(weekly, instant("2026-01-12T09:00") - 1) == "Kim Suji"
    assert at(weekly, instant("2026-01-12T09:00")) == "Park Junsu"
    assert at(weekly, instant("2026-01-19T09:00")) == "Kim Suji"


def test_a_daily_hand_over_keeps_its_time_when_the_clocks_go_forward() -> None:
    daily = desk(Layer(DAILY, time("2026-03-06T09:00"), TWO), zone=NEW_YORK)
    assert shown(daily, "2026-03-07T09:00", "2026-03-10T09:00") == [
        ("Sat 09:00 -0500", "Sun 09:00 -0400", "Park Junsu"),
        ("Sun 09:00 -0400", "Mon 09:00 -0400", "Kim Suji"),
        ("Mon 09:00 -0400", "Tue 09:00 -0400", "Park Junsu"),
    ]
    found = spans(daily, instant("2026-03-07T09:00", NEW_YORK), instant("2026-03-09T09:00", NEW_YORK))
    assert ((found.end - found.start) // HOUR).tolist() == [23, 24]


def test_a_daily_hand_over_keeps_its_time_when_the_clocks_go_back() -> None:
    daily = desk(Layer(DAILY, time("2026-10-30T09:00"), TWO), zone=NEW_YORK)
    found = spans(daily, instant("2026-10-31T09:00", NEW_YORK), instant("2026-11-02T09:00", NEW_YORK))
    assert ((found.end - found.start) // HOUR).tolist() == [25, 24]


def test_a_hand_over_at_a_time_that_is_skipped_comes_at_the_change() -> None:
    daily = desk(Layer(DAILY, time("2026-03-07T02:30"), TWO), zone=NEW_YORK)
    assert [row[0] for row in shown(daily, "2026-03-07T02:30", "2026-03-10T02:30")] == [
        "Sat 02:30 -0500",
        "Sun 03:00 -0400",
        "Mon 02:30 -0400",
    ]


def test_a_hand_over_at_a_time_that_comes_twice_is_at_the_first() -> None:
    daily = desk(Layer(DAILY, time("2026-10-31T01:30"), TWO), zone=NEW_YORK)
    assert [row[0] for row in shown(daily, "2026-10-31T01:30", "2026-11-03T01:30")] == [
        "Sat 01:30 -0400",
        "Sun 01:30 -0400",
        "Mon 01:30 -0500",
    ]


def test_a_weekly_hand_over_keeps_its_weekday_and_time() -> None:
    weekly = desk(Layer(WEEKLY, time("2026-03-23T09:00"), TWO), zone="Europe/London")
    assert shown(weekly, "2026-03-23T09:00", "2026-04-06T09:00") == [
        ("Mon 09:00 +0000", "Mon 09:00 +0100", "Kim Suji"),
        ("Mon 09:00 +0100", "Mon 09:00 +0100", "Park Junsu"),
    ]


def test_turns_of_hours_count_what_passes() -> None:
    halves = desk(Layer(Rotation(12 * HOUR, "microsecond"), time("2026-03-07T21:00"), TWO), zone=NEW_YORK)
    assert shown(halves, "2026-03-07T21:00", "2026-03-08T22:00") == [
        ("Sat 21:00 -0500", "Sun 10:00 -0400", "Kim Suji"),
        ("Sun 10:00 -0400", "Sun 22:00 -0400", "Park Junsu"),
    ]


def test_a_change_of_half_an_hour_is_one() -> None:
    daily = desk(Layer(DAILY, time("2026-04-04T01:45"), TWO), zone="Australia/Lord_Howe")
    found = spans(daily, instant("2026-04-04T01:45", daily.time_zone), instant("2026-04-06T01:45", daily.time_zone))
    assert ((found.end - found.start) / HOUR).tolist() == [24.0, 24.5]


def test_a_day_that_a_zone_skips_gives_a_turn_of_nothing() -> None:
    apia = desk(Layer(DAILY, time("2011-12-28T00:00"), ("A", "B", "C")), zone="Pacific/Apia")
    assert [name for _, _, name in shown(apia, "2011-12-28T00:00", "2011-12-31T13:00")] == ["A", "B", "A"]


def test_a_layer_with_hours_has_somebody_only_while_they_are_open() -> None:
    office = Calendar("office", "Asia/Seoul", parse_week({"mon-fri": "09:00-18:00"}))
    hours = desk(Layer(WEEKLY, time("2026-01-05T09:00"), TWO, office))
    assert shown(hours, "2026-01-09T12:00", "2026-01-12T12:00") == [
        ("Fri 12:00 +0900", "Fri 18:00 +0900", "Kim Suji"),
        ("Fri 18:00 +0900", "Mon 09:00 +0900", None),
        ("Mon 09:00 +0900", "Mon 12:00 +0900", "Park Junsu"),
    ]


def test_hours_are_those_of_their_own_zone() -> None:
    london = Calendar("office", "Europe/London", parse_week({"mon-fri": "09:00-10:00"}))
    hours = desk(Layer(WEEKLY, time("2026-01-05T09:00"), TWO, london))
    assert shown(hours, "2026-01-06T12:00", "2026-01-07T12:00")[1][:2] == ("Tue 18:00 +0900", "Tue 19:00 +0900")


def test_holidays_of_the_hours_leave_a_gap() -> None:
    office = Calendar("office", "Asia/Seoul", parse_week({"mon-fri": "09:00-18:00"}), holidays=("KR",))
    hours = desk(Layer(WEEKLY, time("2026-01-05T09:00"), TWO, office))
    assert at(hours, instant("2026-02-17T10:00")) is None
    assert at(hours, instant("2026-02-19T10:00")) == "Kim Suji"


def test_a_later_layer_wins_where_it_has_somebody() -> None:
    office = Calendar("office", "Asia/Seoul", parse_week({"mon-fri": "09:00-18:00"}))
    start = time("2026-01-05T00:00")
    both = desk(Layer(WEEKLY, start, ("Lee Ana",)), Layer(WEEKLY, start, TWO, office))
    assert shown(both, "2026-01-05T08:00", "2026-01-05T20:00") == [
        ("Mon 08:00 +0900", "Mon 09:00 +0900", "Lee Ana"),
        ("Mon 09:00 +0900", "Mon 18:00 +0900", "Kim Suji"),
        ("Mon 18:00 +0900", "Mon 20:00 +0900", "Lee Ana"),
    ]


def test_a_turn_of_nobody_leaves_the_earlier_layer() -> None:
    start = time("2026-01-05T00:00")
    both = desk(Layer(DAILY, start, ("Lee Ana",)), Layer(DAILY, start, ("Kim Suji", None)))
    assert at(both, instant("2026-01-05T12:00")) == "Kim Suji"
    assert at(both, instant("2026-01-06T12:00")) == "Lee Ana"


def test_an_override_wins_over_all_layers_also_with_nobody() -> None:
    overrides = (
        Override(time("2026-01-06T00:00"), time("2026-01-07T00:00"), "Lee Ana"),
        Override(time("2026-01-07T00:00"), time("2026-01-07T12:00"), None),
    )
    both = desk(Layer(WEEKLY, time("2026-01-05T00:00"), ("Kim Suji",)), overrides=overrides)
    assert [name for _, _, name in shown(both, "2026-01-05T00:00", "2026-01-08T00:00")] == [
        "Kim Suji",
        "Lee Ana",
        None,
        "Kim Suji",
    ]


def test_sources_tell_layers_and_overrides_apart_where_the_person_goes_on() -> None:
    over = Override(time("2026-01-06T00:00"), time("2026-01-07T00:00"), "Kim Suji")
    same = desk(Layer(WEEKLY, time("2026-01-05T00:00"), ("Kim Suji",)), overrides=(over,))
    period = instant("2026-01-04T00:00"), instant("2026-01-08T00:00")
    assert sources(same, *period).source.tolist() == [-1, 0, 1, 0]
    assert spans(same, *period).names() == [None, "Kim Suji"]


def test_coverage_names_the_gaps() -> None:
    over = Override(time("2026-01-06T00:00"), time("2026-01-07T00:00"), None)
    daily = desk(Layer(DAILY, time("2026-01-05T00:00"), TWO), overrides=(over,))
    found = coverage(daily, instant("2026-01-04T00:00"), instant("2026-01-08T00:00"))
    assert found.share == 0.5
    assert found.start.tolist() == [instant("2026-01-04T00:00"), instant("2026-01-06T00:00")]
    assert found.end.tolist() == [instant("2026-01-05T00:00"), instant("2026-01-07T00:00")]


def test_a_schedule_of_overrides_alone_has_gaps_around_them() -> None:
    only = desk(overrides=(Override(time("2026-01-06T00:00"), time("2026-01-07T00:00"), "Lee Ana"),))
    assert [name for _, _, name in shown(only, "2026-01-05T00:00", "2026-01-08T00:00")] == [None, "Lee Ana", None]


def test_turns_long_after_the_start_are_as_exact() -> None:
    daily = desk(Layer(DAILY, time("1996-01-01T09:00"), TWO), zone=NEW_YORK)
    days = 11_109  # from 1996-01-01 to 2026-06-01
    assert at(daily, instant("2026-06-01T09:00", NEW_YORK)) == TWO[days % 2]
    assert at(daily, instant("2026-06-01T09:00", NEW_YORK) - 1) == TWO[(days - 1) % 2]


def test_an_empty_period_is_refused() -> None:
    with pytest.raises(InputError, match="no time lies in the period for which 'desk' is asked"):
        spans(desk(Layer(DAILY, time("2026-01-05T00:00"), TWO)), 5, 5)
