"""On-call schedules for tests."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from hindesk.calendars.calendar import Calendar
from hindesk.people.on_call import Layer, Override, Rotation, Schedule

START: Final = datetime(2026, 1, 5)
"""A Monday's midnight."""


def alone(name: str, who: str | None, *, hours: Calendar | None = None, zone: str = "UTC") -> Schedule:
    """A schedule in which one person is on call all the time, or while a calendar is open."""
    return Schedule(name, zone, (Layer(Rotation(7, "day"), START, (who,), hours),))


def turns(name: str, *who: str | None, days: int = 1, start: datetime = START, zone: str = "UTC") -> Schedule:
    """A schedule in which people, or nobody, take turns of so many days."""
    return Schedule(name, zone, (Layer(Rotation(days, "day"), start, who),))


def overridden(schedule: Schedule, start: datetime, end: datetime, who: str | None) -> Schedule:
    """A schedule with one override, by its wall clock."""
    return Schedule(schedule.name, schedule.time_zone, schedule.layers, (Override(start, end, who),))
