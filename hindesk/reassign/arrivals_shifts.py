"""When people come and go, for all of them and all arrivals: absences and, where it counts, the hours of calendars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.clock import BusinessTime
from hindesk.people.person import Person
from hindesk.reassign.arrivals_ends import Question
from hindesk.reassign.desk import Ints


@dataclass(frozen=True, slots=True, eq=False)
class Shifts:
    """Changes in the order of their instants; each is one reason more (1) or less (-1) that keeps a person away.

    Args:
        at: UTC microseconds.
        person: who.
        change: 1 or -1.
        off: of each person, how many reasons keep them away before the first change.
    """

    at: Ints
    person: Ints
    change: Ints
    off: Ints


def shifts_of(question: Question, first_at: int) -> Shifts:
    """All changes from an instant, UTC microseconds, to the last one that counts; those before it are in `off`.

    Raises:
        PolicyError: a person's calendar never opens.
        InputError: its zone or a country of its holidays is unknown.
    """
    people = question.roster.people
    told = [*_absences(people), *(_hours(people, first_at, question.until) if question.at_work else ())]
    columns = [np.concatenate(column) for column in zip(*told, strict=True)] if told else [np.zeros(0, np.int64)] * 3
    at, person, change = (column.astype(np.int64) for column in columns)
    off = np.zeros(len(people), np.int64)
    before = at <= first_at
    np.add.at(off, person[before], change[before])
    order = np.lexsort((change[~before], person[~before], at[~before]))
    at, person, change = (column[~before][order] for column in (at, person, change))
    if question.at_work:
        off += np.array([one.calendar is not None for one in people], np.int64)
    return Shifts(at, person, change, off)


def _absences(people: tuple[Person, ...]) -> Iterator[tuple[Ints, Ints, Ints]]:
    for number, person in enumerate(people):
        ends = [one.end for one in person.away if one.end is not None]
        at = np.array([*(one.start for one in person.away), *ends], np.int64)
        yield at, np.full(len(at), number), np.repeat([1, -1], [len(person.away), len(ends)])


def _hours(people: tuple[Person, ...], first_at: int, until: int) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Openings and closings; everybody who has a calendar is off before its first opening."""
    worked_out: list[tuple[Calendar, Ints, Ints]] = []
    for number, person in enumerate(people):
        if person.calendar is None:
            continue
        known = [one for one in worked_out if one[0] == person.calendar]
        if not known:
            known = [(person.calendar, *_openings(person.calendar, first_at, until))]
            worked_out += known
        _, opens, closes = known[0]
        yield opens, np.full(len(opens), number), np.full(len(opens), -1)
        yield closes, np.full(len(closes), number), np.full(len(closes), 1)


def _openings(calendar: Calendar, first_at: int, until: int) -> tuple[Ints, Ints]:
    """When a calendar opens and closes; a period that goes on over midnight is one."""
    starts, ends = BusinessTime(calendar, first_at, until + 1).periods(first_at, until + 1)
    if not len(starts):
        return starts, ends
    apart = starts[1:] != ends[:-1]
    return starts[np.concatenate([[True], apart])], ends[np.concatenate([apart, [True]])]
