"""The table of docs/concepts/on-call.md about the days on which the clocks change is what the engine gives."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import pytest

from hindesk.people.on_call import Layer, Override, Rotation, Schedule
from hindesk.people.on_call_spans import spans
from tests.people.naive_on_call import microseconds
from tests.people.test_on_call import HOUR, NEW_YORK, shown, time

CHANGES: Final = ("2026-03-08", "2026-11-01")


def hand_overs(change: str, rotation: Rotation, later: timedelta) -> list[str]:
    """The hand-overs from the day before a change on, of turns that begin so much after that day's midnight."""
    start = time(change) - timedelta(days=1) + later
    schedule = Schedule("desk", NEW_YORK, (Layer(rotation, start, ("A", "B")),))
    until = time(change) + timedelta(days=1)
    return [row[0] for row in shown(schedule, f"{start}", f"{until}")]


@pytest.mark.parametrize(
    ("minutes", "march", "november"),
    [
        (9 * 60, ["Sat 09:00 -0500", "Sun 09:00 -0400"], ["Sat 09:00 -0400", "Sun 09:00 -0500"]),
        (150, ["Sat 02:30 -0500", "Sun 03:00 -0400"], ["Sat 02:30 -0400", "Sun 02:30 -0500"]),
        (90, ["Sat 01:30 -0500", "Sun 01:30 -0500"], ["Sat 01:30 -0400", "Sun 01:30 -0400"]),
    ],
)
def test_daily_turns(minutes: int, march: list[str], november: list[str]) -> None:
    found = [hand_overs(change, Rotation(1, "day"), timedelta(minutes=minutes)) for change in CHANGES]
    assert found == [march, november]


def test_turns_of_twelve_hours() -> None:
    found = [hand_overs(change, Rotation(12 * HOUR, "microsecond"), timedelta(hours=21))[1:] for change in CHANGES]
    assert found == [["Sun 10:00 -0400", "Sun 22:00 -0400"], ["Sun 08:00 -0500", "Sun 20:00 -0500"]]


def test_weekly_turns() -> None:
    lengths = []
    for change in CHANGES:
        start = time(change) - timedelta(days=6) + timedelta(hours=9)
        schedule = Schedule("desk", NEW_YORK, (Layer(Rotation(7, "day"), start, ("A", "B")),))
        first = microseconds(datetime.fromisoformat(f"{start}+00:00"))
        found = spans(schedule, first, first + 10 * 24 * HOUR)
        lengths.append(int(found.start[2] - found.start[1]) // HOUR)
    assert lengths == [167, 169]


@pytest.mark.parametrize(("first", "last", "hours"), [(1, 3, (1, 3)), (2, 3, (0, 1))])
def test_overrides(first: int, last: int, hours: tuple[int, int]) -> None:
    held = []
    for change in CHANGES:
        over = Override(time(change) + timedelta(hours=first), time(change) + timedelta(hours=last), "A")
        schedule = Schedule("desk", NEW_YORK, (), (over,))
        begin = microseconds(datetime.fromisoformat(f"{change}T00:00+00:00"))
        found = spans(schedule, begin, begin + 48 * HOUR)
        held.append(int((found.end - found.start)[found.who == 0].sum()) // HOUR)
    assert tuple(held) == hours
