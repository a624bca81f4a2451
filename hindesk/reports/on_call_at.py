"""Who is on call at one instant."""

from __future__ import annotations

from typing import Final

import numpy as np

from hindesk.calendars.instants import DAY
from hindesk.calendars.zones import zone
from hindesk.people.on_call import Schedule
from hindesk.people.on_call_spans import sources, spans
from hindesk.reports.cells import instant
from hindesk.reports.columns import INSTANT, TEXT, Columns, table_of
from hindesk.reports.on_call import Asked
from hindesk.reports.report import Report

_AT: Final[Columns] = {
    "schedule": TEXT,
    "person": TEXT,
    "because_of": TEXT,
    "since": INSTANT,
    "until": INSTANT,
    "then": TEXT,
}
_AROUND: Final = 366 * DAY


def on_call_at(wanted: Asked, at: int) -> Report:
    """Who is on call at an instant, UTC microseconds: a row for each schedule.

    `because_of` is the layer, by its number in the policy, or the override that says so; `since` and `until` are the
    person's hand-overs, and `then` is who comes next. They are empty where there is none within a year.

    Raises:
        InputError: a zone or a country of holidays is unknown.
    """
    rows = [_row_at(schedule, at) for schedule in wanted.schedules]
    title = f"{wanted.policy}: who is on call at {instant(at, zone(wanted.time_zone))} ({wanted.time_zone})"
    return Report("on_call_at", title, table_of(_AT, rows))


def _row_at(schedule: Schedule, at: int) -> tuple[object, ...]:
    around = spans(schedule, at - _AROUND, at + _AROUND)
    names, place = around.names(), int(np.searchsorted(around.start, at, side="right")) - 1
    last = place == len(names) - 1
    return (
        schedule.name,
        names[place],
        _because_of(schedule, int(sources(schedule, at, at + 1).source[0])),
        int(around.start[place]) if place else None,
        None if last else int(around.end[place]),
        None if last else names[place + 1],
    )


def _because_of(schedule: Schedule, source: int) -> str | None:
    """What says who is on call; None: nothing does."""
    if source < 0:
        return None
    layers = len(schedule.layers)
    if source < layers:
        return f"layer {source + 1}"
    return f"override from {schedule.overrides[source - layers].start:%Y-%m-%d %H:%M}"
