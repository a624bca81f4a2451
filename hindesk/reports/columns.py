"""Report tables from Python rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import pyarrow as pa

INSTANT: Final = pa.timestamp("us", "UTC")
DURATION: Final = pa.duration("us")
TEXT: Final = pa.string()
COUNT: Final = pa.int64()
TRUTH: Final = pa.bool_()
NUMBER: Final = pa.float64()

Columns = dict[str, pa.DataType]
"""The names and types of a table's columns, in order."""


def table_of(columns: Columns, rows: Iterable[tuple[object, ...]]) -> pa.Table:
    """A table of these columns; instants and durations are given in microseconds."""
    taken: list[tuple[Any, ...]] = list(rows)
    arrays = [pa.array([row[i] for row in taken], kind) for i, kind in enumerate(columns.values())]
    return pa.Table.from_arrays(arrays, names=list(columns))
