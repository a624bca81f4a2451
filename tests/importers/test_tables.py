"""JSON, Parquet and workbooks are read as the same table as the CSV of the same rows."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hindesk.errors import InputError
from hindesk.importers.formats import detect
from hindesk.importers.importing import import_file
from hindesk.importers.job import ImportOptions
from hindesk.store.store import Store
from tests.importers.conftest import Write
from tests.importers.stories import Told, stories
from tests.importers.workbook import Cell, workbook

MAP = """
column_map: 1
source: desk
rows: milestones
id: id
time_zone: Asia/Seoul
instants: {created: made, closed: shut}
fields: {subject: subject, vip: vip, cost: {column: cost, number: true}, status: status}
statuses: {done: closed, open: open}
"""

HEADER = ("id", "made", "shut", "subject", "vip", "cost", "status")
ROWS = (
    ("1", "2026-01-05 00:00:00", "2026-01-06 18:30:00", "결제가\n두 번", "true", "12", "done"),
    ("2", "2026-01-05 09:00:00", None, 'say "hi", |', "false", "2.5", "open"),
)


def at(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def as_csv() -> bytes:
    cells = [['"' + (cell or "").replace('"', '""') + '"' for cell in row] for row in (HEADER, *ROWS)]
    return "\n".join(",".join(row) for row in cells).encode()


def as_records() -> list[dict[str, object]]:
    typed = [(int(row[0]), row[1], row[2], row[3], row[4] == "true", float(row[5]), row[6]) for row in ROWS]
    return [dict(zip(HEADER, row, strict=True)) for row in typed]


def as_parquet() -> bytes:
    columns = list(zip(*ROWS, strict=True))
    table = pa.table(
        {
            "id": pa.array([int(cell or 0) for cell in columns[0]], pa.int64()),
            "made": pa.array([at(cell) for cell in columns[1]], pa.timestamp("us")),
            "shut": pa.array([at(cell) for cell in columns[2]], pa.timestamp("us")),
            "subject": list(columns[3]),
            "vip": [cell == "true" for cell in columns[4]],
            "cost": [float(cell or 0) for cell in columns[5]],
            "status": list(columns[6]),
        }
    )
    out = pa.BufferOutputStream()
    pq.write_table(table, out)
    return out.getvalue().to_pybytes()


def as_workbook() -> bytes:
    rows = [[int(r[0] or 0), at(r[1]), at(r[2]), r[3], r[4] == "true", float(r[5] or 0), r[6]] for r in ROWS]
    return workbook([[["Tickets of January"]], [["Export"], [None], list(HEADER), *rows]])


FILES = {
    "x.csv": as_csv,
    "x.json": lambda: json.dumps(as_records()).encode(),
    "wrapped.json": lambda: json.dumps({"meta": {"page": 1}, "tickets": as_records()}).encode(),
    "x.ndjson": lambda: "\n".join(json.dumps(record) for record in as_records()).encode(),
    "x.parquet": as_parquet,
    "x.xlsx": as_workbook,
}


def imported(store: Store, write: Write, name: str) -> dict[str, tuple[list[Told], dict[str, tuple[str, str]]]]:
    options = ImportOptions(map=write("map.yaml", MAP))
    assert import_file(store, write(name, FILES[name]()), options=options).landed.rejects == 0
    return stories(store, "desk")


@pytest.mark.parametrize("name", FILES)
def test_the_same_rows_in_any_kind_of_file_are_the_same_tickets(store: Store, write: Write, name: str) -> None:
    told = imported(store, write, name)
    assert [event[:2] for event in told["1"][0]] == [
        (1_767_538_800_000_000, "created"),
        (1_767_691_800_000_000, "change"),
    ]
    subject = ROWS[0][3] or ""
    cost = told["1"][1].pop("cost")[0]
    assert float(cost) == 12
    assert told["1"][1] == {"subject": (subject, subject), "vip": ("true", "true"), "status": ("", "done")}
    assert told["2"][1]["cost"] == ("2.5", "2.5")
    assert told["2"][1]["status"] == ("open", "open")


def test_an_instant_that_parquet_keeps_with_a_zone_needs_none(store: Store, write: Write, tmp_path: Path) -> None:
    moment = datetime(2026, 1, 5, tzinfo=UTC)
    path = tmp_path / "x.parquet"
    pq.write_table(pa.table({"id": [1], "made": pa.array([moment], pa.timestamp("us", "Asia/Seoul"))}), path)
    text = MAP.replace("time_zone: Asia/Seoul\n", "").replace(", closed: shut", "").split("fields:")[0]
    import_file(store, path, options=ImportOptions(map=write("map.yaml", text)))
    assert store.latest_instant() == int(moment.timestamp()) * 1_000_000


def test_the_rows_of_a_workbook_have_the_numbers_that_its_sheet_shows(store: Store, write: Write) -> None:
    rows: list[list[Cell]] = [["Export"], list(HEADER), [1, at(ROWS[0][1]), None, "x", True, "12,5", "open"]]
    summary = import_file(store, write("x.xlsx", workbook([rows])), options=ImportOptions(map=write("map.yaml", MAP)))
    assert [(r["line"], r["column_name"], r["value"]) for r in summary.rejects.to_pylist()] == [(3, "cost", "12,5")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'[{"id": 1', "is broken JSON"),
        (b"[]", "holds no records"),
        (b"PAR1 and no more", "is a broken Parquet file"),
        (b"PK\x03\x04 and no more", "can't be read as a workbook"),
        (b"\xd0\xcf\x11\xe0 old", "a workbook of an old Excel"),
        (b"%PDF-1.4", "is a PDF"),
        (b"<!DOCTYPE html><html>", "is a web page"),
    ],
)
def test_a_broken_file_of_any_kind_is_refused(write: Write, content: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        detect(write("export", content), ImportOptions())


def test_a_workbook_without_a_table_is_refused(write: Write) -> None:
    with pytest.raises(InputError, match="no sheet holds a table"):
        detect(write("x.xlsx", workbook([[["just a title"]]])), ImportOptions())


def test_a_reference_of_servicenow_is_its_value(store: Store, write: Write) -> None:
    row = {"number": "INC1", "sys_mod_count": "0", "sys_updated_on": "2026-01-05 09:00:00", "state": "1"}
    row |= {"opened_at": "2026-01-05 09:00:00"}
    records = [
        {**row, "assigned_to": ""},
        {**row, "sys_mod_count": "1", "state": "2", "assigned_to": {"link": "https://x.example/1", "value": "kim"}},
    ]
    path = write("x.json", json.dumps({"result": records}))
    import_file(store, path, options=ImportOptions(time_zone="UTC"))
    told = stories(store, "servicenow")["INC1"][1]
    assert (told["assignee"], told["status"]) == (("", "kim"), ("New", "In Progress"))
