"""On-call schedules for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from hindesk.calendars.calendar import Calendar
from hindesk.people.on_call import Layer, Override, Rotation, Schedule

START: Final = datetime.fromisoformat("2026-01-05")
"""A Monday's midnight, by the wall clock of a schedule."""


def alone(name: str, who: str | None, *, hours: Calendar | None = None, zone: str = "UTC") -> Schedule:
    """A schedule in which one person is on call all the time, or while a calendar is open."""
    return Schedule(name, zone, (Layer(Rotation(7, "day"), START, (who,), hours),))


def turns(name: str, *who: str | None, days: int = 1, start: str = "2026-01-05", zone: str = "UTC") -> Schedule:
    """A schedule in which people, or nobody, take turns of so many days."""
    return Schedule(name, zone, (Layer(Rotation(days, "day"), datetime.fromisoformat(start), who),))


def overridden(schedule: Schedule, start: str, end: str, who: str | None) -> Schedule:
    """A schedule with one override, by its wall clock."""
    override = Override(datetime.fromisoformat(start), datetime.fromisoformat(end), who)
    return replace(schedule, overrides=(override,))
