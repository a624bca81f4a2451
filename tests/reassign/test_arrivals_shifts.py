"""When people come and go."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.hours import parse_week
from hindesk.people.person import Away, Person, Roster
from hindesk.policy.routing import Routing
from hindesk.reassign.arrivals_ends import Question
from hindesk.reassign.arrivals_shifts import Shifts, shifts_of
from tests.history_notation import instant

MONDAY: Final = instant("2026-01-05 00:00")
UNTIL: Final = instant("2026-01-06 12:00")
HOUR: Final = 3_600_000_000
OFFICE: Final = Calendar("office", "UTC", parse_week({"mon-fri": "09:00-18:00"}))
NIGHT: Final = Calendar("night", "UTC", parse_week({"mon-fri": "22:00-06:00"}))


def changes(shifts: Shifts) -> list[tuple[int, int, int]]:
    """Of each change, the hours from Monday's midnight on, the person, and the change."""
    return [
        (int(at - MONDAY) // HOUR, int(person), int(change))
        for at, person, change in zip(shifts.at, shifts.cell, shifts.change, strict=True)
    ]


def question(*people: Person, at_work: bool = False) -> Question:
    return Question(Roster(people), Routing(), until=UNTIL, at_work=at_work)


def test_an_absence_begins_and_ends_by_the_instant() -> None:
    kim = Person("Kim", away=(Away(MONDAY + HOUR, MONDAY + 3 * HOUR),))

    assert changes(shifts_of(question(kim), MONDAY)) == [(1, 0, 1), (3, 0, -1)]


def test_who_has_been_away_since_before_is_off_until_they_come_back() -> None:
    kim = Person("Kim", away=(Away(MONDAY - 9 * HOUR, MONDAY - 8 * HOUR), Away(MONDAY - HOUR, MONDAY + 2 * HOUR)))
    lee = Person("Lee", away=(Away(MONDAY),))
    shifts = shifts_of(question(kim, lee), MONDAY)

    assert shifts.off.tolist() == [1, 1]
    assert changes(shifts) == [(2, 0, -1)]


def test_hours_do_not_count_unless_asked() -> None:
    shifts = shifts_of(question(Person("Kim", calendar=OFFICE)), MONDAY)

    assert (changes(shifts), shifts.off.tolist()) == ([], [0])


def test_people_with_a_calendar_come_and_go_where_hours_count() -> None:
    people = Person("Kim", calendar=OFFICE), Person("Lee"), Person("Park", calendar=OFFICE)
    shifts = shifts_of(question(*people, at_work=True), MONDAY)

    assert shifts.off.tolist() == [1, 0, 1]
    assert [change for change in changes(shifts) if change[1] == 0] == [(9, 0, -1), (18, 0, 1), (33, 0, -1), (36, 0, 1)]
    assert [change for change in changes(shifts) if change[1] == 2] == [(9, 2, -1), (18, 2, 1), (33, 2, -1), (36, 2, 1)]


def test_who_is_at_work_at_the_beginning_is_not_off() -> None:
    shifts = shifts_of(question(Person("Kim", calendar=OFFICE), at_work=True), MONDAY + 10 * HOUR)

    assert shifts.off.tolist() == [0]
    assert changes(shifts)[0] == (18, 0, 1)


def test_a_shift_over_midnight_is_one() -> None:
    shifts = shifts_of(question(Person("Kim", calendar=NIGHT), at_work=True), MONDAY)

    assert changes(shifts) == [(22, 0, -1), (30, 0, 1)]


def test_a_calendar_that_is_closed_all_the_time_keeps_its_person_off() -> None:
    sunday = replace(OFFICE, week=parse_week({"sun": "09:00-18:00"}))
    shifts = shifts_of(question(Person("Kim", calendar=sunday), at_work=True), MONDAY)

    assert (changes(shifts), shifts.off.tolist()) == ([], [1])


def test_an_absence_within_a_shift_counts_besides() -> None:
    kim = Person("Kim", calendar=OFFICE, away=(Away(MONDAY + 10 * HOUR, MONDAY + 20 * HOUR),))
    shifts = shifts_of(question(kim, at_work=True), MONDAY)

    assert changes(shifts)[:4] == [(9, 0, -1), (10, 0, 1), (18, 0, 1), (20, 0, -1)]
