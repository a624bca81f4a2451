"""The files of the sample desk are what its generator gives, and the readers take them."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from hindesk.events import Kind
from hindesk.importers.importing import import_file
from hindesk.importers.job import ImportOptions
from hindesk.store.store import open_store
from samples.facts import load_desk
from samples.generate import FILES, FOLDER, stale, write
from samples.log import tickets

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


READINGS = (
    ("desk-events.csv", ImportOptions(map=FOLDER / "desk-map.yaml"), 400),
    ("freshdesk-tickets.csv", ImportOptions(time_zone="Asia/Seoul"), 396),
    ("servicenow-audit.csv", ImportOptions(time_zone="Asia/Seoul"), 25),
    ("desk-log.xes", ImportOptions(), 25),
)


@pytest.mark.parametrize(("name", "options", "tickets"), READINGS)
def test_every_file_is_imported_without_a_reject(
    name: str, options: ImportOptions, tickets: int, tmp_path: Path
) -> None:
    with open_store(tmp_path / "store.duckdb", create=True) as store:
        summary = import_file(store, FOLDER / name, options=options)
        assert summary.landed.new == tickets
        assert summary.rejects.num_rows == 0
        unknown = store.connection.execute(
            "select text from words join fields using (field) where name = 'status' and category = 0"
        )
        assert unknown.fetchall() == []


def test_the_import_of_the_events_is_the_log_of_the_desk(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.duckdb", create=True) as store:
        import_file(store, FOLDER / "desk-events.csv", options=READINGS[0][1])
        told = store.connection.execute("""select t.key, e."at", e.kind, coalesce(f.name, ''), coalesce(p.text, '')
            from events as e join tickets as t using (ticket) left join fields as f using (field)
            left join (words join fields using (field)) as p on p.name = 'person' and p.code = e.person
            order by t.key, e."at", e.seq""").fetchall()
    desk = load_desk()
    offset = desk.utc_offset * 3600
    assert told == [
        (
            event.ticket,
            (event.at - offset) * 1_000_000,
            Kind[event.event.upper()],
            "text" if event.event == "message" else event.field,
            event.person,
        )
        for ticket in tickets(desk)
        for event in ticket.events
    ]
