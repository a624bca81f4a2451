"""Plans are read back from the files that spreadsheets make of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hindesk.errors import InputError
from hindesk.reassign.edited import EditedRow, read_edited
from tests.importers.workbook import workbook


def file(folder: Path, text: str, *, encoding: str = "utf-8") -> Path:
    path = folder / "plan.csv"
    path.write_text(text, encoding=encoding)
    return path


def test_a_row_has_the_words_and_the_line_of_the_file(tmp_path: Path) -> None:
    (row,) = read_edited(file(tmp_path, "ticket,from,to,reason,extra\n1, Choi ,Kim,because,x\n")).rows

    assert row == EditedRow(2, "1", "Choi", "Kim", reason="because")


def test_it_is_told_whether_the_file_says_what_was_planned(tmp_path: Path) -> None:
    (empty,) = read_edited(file(tmp_path, "ticket,from,to,planned\n1,,,\n")).rows
    (lacking,) = read_edited(file(tmp_path, "ticket,from,to\n1,,\n")).rows

    assert (empty.planned, lacking.planned) == ("", None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_what_spreadsheets_save_is_read(tmp_path: Path, separator: str, encoding: str) -> None:
    text = "Ticket,From,To\n24385,,정미래\n\n,,\n24357,정미래,박준수\n".replace(",", separator)
    plan = read_edited(file(tmp_path, text, encoding=encoding))

    assert [(row.line, row.ticket, row.was, row.to) for row in plan.rows] == [
        (2, "24385", "", "정미래"),
        (5, "24357", "정미래", "박준수"),
    ]


def test_a_workbook_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(workbook([[["ticket", "from", "to"], [24385, None, "정미래"]]]))

    assert read_edited(path).rows == (EditedRow(2, "24385", "", "정미래"),)


def test_a_sign_that_keeps_spreadsheets_from_running_a_name_is_taken_away(tmp_path: Path) -> None:
    (row,) = read_edited(file(tmp_path, "ticket,from,to\n'-1,'=Kim,'Lee\n")).rows

    assert (row.ticket, row.was, row.to) == ("-1", "=Kim", "'Lee")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ticket,to\n1,Kim\n", "plan.csv is no plan: it has no column from"),
        ("id,who\n1,Kim\n", "plan.csv is no plan: it has no column ticket and no column from and no column to"),
        ("ticket,from,to\n", "plan.csv has no row that fits its header"),
        ("ticket,from,to\n,,\n", "plan.csv names no ticket"),
        ("ticket,from,to\n1,a,b\n2,a,b,c,d\n", "plan.csv, line 3: "),
        ("ticket,from,to\n1,,Kim\n1,,Lee\n", "plan.csv, line 3: 1 stands on line 2 already"),
        ("ticket,from,to\n,,Kim\n", "plan.csv, line 2: the ticket is missing"),
    ],
)
def test_a_file_that_is_no_plan_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError) as refused:
        read_edited(file(tmp_path, text))

    assert message in refused.value.message
    assert refused.value.hint


def test_tickets_of_two_help_desks_may_have_the_same_id(tmp_path: Path) -> None:
    plan = read_edited(file(tmp_path, "ticket,from,to,source\n1,,Kim,zendesk\n1,,Lee,freshdesk\n"))

    assert [row.source for row in plan.rows] == ["zendesk", "freshdesk"]


def test_a_file_that_can_not_be_read_is_told_with_what_to_save_it_as(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes(bytes(range(256)) * 9)
    with pytest.raises(InputError) as refused:
        read_edited(path)

    assert refused.value.hint == "mend it, and save it as CSV UTF-8 or as .xlsx"
