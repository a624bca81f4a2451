"""Reports that show only their first rows."""

from __future__ import annotations

import pyarrow as pa


def cut(table: pa.Table, limit: int | None) -> tuple[pa.Table, tuple[str, ...]]:
    """The first rows of a table, and the note that says how many there are where some are left out."""
    if limit is None or table.num_rows <= limit:
        return table, ()
    return table.slice(0, limit), (left_out(limit, table.num_rows),)


def left_out(shown: int, there_are: int) -> str:
    """The sentence that says so."""
    return f"Only the first {shown:,} of {there_are:,} rows are shown (`--limit`)"
