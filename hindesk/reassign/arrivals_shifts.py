"""When people come and go, for all of them and all arrivals: absences, the hours of calendars, and who is on call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.clock import BusinessTime
from hindesk.people.person import Person
from hindesk.reassign.arrivals_ends import Question
from hindesk.reassign.desk import Ints
from hindesk.reassign.duty import Stints


@dataclass(frozen=True, slots=True, eq=False)
class Shifts:
    """Changes in the order of their instants; each is one reason more (1) or less (-1) that keeps a person away.

    People come and go by one table of m places, or by a table of S schedules and m people, row after row.

    Args:
        at: UTC microseconds.
        cell: whose place in that table.
        change: 1 or -1.
        off: of each place, how many reasons keep the person away before the first change.
    """

    at: Ints
    cell: Ints
    change: Ints
    off: Ints


Changes = tuple[Ints, Ints, Ints]
"""Instants, places and changes, in any order."""


def shifts_of(question: Question, first_at: int) -> Shifts:
    """All changes from an instant, UTC microseconds, to the last one that counts; those before it are in `off`.

    Raises:
        PolicyError: a person's calendar never opens.
        InputError: its zone or a country of its holidays is unknown.
    """
    people = question.roster.people
    told = [*_absences(people), *(_hours(people, first_at, question.until) if question.at_work else ())]
    timed = [question.at_work and one.calendar is not None for one in people]
    return _from(first_at, told, np.array(timed, np.int64))


def duty_shifts(question: Question, stints: Stints, first_at: int) -> Shifts:
    """The same where people are there while they are on call, by schedule; hours do not count besides.

    Args:
        question: whose people they are.
        stints: who is on call from the first instant to the last.
        first_at: changes before it are in `off`, UTC microseconds.
    """
    people = question.roster.people
    rows = range(stints.schedules)
    told = [(at, row * len(people) + cell, change) for row in rows for at, cell, change in _absences(people)]
    known = stints.person >= 0
    cell = (stints.schedule * len(people) + stints.person)[known]
    comes, goes = (np.full(len(cell), change, np.int64) for change in (-1, 1))
    told += [(stints.start[known], cell, comes), (stints.end[known], cell, goes)]
    return _from(first_at, told, np.ones(stints.schedules * len(people), np.int64))


def _from(first_at: int, told: list[Changes], off: Ints) -> Shifts:
    """Changes in order; those up to the first instant are counted in `off`."""
    columns = [np.concatenate(column) for column in zip(*told, strict=True)] if told else [np.zeros(0, np.int64)] * 3
    at, cell, change = (column.astype(np.int64) for column in columns)
    before = at <= first_at
    np.add.at(off, cell[before], change[before])
    order = np.lexsort((change[~before], cell[~before], at[~before]))
    at, cell, change = (column[~before][order] for column in (at, cell, change))
    return Shifts(at, cell, change, off)


def _absences(people: tuple[Person, ...]) -> Iterator[Changes]:
    for number, person in enumerate(people):
        ends = [one.end for one in person.away if one.end is not None]
        at = np.array([*(one.start for one in person.away), *ends], np.int64)
        yield at, np.full(len(at), number), np.repeat([1, -1], [len(person.away), len(ends)])


def _hours(people: tuple[Person, ...], first_at: int, until: int) -> Iterator[Changes]:
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
