"""Rows for programs: CSV, JSON and NDJSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, Final

import pyarrow as pa

from hindesk.reports.exact import exact
from hindesk.reports.report import Report
from hindesk.spreadsheet import as_text

BATCH: Final = 65_536
"""Rows that are in memory as Python values at a time."""

_JSON: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def as_csv(report: Report) -> str:
    """The rows as RFC 4180 says, with a header; null is an empty cell, a text is none that a spreadsheet runs."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([as_text(name) for name in report.table.column_names])
    for batch in _batches(report):
        writer.writerows(zip(*map(_csv_column, batch.columns), strict=True))
    return text.getvalue()


def as_json(report: Report) -> str:
    """One object: `report`, `title`, `notes` and `rows`, each row an object; one row a line."""
    head = {"report": report.name, "title": report.title, "notes": list(report.notes)}
    rows = ",\n".join(_objects(report))
    return f'{_JSON.encode(head)[:-1]},"rows":[\n{rows}\n]}}\n' if rows else f'{_JSON.encode(head)[:-1]},"rows":[]}}\n'


def as_ndjson(report: Report) -> str:
    """One object a line, one line a row."""
    return "".join(f"{line}\n" for line in _objects(report))


def _batches(report: Report) -> Iterator[pa.RecordBatch]:
    yield from exact(report.table).to_batches(max_chunksize=BATCH)


def _objects(report: Report) -> Iterator[str]:
    for batch in _batches(report):
        yield from map(_JSON.encode, batch.to_pylist())


def _csv_column(column: pa.Array[Any]) -> list[Any]:
    values = column.to_pylist()
    if pa.types.is_boolean(column.type):
        return [None if value is None else str(value).lower() for value in values]
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return [value and as_text(value) for value in values]
    return values
