"""The SQL files of the reports, and their rows as Arrow tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Final

import duckdb
import pyarrow as pa

Parameters = Mapping[str, object]

DURATION: Final = pa.duration("us")


def sql(name: str) -> str:
    """The text of `<name>.sql` beside this module."""
    return resources.files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8")


def rows(
    cursor: duckdb.DuckDBPyConnection, query: str, parameters: Parameters, *, durations: Sequence[str] = ()
) -> pa.Table:
    """The rows of a query.

    Args:
        cursor: a cursor of the store.
        query: the text of one SELECT.
        parameters: the query's parameters by name, exactly those that it uses.
        durations: columns of microseconds, which become `duration[us]`.
    """
    table: pa.Table = cursor.sql(query, params=dict(parameters)).to_arrow_table()
    for name in durations:
        place = table.schema.get_field_index(name)
        table = table.set_column(place, name, table.column(name).cast(pa.int64()).cast(DURATION))
    return table
