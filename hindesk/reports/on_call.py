"""Who is on call over a period, and the gaps in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import floor
from typing import Final

import numpy as np

from hindesk.calendars.nearest import did_you_mean
from hindesk.calendars.zones import zone
from hindesk.errors import InputError
from hindesk.people.on_call import Schedule
from hindesk.people.on_call_spans import OnCallSpans, coverage, spans
from hindesk.people.on_call_steps import to_utc
from hindesk.policy.values import Policy
from hindesk.reports.cells import instant, share
from hindesk.reports.columns import DURATION, INSTANT, TEXT, Columns, table_of
from hindesk.reports.counted import counted
from hindesk.reports.report import Report

DAYS: Final = 28
"""How long a period is that has no end of its own."""

_TURNS: Final[Columns] = {
    "schedule": TEXT,
    "person": TEXT,
    "start": INSTANT,
    "end": INSTANT,
    "lasts": DURATION,
    "wall_clock": TEXT,
}
_GAPS: Final[Columns] = {name: kind for name, kind in _TURNS.items() if name not in {"person", "wall_clock"}}
_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """The schedules of a policy that are asked for, and the zone in which people read and write their instants.

    That is the zone that all of them share, else the policy's.
    """

    schedules: tuple[Schedule, ...]
    policy: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class Period:
    """A schedule over a period, worked out: who is on call, and how much of it is covered."""

    schedule: Schedule
    found: OnCallSpans
    share: float
    gaps: list[tuple[int, int]]


def asked(policy: Policy, name: str | None = None) -> Asked:
    """One schedule of a policy, or all of them.

    Raises:
        InputError: the policy has no such schedule, or none at all.
    """
    if not policy.on_call:
        raise InputError(
            f"the policy {policy.name!r} has no on-call schedules",
            "`hindesk policy schema on_call` shows how to add one",
        )
    if name is not None and name not in policy.on_call:
        known = f"it has {', '.join(policy.on_call)}"
        raise InputError(
            f"the policy {policy.name!r} has no on-call schedule {name!r}", did_you_mean(name, policy.on_call) or known
        )
    chosen = tuple(policy.on_call.values()) if name is None else (policy.on_call[name],)
    zones = {schedule.time_zone for schedule in chosen}
    return Asked(chosen, policy.name, zones.pop() if len(zones) == 1 else policy.time_zone)


def on_call(wanted: Asked, start: int | None = None, end: int | None = None) -> list[Report]:
    """Who is on call over a period, one row from one hand-over to the next, and then the gaps, if there are any.

    A row without a person is a gap. `wall_clock` is the wall clock of the schedule's own zone at `start`.

    Args:
        wanted: the schedules.
        start: UTC microseconds; without it, each schedule's own start.
        end: UTC microseconds, exclusive; without it, 28 days later by the wall clock.

    Raises:
        InputError: the period is empty.
    """
    periods = [_period(schedule, start, end) for schedule in wanted.schedules]
    rows = [row for period in periods for row in _rows(period)]
    gaps = [(one.schedule.name, first, last, last - first) for one in periods for first, last in one.gaps]
    notes = [note for period in periods for note in _notes(period)]
    if len({schedule.time_zone for schedule in wanted.schedules}) > 1:
        notes.append(f"`start` and `end` are shown in {wanted.time_zone}, `wall_clock` in the schedule's own time zone")
    whole = Report("on_call", f"{wanted.policy}: who is on call", table_of(_TURNS, rows), tuple(notes))
    title = f"{wanted.policy}: {counted(len(gaps), 'time')} at which nobody is on call"
    return [whole, Report("gaps", title, table_of(_GAPS, gaps))] if gaps else [whole]


def _period(schedule: Schedule, start: int | None, end: int | None) -> Period:
    first = int(to_utc(schedule.time_zone, [schedule.start])[0]) if start is None else start
    last = _later(first, schedule.time_zone) if end is None else end
    covered = coverage(schedule, first, last)
    gaps = list(zip(covered.start.tolist(), covered.end.tolist(), strict=True))
    return Period(schedule, spans(schedule, first, last), covered.share, gaps)


def _later(start: int, time_zone: str) -> int:
    """The instant at which a zone's wall clock shows the same time, so many days later."""
    local = _local(start, time_zone).replace(tzinfo=None) + timedelta(days=DAYS)
    return int(to_utc(time_zone, [local])[0])


def _rows(period: Period) -> Iterator[tuple[object, ...]]:
    found, schedule = period.found, period.schedule
    for person, start, end in zip(found.names(), found.start.tolist(), found.end.tolist(), strict=True):
        yield schedule.name, person, start, end, end - start, _wall_clock(_local(start, schedule.time_zone))


def _local(microseconds: int, time_zone: str) -> datetime:
    return (_EPOCH + timedelta(microseconds=microseconds)).astimezone(zone(time_zone))


def _wall_clock(time: datetime) -> str:
    """A weekday and a time of day with its offset, which tells summer time from winter time."""
    return f"{_WEEKDAYS[time.weekday()]} {time:%H:%M %z}"


def _notes(period: Period) -> Iterator[str]:
    schedule, found = period.schedule, period.found
    first, last = (instant(int(edge), zone(schedule.time_zone)) for edge in (found.start[0], found.end[-1]))
    covered = share(floor(period.share * 1000) / 1000)
    gaps = counted(len(period.gaps), "gap") if period.gaps else "no gap"
    yield f"{schedule.name}: {covered} covered, {gaps}, from {first} to {last} ({schedule.time_zone})"
    idle = [name for name, on in zip(found.people, np.isin(range(len(found.people)), found.who), strict=True) if not on]
    if idle:
        yield f"{schedule.name}: not on call in this period: {', '.join(idle)}"
