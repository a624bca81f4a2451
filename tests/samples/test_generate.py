"""The files of the sample desk are what its generator gives, and the readers take them."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import duckdb

from hindesk.importers.xes import stage_xes
from hindesk.store.staging import create_staging
from samples.generate import FILES, FOLDER, stale, write

ROOT = Path(__file__).parents[2]


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_files_are_what_the_generator_gives() -> None:
    assert stale() == []


def test_writing_makes_the_same_files_anywhere(tmp_path: Path) -> None:
    write(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FILES)
    assert stale(tmp_path) == []


def test_a_file_that_was_changed_by_hand_is_named(tmp_path: Path) -> None:
    write(tmp_path)
    with (tmp_path / "desk-events.csv").open("a") as file:
        file.write("\n")
    assert stale(tmp_path) == ["desk-events.csv"]


def test_check_runs_as_a_program() -> None:
    done = subprocess.run([sys.executable, "-m", "samples.generate", "--check"], cwd=ROOT, check=False)
    assert done.returncode == 0


def test_every_shape_tells_of_the_same_tickets() -> None:
    keys = {row["ticket"] for row in rows("desk-events.csv")}
    kept = {row["Ticket ID"] for row in rows("freshdesk-tickets.csv")}
    audited = {row["number"].removeprefix("INC00") for row in rows("servicenow-audit.csv")}
    assert len(keys) == 400
    assert len(keys - kept) == 4
    assert kept < keys
    assert audited < kept


def test_every_row_of_an_incident_says_when_it_was_resolved_in_the_end() -> None:
    for row in rows("servicenow-audit.csv"):
        assert "?" not in (row["resolved_at"], row["closed_at"])


def test_the_event_log_in_xes_is_read_without_a_reject() -> None:
    with duckdb.connect() as con:
        con.execute("set TimeZone = 'UTC'")
        create_staging(con)
        stage_xes(con, FOLDER / "desk-log.xes")
        counts = con.execute("select (select count(*) from staged_tickets), (select count(*) from staged_rejects)")
        assert counts.fetchall() == [(25, 0)]
        unknown = con.execute("select status from staged_statuses where category = 0")
        assert unknown.fetchall() == []
