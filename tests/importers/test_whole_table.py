"""Small tables are read whole, each row with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from hindesk.errors import InputError
from hindesk.importers.whole_table import AS, Row, read_whole
from tests.importers.workbook import workbook


def test_rows_have_the_lines_that_they_stand_on(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text('a,b\n1,"two\nlines"\n\n3,\n', encoding="utf-8")
    table = read_whole(file)

    assert (table.file, table.columns, table.header) == ("t.csv", ("a", "b"), 1)
    assert [row for row in table.rows if any(row.cells)] == [Row(2, ("1", "two\nlines")), Row(5, ("3", ""))]


def test_a_workbook_has_its_own_rows(tmp_path: Path) -> None:
    file = tmp_path / "t.xlsx"
    file.write_bytes(workbook([[["a", "b"], ["1", None], ["2", "x"]]]))
    table = read_whole(file)

    assert (table.header, table.rows) == (1, (Row(2, ("1", "")), Row(3, ("2", "x"))))


def test_a_line_that_is_no_row_is_told_and_may_be_refused(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("a,b\n1,2\n1,2,3\n3,4\n", encoding="utf-8")
    table = read_whole(file)

    assert [row.line for row in table.rows] == [2, 4]
    assert [(spoilt.line, spoilt.value) for spoilt in table.spoilt] == [(3, "1,2,3")]
    with pytest.raises(InputError, match=r"t\.csv, line 3: "):
        table.refuse_spoilt()


def test_a_column_is_found_without_regard_to_case_and_spaces(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("a, To  Team\n1,2\n", encoding="utf-8")

    assert [read_whole(file).find(name) for name in ("A", "to team", "c")] == [0, 1, None]


def test_a_table_that_can_not_be_read_is_told_with_what_to_save_it_as(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_bytes(bytes(range(256)) * 9)
    with pytest.raises(InputError) as refused:
        read_whole(file)

    assert refused.value.hint == AS
