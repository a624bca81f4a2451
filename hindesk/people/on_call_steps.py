"""What one layer, and all overrides together, say over a period: steps from one person to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import numpy as np

from hindesk.calendars.instants import DAY, Column, column
from hindesk.calendars.offsets import offsets
from hindesk.calendars.segments import segments
from hindesk.people.on_call import Layer, Rotation, Schedule

NOBODY: Final = -1
"""In place of the number of a person, or of the place of an override: there is none."""

_EPOCH: Final = datetime.fromisoformat("1970-01-01")
_MICROSECOND: Final = timedelta(microseconds=1)
_MARGIN: Final = 2


@dataclass(frozen=True, slots=True)
class Steps:
    """A value from each start up to the next; of equal starts the last counts.

    Args:
        starts: UTC microseconds, ascending; the first is the start of the period.
        values: the number of a person, the place of an override, or `NOBODY`.
    """

    starts: Column
    values: Column

    def at(self, instants: Column) -> Column:
        """The values at instants of the period."""
        return self.values[np.searchsorted(self.starts, instants, side="right") - 1]


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` up to `end`, UTC microseconds; start < end."""

    start: int
    end: int

    def steps(self, starts: Column, values: Column) -> Steps:
        """Steps of this period alone: what holds at its start begins there; before the first step there is nobody."""
        first = max(int(np.searchsorted(starts, self.start, side="right")) - 1, 0)
        last = int(np.searchsorted(starts, self.end, side="left"))
        inside = slice(first, last)
        clipped = np.maximum(starts[inside], self.start)
        if len(clipped) and clipped[0] == self.start:
            return Steps(clipped, values[inside])
        return Steps(np.append(self.start, clipped), np.append(NOBODY, values[inside]))


def to_utc(time_zone: str, local: Iterable[datetime] | Column) -> Column:
    """The first instants, UTC microseconds, at which the wall clock of a zone shows these times or later ones.

    Args:
        time_zone: IANA zone.
        local: times without a zone, or microseconds since 1970-01-01T00:00 by the wall clock.

    Raises:
        InputError: no such time zone.
        OutOfRange: a time is before the year 1800 or after 2400.
    """
    times = local if isinstance(local, np.ndarray) else column([wall_clock(time) for time in local])
    if not len(times):
        return times
    first, last = int(times.min()) // DAY, int(times.max()) // DAY
    return offsets(time_zone, first - _MARGIN, last + _MARGIN).to_utc(times)


def wall_clock(time: datetime) -> int:
    """A time without a zone as microseconds since 1970-01-01T00:00."""
    return (time - _EPOCH) // _MICROSECOND


def layer_steps(layer: Layer, time_zone: str, numbers: Mapping[str | None, int], period: Period) -> Steps:
    """Who has the turn in a layer, while it is open; `numbers` gives each person's number."""
    turn, starts = _turns(layer.rotation, layer.start, time_zone, period)
    who = column([numbers[name] for name in layer.who])
    steps = period.steps(starts, who[turn % len(who)])
    if layer.hours is None:
        return steps
    first, last = period.start // DAY, period.end // DAY + 1
    opened = segments(layer.hours, first, last)
    edges = np.column_stack([opened.starts, opened.ends]).ravel()
    is_open = period.steps(edges, np.tile([0, NOBODY], len(opened.starts)))
    both = np.unique(np.concatenate([steps.starts, is_open.starts]))
    return Steps(both, np.where(is_open.at(both) == NOBODY, NOBODY, steps.at(both)))


def _turns(rotation: Rotation, start: datetime, time_zone: str, period: Period) -> tuple[Column, Column]:
    """The turns that a period needs: their numbers from 0, and the instants at which they begin."""
    if rotation.unit == "microsecond":
        origin = int(to_utc(time_zone, [start])[0])
        turns = _between(period.start - origin, period.end - origin, rotation.length)
        return turns, origin + turns * rotation.length
    length, origin = rotation.length * DAY, wall_clock(start)
    turns = _between(period.start - origin - _MARGIN * DAY, period.end - origin + _MARGIN * DAY, length)
    return turns, to_utc(time_zone, origin + turns * length)


def _between(first: int, last: int, length: int) -> Column:
    """The numbers of the turns, from 0, that lie between two distances from the first one's beginning."""
    return column(np.arange(max(first // length, 0), max(last // length + 1, 0)))


def override_steps(schedule: Schedule, period: Period) -> Steps:
    """Which override holds, by its place in the schedule; `NOBODY` where none does."""
    starts = to_utc(schedule.time_zone, [override.start for override in schedule.overrides])
    ends = to_utc(schedule.time_zone, [override.end for override in schedule.overrides])
    places = np.arange(len(starts))
    values = np.column_stack([places, np.full(len(places), NOBODY)]).ravel()
    return period.steps(np.column_stack([starts, ends]).ravel(), column(values))
