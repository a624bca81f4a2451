"""A roster in YAML says the same as a table, and more of its teams."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hindesk.errors import InputError
from hindesk.people.person import Person, Team
from tests.people.rosters import Read, only, problems

FULL = """\
people:
  - name: 김수지
    email: suji@a.example
    ids: {zendesk: 901}
    freshdesk_id: 77
    team: [Billing, Front]
    tier: 2
    skills: {payments: 3, refunds: 1}
    languages: [ko, EN]
    capacity: 25
    calendar: {mon-fri: "09:00-18:00", sat: "10:00-14:00"}
    time_zone: Asia/Seoul
    away: [{from: 2026-11-20, to: 2026-11-24}, 2026-12-24, {from: 2027-01-01}]
teams:
  billing: {ids: {zendesk: 4711}, manager: suji@a.example}
  Night: {jira_id: N}
"""
TABLE = """\
name,email,zendesk_id,freshdesk_id,team,zendesk_team_id,tier,skills,languages,capacity,calendar,time_zone,away
김수지,suji@a.example,901,77,Billing; Front,4711;,2,payments:3; refunds,ko; EN,25,\
mon-fri 09:00-18:00; sat 10:00-14:00,Asia/Seoul,2026-11-20..2026-11-24; 2026-12-24; 2027-01-01..
"""


def test_yaml_says_the_same_as_a_table(read: Read) -> None:
    table, yaml = only(read(TABLE)), only(read(FULL, name="people.yaml"))

    assert replace(yaml, line=2) == table
    assert yaml.line == 2


def test_teams_have_ids_and_managers(read: Read) -> None:
    check = read(FULL, name="people.yaml")

    assert check.roster is not None
    assert check.roster.teams == {
        "Billing": Team("Billing", {"zendesk": "4711"}, "김수지"),
        "Front": Team("Front"),
        "Night": Team("Night", {"jira": "N"}),
    }


def test_single_values_are_written_as_in_a_table(read: Read) -> None:
    text = "people: [{name: Kim, team: A; B, skills: a:2; b, languages: ko, away: 2026-11-20..}]"
    person = only(read(text, name="people.yml"))

    assert (person.teams, person.skills, person.languages) == (("A", "B"), {"a": 2, "b": 1}, ("ko",))
    assert person.away[0].end is None


def test_a_list_may_hold_what_a_table_would_split(read: Read) -> None:
    text = 'people: [{name: Kim, team: ["A; B"], skills: {"a;b": 2, "c:d": 3}, languages: ["x, y"]}]'
    person = only(read(text, name="people.yaml"))

    assert (person.teams, person.skills, person.languages) == (("A; B",), {"a;b": 2, "c:d": 3}, ("x, y",))


def test_all_problems_are_told_with_line_and_column(read: Read) -> None:
    check = read(
        "people:\n"
        "  - {name: Kim, capcity: 5, tier: 7}\n"
        "  - {name: Lee, team: , skills: [[a]], ids: 7}\n"
        "  - {name: Park, id: 1, ids: {zendsek: 2}, away: {until: 2026-01-01}, email: [a]}\n"
        "  - just text\n"
        "teams: {A: {manager: Choi, size: 3}}\n"
        "calendars: {}\n",
        name="people.yaml",
    )

    assert problems(check) == [
        "people.yaml:2:17: capcity: unknown key 'capcity'; did you mean 'capacity'?",
        "people.yaml:2:35: tier: expected a whole number from 0 to 3, found '7'",
        "people.yaml:3:23: team: a value is missing; write one, or leave the key out",
        "people.yaml:3:33: skills: expected skills such as {payments: 3} or [payments, refunds]",
        "people.yaml:3:45: ids: expected a mapping of help desks to ids such as {zendesk: 901}",
        "people.yaml:4:31: zendsek: unknown help desk 'zendsek'; did you mean zendesk?",
        "people.yaml:4:50: away: expected dates such as 2026-11-20..2026-11-24, or {from: 2026-11-20, to: 2026-11-24}",
        "people.yaml:4:78: email: expected one text, found a list or mapping",
        "people.yaml:5:5: people: expected a mapping of keys and values",
        "people.yaml:6:22: manager: the roster has no 'Choi'; add them, with a capacity of 0 if need be",
        "people.yaml:6:28: size: unknown key 'size'; keys are id, manager, ids",
        "people.yaml:7:1: calendars: unknown key 'calendars'; keys are people, teams",
    ]


def test_a_key_that_stands_twice_is_a_problem(read: Read) -> None:
    assert problems(read("people: [{name: Kim, name: Lee}]", name="people.yaml")) == [
        "people.yaml:1:22: the key 'name' stands here again; it is first on line 1"
    ]


def test_a_team_is_described_once_whatever_its_case(read: Read) -> None:
    text = "people: [{name: Kim}]\nteams:\n  A: {manager: Kim}\n  a: {id: 5}\n"

    assert problems(read(text, name="people.yaml")) == ["people.yaml:4:6: teams: the team 'a' stands here twice"]


def test_one_id_is_given_once(read: Read) -> None:
    assert problems(read("people: [{name: Kim, zendesk_id: 1, ids: {zendesk: 1}}]", name="people.yaml")) == [
        "people.yaml:1:52: zendesk: 'zendesk_id' says the same; leave one of them out"
    ]


@pytest.mark.parametrize("text", ["", "- name: Kim\n", "people: Kim\n", "people: []\n", "people: {Kim: {}}\n"])
def test_a_roster_is_a_list_of_people(text: str, read: Read) -> None:
    assert len(problems(read(text, name="people.yaml"))) == 1


def test_a_name_alone_is_enough(read: Read) -> None:
    assert only(read("people: [{name: Kim}]", name="people.yaml")) == Person("Kim", line=1)


def test_yaml_in_another_encoding_is_refused(read: Read) -> None:
    with pytest.raises(InputError, match="can't be read"):
        read("people: [{name: 김}]".encode("cp949"), name="people.yaml")
