"""A roster in a table is read whole, whatever its encoding, separator and headers."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from hindesk.errors import InputError
from hindesk.people.person import ANY_DESK, Person, Team
from hindesk.people.roster import load_roster, read_roster
from tests.importers.workbook import Cell, workbook
from tests.people.rosters import Read, notes, only, problems


def test_every_column_is_read(read: Read) -> None:
    check = read(
        "name,email,id,zendesk_id,team,team_id,zendesk_team_id,tier,skills,languages,capacity,manager\n"
        '김수지,suji@a.example,7,901,Billing; Front,t1; t2,4711; ,2,payments:3; refunds,"ko, EN",25,\n'
    )

    assert only(check) == Person(
        name="김수지",
        email="suji@a.example",
        ids={ANY_DESK: "7", "zendesk": "901"},
        teams=("Billing", "Front"),
        tier=2,
        skills={"payments": 3, "refunds": 1},
        languages=("ko", "en"),
        capacity=25,
        line=2,
    )
    assert check.roster is not None
    assert check.roster.teams == {
        "Billing": Team("Billing", {ANY_DESK: "t1", "zendesk": "4711"}),
        "Front": Team("Front", {ANY_DESK: "t2"}),
    }
    assert check.roster.file == "people.csv"


def test_a_blank_cell_says_nothing(read: Read) -> None:
    header = "name,email,id,team,team_id,tier,skills,languages,capacity,calendar,time_zone,away,manager\n"

    assert only(read(f"{header}Kim,,,,,,,,,,,,\n")) == Person("Kim", line=2)


def test_headers_may_be_korean_and_cp949(read: Read) -> None:
    text = (
        "이름;이메일;젠데스크 아이디;팀;언어;근무 시간;시간대\n김수지;a@b;901;상담팀;ko;월-금 09:00-18:00;Asia/Seoul\n"
    )
    person = only(read(text.encode("cp949")))

    assert (person.name, person.ids, person.teams) == ("김수지", {"zendesk": "901"}, ("상담팀",))
    assert person.calendar is not None
    assert person.calendar.week == (*([((32400, 64800),)] * 5), (), ())


@pytest.mark.parametrize("header", ["Zendesk ID", "zendesk-user-id", "ZENDESK_ID", "zendesk agent id"])
def test_an_id_column_names_its_help_desk(header: str, read: Read) -> None:
    assert only(read(f"name,{header}\nKim,901\n")).ids == {"zendesk": "901"}


def test_a_help_desk_keeps_the_name_under_which_its_tickets_are_kept(read: Read) -> None:
    check = read("name,NYC311_id\nKim,901\n")

    assert only(check).ids == {"NYC311": "901"}
    (note,) = notes(check)
    assert note.startswith("people.csv:1: NYC311_id: these are ids of a help desk called 'NYC311'")


def test_a_workbook_may_hold_numbers_and_dates(read: Read) -> None:
    sheet: list[list[Cell]] = [
        ["Name", "Zendesk ID", "Tier", "Capacity", "Away", "Time zone"],
        ["김수지", 901, 2, 25.0, datetime(2026, 11, 20), "UTC"],  # noqa: DTZ001 - a wall clock
    ]
    person = only(read(workbook([sheet]), name="people.xlsx"))

    assert (person.ids, person.tier, person.capacity, person.line) == ({"zendesk": "901"}, 2, 25, 2)
    assert [(one.start, one.end) for one in person.away] == [(1_795_132_800_000_000, 1_795_219_200_000_000)]


def test_lines_count_blank_lines_and_line_breaks_in_cells(read: Read) -> None:
    check = read('name,tier,skills\n\nKim,1,"a;\nb"\n,,\n\nLee,9,\n')

    assert problems(check) == ["people.csv:7: tier: expected a whole number from 0 to 3, found '9'"]


def test_a_row_that_does_not_fit_its_header_is_a_problem(read: Read) -> None:
    check = read("name,tier\nKim,1\nLee,2,3\nPark\n")

    assert problems(check) == [
        "people.csv:3: the row has more cells than the header: 'Lee,2,3'",
        "people.csv:4: the row has fewer cells than the header: 'Park'",
    ]


def test_a_column_that_is_not_known_is_noted(read: Read) -> None:
    check = read("name,birthday,tickets,last_seen\nKim,May,12,2026-01-01\n")

    assert only(check).name == "Kim"
    assert notes(check) == ["people.csv:1: birthday: this column is not read"]


def test_a_slip_of_a_known_column_is_a_problem(read: Read) -> None:
    assert problems(read("name,capcity\nKim,5\n")) == [
        "people.csv:1: capcity: unknown column; did you mean 'capacity'? Rename it, or delete it"
    ]


def test_a_slip_of_a_known_help_desk_is_a_problem(read: Read) -> None:
    assert problems(read("name,zendsek_id\nKim,5\n")) == [
        "people.csv:1: zendsek_id: unknown help desk 'zendsek'; did you mean zendesk?"
    ]


def test_two_columns_that_say_the_same_are_a_problem(read: Read) -> None:
    assert problems(read("name,team,group\nKim,A,B\n")) == [
        "people.csv:1: group: the column 'team' says the same; rename or delete one of them"
    ]


def test_a_cell_under_no_header_is_noted(read: Read) -> None:
    assert notes(read("name,team,\nKim,A,hm\n")) == ["people.csv:2: a cell without a header above it is not read"]


def test_a_table_needs_a_column_of_names(read: Read) -> None:
    assert problems(read("mail,team\na@b,A\n")) == [
        "people.csv:1: no column holds the people's names; call one of them 'name'"
    ]


def test_a_text_that_was_kept_from_running_as_a_formula_is_itself(read: Read) -> None:
    assert only(read("name,team\n'=Kim,'Tis\n")).name == "=Kim"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no file"):
        read_roster(tmp_path / "nobody.csv")


@pytest.mark.parametrize(("name", "content"), [("a.json", b'[{"name": "Kim"}]'), ("a.csv", b"%PDF-1.7")])
def test_what_is_no_table_is_refused(name: str, content: bytes, read: Read) -> None:
    with pytest.raises(InputError, match=r"is (JSON records|a PDF)"):
        read(content, name=name)


def test_loading_a_roster_with_problems_tells_them_all(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name,tier,capacity\nKim,x,-1\n")

    with pytest.raises(InputError) as raised:
        load_roster(tmp_path / "people.csv")

    assert raised.value.message.splitlines()[1:] == [
        "people.csv:2: capacity: expected a whole number from 0 to 1,000,000, found '-1'",
        "people.csv:2: tier: expected a whole number from 0 to 3, found 'x'",
    ]
    assert "hindesk people check" in str(raised.value.hint)
