"""Cells for programs: a report's table with instants as ISO-8601 texts in UTC and durations in seconds."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc


def exact(table: pa.Table) -> pa.Table:
    """The same rows in types that every text format has: texts, numbers and bools.

    Instants become `2026-01-05T00:00:00Z`, durations seconds; a fraction is there only where a column has one.
    """
    return pa.table({name: _exact_column(table.column(name)) for name in table.column_names})


def _exact_column(column: pa.ChunkedArray[Any]) -> pa.ChunkedArray[Any]:
    if pa.types.is_timestamp(column.type):
        return _iso(column)
    if pa.types.is_duration(column.type):
        return _seconds(column.cast(pa.int64()))
    if pa.types.is_date(column.type):
        return column.cast(pa.string())
    return column


def _iso(column: pa.ChunkedArray[Any]) -> pa.ChunkedArray[Any]:
    naive = column.cast(pa.timestamp("us", "UTC")).cast(pa.timestamp("us"))
    unit: Any = "s" if _all_whole(naive.cast(pa.int64())) else "us"
    text = naive.cast(pa.timestamp(unit)).cast(pa.string())
    return pc.replace_substring_regex(text, r"^(\S+) (\S+)$", r"\1T\2Z")


def _seconds(microseconds: pa.ChunkedArray[Any]) -> pa.ChunkedArray[Any]:
    if _all_whole(microseconds):
        return pc.divide(microseconds, 1_000_000)
    return pc.divide(microseconds.cast(pa.float64()), 1_000_000.0)


def _all_whole(microseconds: pa.ChunkedArray[Any]) -> bool:
    whole = pc.multiply(pc.divide(microseconds, 1_000_000), 1_000_000)
    return pc.all(pc.equal(whole, microseconds), min_count=0).as_py() is True
