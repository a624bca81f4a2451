"""`hindesk status`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hindesk.store.store import open_store
from tests.conftest import Golden, Run

FIRST = 1_767_571_200_000_000  # 2026-01-05T00:00Z
ROWS = (
    ("insert into imports values (?, ?, 'csv', ?, '', '{}', 1, 2, 1)", [[1, "desk", "a.csv"]]),
    (
        "insert into tickets values (?, ?, ?, ?, ?, ?, 0, 1)",
        [[1, "desk", "T1", FIRST, FIRST, 2], [2, "desk", "T2", FIRST, FIRST + 3_600_000_000, 0]],
    ),
    ("insert into events values (?, ?, ?, 1, 0, 0, 0, 0, 0)", [[1, FIRST, 0], [1, FIRST, 1], [2, FIRST, 0]]),
    ("insert into words values (1, ?, ?, ?)", [[1, "대기", 0], [2, "Open", 2]]),
    ("insert into ticket_fields values (1, ?, ?, ?)", [[1, 1, 2], [2, 2, 2]]),
    ("insert into rejects values (1, ?, ?, ?, ?)", [[3, "opened", "=x", "not a date"]]),
)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of two tickets, one status without a category and one reject."""
    path = tmp_path / "small.duckdb"
    with open_store(path, create=True) as held, held.change() as connection:
        for text, rows in ROWS:
            connection.executemany(text, rows)
    return path


def test_status_says_what_the_store_holds(store: Path, run: Run, golden: Golden) -> None:
    outcome = run("status", "--store", store, "--time-zone", "Asia/Seoul")

    assert (outcome.code, outcome.stderr) == (0, "")
    golden("cli/status.txt", outcome.stdout)


def test_status_lists_what_could_not_be_read(store: Path, run: Run, golden: Golden) -> None:
    golden("cli/status-rejects.txt", run("status", "--rejects", "--store", store).stdout)


def test_status_counts_tickets_by_fidelity(store: Path, run: Run) -> None:
    shown = json.loads(run("status", "--store", store, "--format", "json").stdout)

    assert [(row["fidelity"], row["tickets"], row["events"]) for row in shown["rows"]] == [
        ("events", 1, 2),
        ("snapshot", 1, 1),
    ]


def test_the_store_may_be_named_by_the_environment(store: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HINDESK_STORE", str(store))

    assert run("status").stdout.startswith("small.duckdb: 2 tickets\n")


def test_a_missing_store_is_told_with_the_way_to_make_one(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = run("status")

    assert (outcome.code, outcome.stdout) == (2, "")
    assert outcome.stderr.startswith("error: there is no store at hindesk.duckdb\n\nhint: `hindesk import FILE`")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_time_zone_is_told_with_the_nearest_one(store: Path, run: Run) -> None:
    outcome = run("status", "--store", store, "--time-zone", "Asia/Soul")

    assert outcome.code == 2
    assert outcome.stderr == "error: unknown time zone 'Asia/Soul'\n\nhint: did you mean Asia/Seoul?\n"
