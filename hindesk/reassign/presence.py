"""When people are there: who is away, who has left, and when each of them works next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.clock import BusinessTime
from hindesk.calendars.instants import DAY, OutOfRange
from hindesk.people.person import Away, Person
from hindesk.reassign.desk import BOUNDLESS

HORIZON: Final = 366 * DAY
"""Whoever does not work within so many microseconds counts as never at work."""


def is_away(person: Person, at: int) -> bool:
    """Tell whether an absence covers an instant, UTC microseconds."""
    return any(_covers(absence, at) for absence in person.away)


class Attendance:
    """When people work, from an instant on; each calendar is worked out once."""

    def __init__(self, as_of: int) -> None:
        """Begin at an instant, UTC microseconds."""
        self._as_of = as_of
        self._hours: list[BusinessTime] = []

    def at_work(self, person: Person) -> int:
        """The first instant from then on at which a person works, UTC microseconds; BOUNDLESS: not within a year.

        It is the first at which the calendar is open and no absence covers it.

        Raises:
            PolicyError: the person's calendar never opens.
            InputError: its zone or a country of its holidays is unknown.
        """
        at = self._open(person.calendar, self._as_of)
        for absence in sorted(person.away, key=lambda one: one.start):
            if _covers(absence, at):
                at = BOUNDLESS if absence.end is None else self._open(person.calendar, absence.end)
        return at

    def _open(self, calendar: Calendar | None, at: int) -> int:
        if calendar is None:
            return at
        hours = self._hours_of(calendar)
        try:
            return int(hours.next_open(at)[0])
        except OutOfRange:
            return BOUNDLESS

    def _hours_of(self, calendar: Calendar) -> BusinessTime:
        known: Sequence[BusinessTime] = [hours for hours in self._hours if hours.calendar == calendar]
        if not known:
            self._hours.append(BusinessTime(calendar, self._as_of, self._as_of + HORIZON))
        return known[0] if known else self._hours[-1]


def _covers(absence: Away, at: int) -> bool:
    return absence.start <= at and (absence.end is None or at < absence.end)
