"""`hindesk import`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Golden, Run

SMALL = """\
Ticket ID,Subject,Status,Priority,Created time,Resolved time
1,결제가 작동하지 않음,Closed,High,2026-01-05 09:00:00,2026-01-05 12:30:00
2,로그인 오류,Open,Low,2026-01-06 10:00:00,
3,배송 문의,Open,Low,어제,
"""


@pytest.fixture
def export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Freshdesk export of three tickets, one of which can't be dated, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    Path("tickets.csv").write_text(SMALL, encoding="utf-8")
    return Path("tickets.csv")


def test_an_import_tells_how_it_read_the_file_and_what_it_could_not_read(
    export: Path, run: Run, golden: Golden
) -> None:
    golden("cli/import.txt", str(run("import", export, "--time-zone", "Asia/Seoul")))


def test_what_was_imported_is_in_the_store(export: Path, run: Run) -> None:
    run("import", export, "--time-zone", "Asia/Seoul", "--store", "other.duckdb")

    rows = json.loads(run("status", "--store", "other.duckdb", "--format", "json").stdout)["rows"]
    assert [(row["source"], row["fidelity"], row["tickets"]) for row in rows] == [("freshdesk", "timestamps", 2)]
    assert rows[0]["first_at"] == "2026-01-05T00:00:00Z"


def test_the_same_file_twice_changes_nothing_and_says_so(export: Path, run: Run) -> None:
    run("import", export, "--time-zone", "Asia/Seoul")

    assert "the same file was imported before" in run("import", export, "--time-zone", "Asia/Seoul").stderr


def test_times_without_a_zone_are_refused_and_no_store_appears(export: Path, run: Run, golden: Golden) -> None:
    golden("cli/import-no-zone.txt", str(run("import", export)))

    assert [path.name for path in Path().iterdir()] == ["tickets.csv"]


def test_a_missing_file_is_told_and_no_store_appears(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = run("import", "none.csv")

    assert (outcome.code, outcome.stdout) == (2, "")
    assert outcome.stderr.startswith("error: there is no file none.csv\n\nhint: ")
    assert list(tmp_path.iterdir()) == []
