"""Output formats: golden bytes of one report with every awkward cell, and what each format promises."""

from __future__ import annotations

import csv
import io
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from hindesk.errors import InputError
from hindesk.reports.cells import duration
from hindesk.reports.format_names import Format
from hindesk.reports.formats import render
from hindesk.reports.report import Report
from tests.conftest import Golden

NOTE = "12 tickets could not be judged: no messages in the export"
ENDINGS: dict[Format, str] = {
    "table": "txt",
    "markdown": "md",
    "csv": "csv",
    "json": "json",
    "ndjson": "ndjson",
}
HOUR = 3_600_000_000
FIRST = 1_767_571_200_000_000  # 2026-01-05T00:00Z


def awkward() -> Report:
    columns = {
        "ticket": ["T-1", "티켓-2", "=1+1", "-", None],
        "subject": [
            "결제가 작동하지 않음 | 재시도",
            'line one\nline "two"',
            "@SUM(A1)\t\x1b[31mred",
            "a\\|b <b> " + "아주 긴 제목 " * 9,
            "",
        ],
        "opened_at": pa.array([FIRST, None, FIRST + 1, 0, FIRST], pa.timestamp("us", "UTC")),
        "due_at": pa.array([FIRST, None, FIRST, 0, FIRST], pa.timestamp("us", "UTC")),
        "late_by": pa.array([HOUR * 3 // 2, 45_000_000, None, -HOUR * 26 - 300_000_000, 0], pa.duration("us")),
        "paused": pa.array([1, 500_000, None, HOUR, 59_999_999], pa.duration("us")),
        "breached_share": [0.1234, None, 1.0, 0.0, 0.5],
        "tickets": pa.array([1_234_567, 0, None, -3, 1], pa.int64()),
        "reopened": [True, False, None, True, False],
        "mean_replies": [1.25, None, 1e6, 0.5, 2.0],
        "day": pa.array([20_000, None, 0, 1, 2], pa.int32()).cast(pa.date32()),
    }
    return Report(name="awkward", title="Awkward | 까다로운", table=pa.table(columns), notes=(NOTE, "Two\nlines"))


def test_every_format_of_the_awkward_report_is_as_it_was(golden: Golden) -> None:
    for form, ending in ENDINGS.items():
        golden(f"formats/awkward.{ending}", render(awkward(), form, time_zone="Asia/Seoul"))


def test_a_narrow_table_is_as_it_was(golden: Golden) -> None:
    golden("formats/narrow.txt", render(awkward(), "table", time_zone="Asia/Seoul", width=120))


def test_every_format_of_an_empty_report_is_as_it_was(golden: Golden) -> None:
    empty = Report("empty", "Nothing", awkward().table.slice(0, 0), (NOTE,))
    for form, ending in ENDINGS.items():
        golden(f"formats/empty.{ending}", render(empty, form))


def test_parquet_keeps_the_types_and_carries_title_and_notes() -> None:
    report = awkward()

    table = pq.read_table(io.BytesIO(render(report, "parquet")))

    assert table.equals(report.table)
    assert table.schema.metadata is not None
    assert table.schema.metadata[b"hindesk.title"].decode() == report.title
    assert json.loads(table.schema.metadata[b"hindesk.notes"]) == list(report.notes)


def test_lines_of_a_table_fit_the_width_in_terminal_cells() -> None:
    report = Report("wide", "", awkward().table.select(["ticket", "subject", "tickets"]))

    lines = render(report, "table", width=40).decode().splitlines()

    assert max(map(wcswidth, lines)) == 40


def test_amounts_are_never_cut() -> None:
    report = Report("wide", "", awkward().table.select(["tickets", "subject"]))

    assert "1,234,567" in render(report, "table", width=5).decode()


def test_numbers_of_lines_have_no_separators() -> None:
    report = Report("rejects", "", pa.table({"line": [4550], "tickets": [4550]}))

    assert render(report, "table").decode().split()[-2:] == ["4550", "4,550"]


def test_escape_sequences_of_a_ticket_do_not_reach_the_terminal() -> None:
    assert b"\x1b" not in render(awkward(), "table")


def test_no_cell_of_a_csv_starts_as_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(render(awkward(), "csv").decode())))

    texts = [cell for row in rows[1:] for cell in row[:2]]

    assert [cell for cell in texts if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}] == []
    assert "'=1+1" in texts


def test_negative_numbers_of_a_csv_stay_numbers() -> None:
    assert ",-3," in render(awkward(), "csv").decode()


def test_a_json_report_has_its_rows_beside_title_and_notes() -> None:
    shown = json.loads(render(awkward(), "json"))

    assert (shown["report"], shown["title"], shown["notes"][0]) == ("awkward", "Awkward | 까다로운", NOTE)
    assert shown["rows"][0]["late_by"] == 5400


def test_an_unknown_time_zone_is_refused() -> None:
    with pytest.raises(InputError, match="Asia/Soul"):
        render(awkward(), "table", time_zone="Asia/Soul")


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0s"), (45, "45s"), (60, "1m"), (3_599, "59m"), (93_900, "26h 05m"), (-93_900, "-26h 05m"), (-45, "-45s")],
)
def test_durations_read_like_a_watch(seconds: int, shown: str) -> None:
    assert duration(seconds * 1_000_000) == shown


TEXTS = st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"])), max_size=5)


@given(TEXTS)
def test_ndjson_gives_back_what_went_in(texts: list[str | None]) -> None:
    report = Report("texts", "", pa.table({"text": pa.array(texts, pa.string())}))

    lines = render(report, "ndjson").decode().split("\n")[:-1]

    assert [json.loads(line)["text"] for line in lines] == texts


@given(TEXTS)
def test_every_row_of_a_table_is_one_line(texts: list[str | None]) -> None:
    report = Report("texts", "", pa.table({"text": pa.array(texts, pa.string()), "place": range(len(texts))}))

    lines = render(report, "table", width=60).decode().splitlines()

    assert len(lines) == (len(texts) + 2 if texts else 1)
