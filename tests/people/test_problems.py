"""What is wrong with a roster is told at once, each where it stands."""

from __future__ import annotations

import pytest

from tests.people.rosters import Read, notes, only, problems


def said(check: object) -> list[str]:
    """The problems without the file's name."""
    return [line.removeprefix("people.csv:") for line in problems(check)]  # type: ignore[arg-type]


def test_all_problems_are_found_at_once(read: Read) -> None:
    check = read(
        "name,email,tier,skills,capacity,time_zone,away\n,a@b,1,,,,\nKim,A@B,5,payments:x,many,Asia/Soul,soon\n"
    )

    assert said(check) == [
        "2: name: the name is missing",
        "3: away: 'soon' is not a date; write 2026-11-20..2026-11-24, or 2026-11-20.. for somebody who has left",
        "3: capacity: expected a whole number from 0 to 1,000,000, found 'many'",
        "3: email: 'A@B' means the person on line 2 as well",
        "3: skills: the level of 'payments' is a whole number from 1, found 'x'; write payments:3",
        "3: tier: expected a whole number from 0 to 3, found '5'",
        "3: time_zone: unknown time zone 'Asia/Soul'; did you mean Asia/Seoul?",
    ]


def test_a_name_stands_once_whatever_its_case(read: Read) -> None:
    assert said(read("name,team\nKim,A\n kIM ,A\n")) == ["3: name: 'kIM' means 'Kim' on line 2 as well"]


def test_no_word_means_two_people(read: Read) -> None:
    check = read("name,email,id,zendesk_id\nKim,,901,\nLee,,,901\n902,,,\nPark,902,,\n")

    assert said(check) == [
        "3: zendesk_id: '901' means 'Kim' on line 2 as well",
        "5: email: '902' means '902' on line 4 as well",
    ]


def test_two_help_desks_may_give_one_id_to_two_people(read: Read) -> None:
    check = read("name,zendesk_id,freshdesk_id\nKim,901,\nLee,,901\n")

    assert check.problems == ()


def test_one_person_may_have_one_word_twice(read: Read) -> None:
    assert only(read("name,email,zendesk_id\n901,901,901\n")).ids == {"zendesk": "901"}


def test_a_manager_is_somebody_of_the_roster_by_name_address_or_id(read: Read) -> None:
    check = read("name,email,id,manager\nKim,kim@a,1,\nLee,,2,KIM@A\nPark,,3,2\nChoi,,4,kim\n")

    assert check.roster is not None
    assert [person.manager for person in check.roster.people] == ["", "Kim", "Lee", "Kim"]


def test_a_manager_who_is_not_there_is_a_problem(read: Read) -> None:
    assert said(read("name,manager\nKim Suji,Kim Soji\nLee,Xyz\n")) == [
        "2: manager: the roster has no 'Kim Soji'; did you mean Kim Suji?",
        "3: manager: the roster has no 'Xyz'; add them, with a capacity of 0 if need be",
    ]


def test_people_say_which_teams_they_manage(read: Read) -> None:
    check = read("name,team,manages\nKim,Desk,desk; Network\nLee,Desk,\n")

    assert check.roster is not None
    assert {team.name: team.manager for team in check.roster.teams.values()} == {"Desk": "Kim", "Network": "Kim"}


def test_a_team_has_one_manager(read: Read) -> None:
    assert said(read("name,team,manages\nKim,Desk,Desk\nLee,Desk,desk\n")) == [
        "3: manages: the team 'Desk' has the manager 'Kim' already"
    ]


def test_managers_who_lead_back_are_shown_once(read: Read) -> None:
    check = read("name,manager\nAnn,Bob\nBob,Cho\nCho,Dan\nDan,Bob\nEve,Eve\n")

    assert said(check) == [
        "3: manager: the managers lead back: Bob → Cho → Dan → Bob",
        "6: manager: the managers lead back: Eve → Eve",
    ]


def test_ids_stand_beside_teams(read: Read) -> None:
    assert said(read("name,team,team_id\nKim,A; B,1\nLee,,1\n")) == [
        "2: team_id: 1 ids for 2 teams; a blank one is not known",
        "3: team_id: 1 ids for 0 teams; a blank one is not known",
    ]


def test_a_team_has_one_id_in_a_help_desk(read: Read) -> None:
    check = read("name,team,zendesk_team_id,jira_team_id\nKim,A,1,\nLee,a,2,\nPark,A,,2\n")

    assert said(check) == ["3: zendesk_team_id: the team 'A' has the id '1' on line 2, and '2' here"]


def test_an_id_means_one_team(read: Read) -> None:
    check = read("name,team,zendesk_team_id\nKim,A,1\nLee,B,1\nPark,C,a\n")

    assert said(check) == ["3: '1' means two teams, 'A' and 'B'", "4: 'a' means two teams, 'A' and 'C'"]


def test_teams_are_called_as_where_they_first_appear(read: Read) -> None:
    check = read("name,team\nKim,Billing\nLee,billing; Front\n")

    assert check.roster is not None
    assert [person.teams for person in check.roster.people] == [("Billing",), ("Billing", "Front")]
    assert list(check.roster.teams) == ["Billing", "Front"]


@pytest.mark.parametrize("column", ["team", "skills", "languages"])
def test_nothing_stands_twice_in_a_list(column: str, read: Read) -> None:
    assert said(read(f"name,{column}\nKim,ab; AB\n"))[-1].endswith("'AB' stands here twice")


def test_a_skill_with_a_comma_is_noted(read: Read) -> None:
    check = read('name,skills\nKim,"a, b:2"\n')

    assert only(check).skills == {"a, b": 2}
    assert notes(check) == ["people.csv:2: skills: 'a, b' is one skill; several are separated by ;"]


@pytest.mark.parametrize("skill", ["a:0", "a:", "a:1.5", ":2"])
def test_a_skill_has_a_name_and_a_level_from_1(skill: str, read: Read) -> None:
    assert len(problems(read(f"name,skills\nKim,{skill}\n"))) == 1
