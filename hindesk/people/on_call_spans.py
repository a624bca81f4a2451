"""Who is on call when: a schedule worked out over a period, as UTC intervals.

Every hand-over is the first instant at which the wall clock of the schedule's zone shows its time or, where the clock
skips that time, the instant of the change (docs/concepts/on-call.md).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hindesk.calendars.instants import Column, Flags, column
from hindesk.errors import InputError
from hindesk.people.on_call import Schedule
from hindesk.people.on_call_steps import NOBODY, Period, layer_steps, override_steps


@dataclass(frozen=True, slots=True)
class OnCallSpans:
    """Who is on call over a period: intervals that follow each other without a gap or an overlap.

    Args:
        start: UTC microseconds at which each begins; the first is the start of the period.
        end: UTC microseconds up to which it goes; the start of the next.
        who: the number of the person in `people`, or -1: nobody.
        source: what says so: the place of a layer or, after all layers, of an override; -1: nothing does.
        people: everybody in the schedule, as the policy writes them.
    """

    start: Column
    end: Column
    who: Column
    source: Column
    people: tuple[str, ...]

    def who_at(self, instants: Column) -> Column:
        """The numbers of the people who are on call at instants of the period, UTC microseconds; -1: nobody."""
        return self.who[np.searchsorted(self.start, instants, side="right") - 1]

    def names(self) -> list[str | None]:
        """The person of each interval by name; None: nobody."""
        return [None if number == NOBODY else self.people[number] for number in self.who.tolist()]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a period somebody is on call for.

    Args:
        share: from 0 to 1.
        start: UTC microseconds at which each gap begins, ascending.
        end: UTC microseconds up to which it goes.
    """

    share: float
    start: Column
    end: Column


def spans(schedule: Schedule, from_us: int, to_us: int) -> OnCallSpans:
    """Who is on call from one instant up to another, UTC microseconds; one interval as long as a person goes on.

    Where layers or overrides hand over to the same person, `source` is that of the interval's beginning.

    Raises:
        InputError: the period is empty, or a zone or a country of holidays is unknown.
        OutOfRange: the period, or a layer's start, is before the year 1800 or after 2400.
    """
    found = sources(schedule, from_us, to_us)
    return _joined(found, found.who[1:] != found.who[:-1])


def sources(schedule: Schedule, from_us: int, to_us: int) -> OnCallSpans:
    """As `spans`, but an interval ends as well where another layer or override begins to say who it is.

    Raises:
        InputError: the period is empty, or a zone or a country of holidays is unknown.
        OutOfRange: the period, or a layer's start, is before the year 1800 or after 2400.
    """
    if from_us >= to_us:
        raise InputError(
            f"no time lies in the period for which {schedule.name!r} is asked", "let it end after it begins"
        )
    period = Period(from_us, to_us)
    numbers: dict[str | None, int] = {None: NOBODY}
    numbers |= {name: number for number, name in enumerate(schedule.people)}
    layers = [layer_steps(layer, schedule.time_zone, numbers, period) for layer in schedule.layers]
    overrides = override_steps(schedule, period)
    start = np.unique(np.concatenate([one.starts for one in (*layers, overrides)]))
    who, source = _latest([layer.at(start) for layer in layers], start)
    named = column([numbers[override.who] for override in schedule.overrides] or [NOBODY])
    holds = overrides.at(start)
    who = np.where(holds == NOBODY, who, named[holds])
    source = np.where(holds == NOBODY, source, len(layers) + holds)
    found = OnCallSpans(start, np.append(start[1:], to_us), who, source, schedule.people)
    return _joined(found, (who[1:] != who[:-1]) | (source[1:] != source[:-1]))


def _latest(layers: list[Column], start: Column) -> tuple[Column, Column]:
    """Who it is by the last layer that has somebody, and the place of that layer."""
    who, source = np.full(len(start), NOBODY), np.full(len(start), NOBODY)
    for place, says in enumerate(layers):
        who = np.where(says == NOBODY, who, says)
        source = np.where(says == NOBODY, source, place)
    return column(who), column(source)


def at(schedule: Schedule, instant: int) -> str | None:
    """Who is on call at an instant, UTC microseconds; None: nobody.

    Raises:
        InputError: a zone or a country of holidays is unknown.
        OutOfRange: the instant, or a layer's start, is before the year 1800 or after 2400.
    """
    return spans(schedule, instant, instant + 1).names()[0]


def coverage(schedule: Schedule, from_us: int, to_us: int) -> Coverage:
    """The share of a period in which somebody is on call, and the gaps.

    The arguments and errors are those of `spans`.
    """
    found = spans(schedule, from_us, to_us)
    gaps = found.who == NOBODY
    start, end = found.start[gaps], found.end[gaps]
    return Coverage(1 - int((end - start).sum()) / (to_us - from_us), start, end)


def _joined(found: OnCallSpans, changes: Flags) -> OnCallSpans:
    """The intervals, joined where nothing changes from one to the next."""
    first = np.append(True, changes)
    start = found.start[first]
    end = np.append(start[1:], found.end[-1:])
    return OnCallSpans(start, end, found.who[first], found.source[first], found.people)
