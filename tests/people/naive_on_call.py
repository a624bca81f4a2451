"""Who is on call, minute by minute, straight from docs/concepts/on-call.md: a second reading, without columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hindesk.calendars.calendar import Calendar
from hindesk.people.on_call import Layer, Schedule

MINUTE: Final = timedelta(minutes=1)
_LONGEST_CHANGE: Final = timedelta(hours=3)


def naive(schedule: Schedule, start: datetime, minutes: int) -> list[str | None]:
    """Who is on call in each of so many minutes from a UTC instant on, which must come before every layer's start."""
    watches = {zone: _Watch(zone, start) for zone in _zones(schedule)}
    origins: dict[int, datetime] = {}
    said: list[str | None] = []
    for minute in range(minutes):
        now = start + minute * MINUTE
        for watch in watches.values():
            watch.look(now)
        said.append(_who(schedule, now, watches, origins))
    return said


@dataclass(slots=True)
class _Watch:
    """A wall clock, and the latest time that it has shown so far."""

    zone: str
    reached: datetime

    def __post_init__(self) -> None:
        begin = self.reached
        self.reached = datetime.min  # noqa: DTZ901
        for step in range(int(_LONGEST_CHANGE / MINUTE), 0, -1):
            self.look(begin - step * MINUTE)

    def look(self, now: datetime) -> None:
        self.reached = max(self.reached, now.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None))


def _zones(schedule: Schedule) -> set[str]:
    return {schedule.time_zone, *(layer.hours.zone for layer in schedule.layers if layer.hours)}


def _who(schedule: Schedule, now: datetime, watches: dict[str, _Watch], origins: dict[int, datetime]) -> str | None:
    wall = watches[schedule.time_zone].reached
    for number, layer in enumerate(schedule.layers):
        if wall >= layer.start:
            origins.setdefault(number, now)
    for override in schedule.overrides:
        if override.start <= wall < override.end:
            return override.who
    for number in sorted(origins, reverse=True):
        layer = schedule.layers[number]
        name = _turn(layer, now - origins[number], wall - layer.start)
        if name is not None and (layer.hours is None or _open(layer.hours, watches[layer.hours.zone].reached)):
            return name
    return None


def _turn(layer: Layer, passed: timedelta, shown: timedelta) -> str | None:
    if layer.rotation.unit == "day":
        turn = shown // timedelta(days=layer.rotation.length)
    else:
        turn = passed // timedelta(microseconds=layer.rotation.length)
    return layer.who[turn % len(layer.who)]


def _open(calendar: Calendar, wall: datetime) -> bool:
    second = wall.hour * 3600 + wall.minute * 60
    return any(start <= second < end for start, end in calendar.week[wall.weekday()])


def microseconds(instant: datetime) -> int:
    """An aware instant as UTC microseconds."""
    return (instant - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
