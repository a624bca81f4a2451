"""Drawings stand above the table for people, whole and harmless; programs get the rows alone."""

from __future__ import annotations

import pytest

from hindesk.reports.columns import TEXT, table_of
from hindesk.reports.format_names import Format
from hindesk.reports.formats import render
from hindesk.reports.report import Report

DRAWN = "A\n├─ long enough to be wider than twenty cells\n└─ b"


def shown(form: Format, drawing: str = DRAWN, *, width: int | None = None) -> str:
    """A report with one cell and a drawing."""
    report = Report("trees", "Title", table_of({"tree": TEXT}, [("cell",)]), drawings=(drawing,))
    return render(report, form, width=width).decode()


def test_a_drawing_stands_between_title_and_table_uncut() -> None:
    assert shown("table", width=20) == f"Title\n\n{DRAWN}\n\ntree\n----\ncell\n"


def test_a_drawing_is_a_block_of_markdown() -> None:
    assert shown("markdown").startswith(f"### Title\n\n```text\n{DRAWN}\n```\n\n| tree")


def test_nothing_in_a_drawing_ends_its_block() -> None:
    assert "````text\n```\nA\n````\n" in shown("markdown", "```\nA")


def test_signs_that_steer_a_terminal_are_left_out() -> None:
    assert "\x1b" not in shown("table", "A\x1b[31m")


@pytest.mark.parametrize("form", ["csv", "json", "ndjson"])
def test_programs_get_the_rows_alone(form: Format) -> None:
    assert "├" not in shown(form)
