"""The roster against a store: who is meant, who works where, who is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from hindesk.calendars.calendar import Calendar
from hindesk.errors import InputError, PolicyError
from hindesk.people.identity import EVERY_DESK, all_teams, people_of
from hindesk.people.person import ANY_DESK, Away, Person, Roster, Team
from hindesk.reassign.desk import BOUNDLESS, NOBODY
from hindesk.reassign.load import loads, staffed_of
from hindesk.reassign.presence import Attendance
from hindesk.reassign.staff import NO_TEAM, UNKNOWN_TEAM, Staff
from tests.history_notation import instant
from tests.reassign.offices import NOW, Office, office

WEEKDAYS = ((32_400, 64_800),)
OFFICE = Calendar("office", "UTC", (WEEKDAYS,) * 5 + ((), ()))


def created(**values: str) -> str:
    return "09:00 created " + " ".join(f"{name}='{value}'" for name, value in values.items())


def holders(staff: Staff) -> list[str | None]:
    return [None if person == NOBODY else staff.people[person].name for person in staff.holder.tolist()]


@pytest.mark.parametrize("word", ["Kim Suji", "  kim SUJI ", "suji@desk.kr", "SUJI@desk.kr", "901", "kim.s"])
def test_a_holder_goes_by_name_address_or_id_whatever_the_case(tmp_path: Path, word: str) -> None:
    kim = Person("Kim Suji", "suji@desk.kr", {"desk": "901", ANY_DESK: "kim.s"})
    people = [Person("Lee"), kim if word != "kim.s" else Person("Kim Suji", ids={ANY_DESK: "kim.s"})]
    with office(tmp_path, {"1": created(assignee=word)}, people) as told:
        assert holders(told.staff()) == ["Kim Suji"]


def test_who_is_not_in_the_roster_is_nobody(tmp_path: Path) -> None:
    with office(tmp_path, {"1": created(assignee="Choi"), "2": created()}, [Person("Lee")]) as told:
        assert holders(told.staff()) == [None, None]


def test_an_id_counts_in_its_own_help_desk(tmp_path: Path) -> None:
    people = [Person("Kim", ids={"zendesk": "7", "freshdesk": "8"}), Person("Lee", ids={"zendesk": "8"})]
    stories = {
        "zendesk/1": created(assignee="7"),
        "zendesk/2": created(assignee="8"),
        "freshdesk/3": created(assignee="7"),
        "freshdesk/4": created(assignee="8"),
    }
    with office(tmp_path, stories, people) as told:
        assert holders(told.staff()) == ["Kim", "Lee", None, "Kim"]


def test_every_id_counts_where_the_roster_has_none_in_any_help_desk_of_the_store(tmp_path: Path) -> None:
    with office(tmp_path, {"mapped/1": created(assignee="7")}, [Person("Kim", ids={"zendesk": "7"})]) as told:
        assert holders(told.staff()) == ["Kim"]


def test_a_word_of_the_store_that_means_two_people_is_an_error(tmp_path: Path) -> None:
    people = [Person("Kim", ids={"desk": "7"}), Person("Lee", ids={"desk": "7"})]
    with (
        office(tmp_path, {"1": created(assignee="7")}, people) as told,
        pytest.raises(InputError, match="'7' means two people of the roster: Kim and Lee"),
    ):
        told.staff()


def test_a_word_that_means_two_people_is_none_where_the_store_lacks_it(tmp_path: Path) -> None:
    people = [Person("Kim", ids={"desk": "7"}), Person("Lee", ids={"desk": "7"})]
    with office(tmp_path, {"1": created(assignee="kim")}, people) as told:
        assert holders(told.staff()) == ["Kim"]


def test_an_unknown_person_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(InputError) as refused:
        people_of(Roster((Person("Kim Suji"), Person("Park Junsu"))), EVERY_DESK).named("Kim Suij")
    assert refused.value.hint == "did you mean Kim Suji?"


def test_a_team_goes_by_name_or_id_and_a_ticket_may_have_none(tmp_path: Path) -> None:
    people = [Person("Kim", teams=("billing", "back")), Person("Lee", teams=("BACK",))]
    roster = Roster(tuple(people), {"Billing": Team("Billing", {"desk": "4711"})})
    stories = {
        "1": created(team="billing"),
        "2": created(team="4711"),
        "3": created(team="Back"),
        "4": created(team="sales"),
        "5": created(),
    }
    with office(tmp_path, stories, people) as told:
        staff = Office(told.store, roster).staff()
    assert staff.team.tolist() == [0, 0, 1, UNKNOWN_TEAM, NO_TEAM]
    assert staff.works_in.tolist() == [[True, True], [False, True]]
    assert [team.name for team in staff.teams] == ["Billing", "back"]


def test_teams_that_only_people_name_follow_those_of_the_roster() -> None:
    roster = Roster((Person("Kim", teams=("c", "a")), Person("Lee", teams=("B", "A"))), {"b": Team("b", {"desk": "1"})})
    assert [(team.name, team.ids) for team in all_teams(roster)] == [("b", {"desk": "1"}), ("c", {}), ("a", {})]


@pytest.mark.parametrize(
    ("at", "away", "expected"),
    [
        ("2026-01-09 12:00", (), "2026-01-09 12:00"),
        ("2026-01-09 18:00", (), "2026-01-12 09:00"),
        ("2026-01-09 12:00", ("2026-01-09 11:00..2026-01-09 15:00",), "2026-01-09 15:00"),
        ("2026-01-09 12:00", ("2026-01-09 00:00..2026-01-10 00:00",), "2026-01-12 09:00"),
        ("2026-01-09 19:00", ("2026-01-12 00:00..2026-01-13 00:00",), "2026-01-13 09:00"),
        (
            "2026-01-09 19:00",
            ("2026-01-12 09:00..2026-01-12 10:00", "2026-01-12 10:00..2026-01-12 11:00"),
            "2026-01-12 11:00",
        ),
        ("2026-01-09 12:00", ("2026-01-09 12:00..",), None),
        ("2026-01-09 12:00", ("2026-01-09 12:01..",), "2026-01-09 12:00"),
        ("2026-01-09 12:00", ("2026-01-09 12:00..2028-01-01 00:00",), None),
    ],
)
def test_somebody_is_at_work_when_the_calendar_is_open_and_no_absence_covers_it(
    at: str, away: tuple[str, ...], expected: str | None
) -> None:
    spans = [text.split("..") for text in away]
    absences = tuple(Away(instant(start), instant(end) if end else None) for start, end in spans)
    found = Attendance(instant(at)).at_work(Person("Kim", calendar=OFFICE, away=absences))
    assert found == (BOUNDLESS if expected is None else instant(expected))


def test_who_has_no_calendar_is_at_work_unless_away() -> None:
    kim = Person("Kim", away=(Away(NOW - 5, NOW + 5),))
    assert Attendance(NOW).at_work(kim) == NOW + 5
    assert Attendance(NOW + 5).at_work(kim) == NOW + 5


def test_a_calendar_is_that_of_the_persons_own_zone() -> None:
    seoul = Calendar("office", "Asia/Seoul", OFFICE.week)
    attendance = Attendance(instant("2026-01-09 12:00"))
    assert attendance.at_work(Person("Kim", calendar=seoul)) == instant("2026-01-12 00:00")
    assert attendance.at_work(Person("Lee", calendar=OFFICE)) == instant("2026-01-09 12:00")


def test_a_calendar_that_never_opens_is_refused() -> None:
    with pytest.raises(PolicyError, match="never opens"):
        Attendance(NOW).at_work(Person("Kim", calendar=Calendar("none", "UTC", ((),) * 7)))


def test_away_is_not_left_and_closed_is_not_away(tmp_path: Path) -> None:
    people = [
        Person("Away", away=(Away(NOW - 1, NOW + 1),)),
        Person("Left", away=(Away(NOW),)),
        Person("Back", away=(Away(NOW - 1, NOW),)),
        Person("Closed", calendar=Calendar("sundays", "UTC", ((),) * 6 + (WEEKDAYS,))),
    ]
    with office(tmp_path, {"1": created()}, people) as told:
        staff = told.staff()
    assert staff.away.tolist() == [True, True, False, False]
    assert staff.left.tolist() == [False, True, False, False]


def test_a_selection_is_told_who_left_who_is_away_and_who_holds_too_much(tmp_path: Path) -> None:
    people = [Person("Kim", capacity=1), Person("Lee", capacity=1), Person("Choi", away=(Away(NOW),))]
    stories = {
        "1": created(assignee="Kim"),
        "2": created(assignee="Kim", status="on_hold"),
        "3": created(assignee="Lee"),
        "4": created(assignee="Lee"),
        "5": created(assignee="Choi"),
        "6": created(assignee="Unknown"),
    }
    with office(tmp_path, stories, people) as told:
        setting = told.setting()
        load = loads(setting.facts, setting.values, staff=setting.staff, routing=setting.routing)
        staffed = staffed_of(setting.staff, load)
    assert staffed.person.tolist() == [0, 0, 1, 1, 2, NOBODY]
    assert staffed.over.tolist() == [0, 0, 1, 1, 0, 0]
    assert staffed.away.tolist() == [0, 0, 0, 0, 1, 0]
    assert staffed.left.tolist() == [0, 0, 0, 0, 1, 0]
    assert staffed.names == ("Kim", "Lee", "Choi")
