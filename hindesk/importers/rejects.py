"""Rejected cells get the lines on which they stand in the file."""

from __future__ import annotations

from typing import Final

import duckdb
import numpy as np
import pyarrow as pa

from hindesk.importers.lines import records_of
from hindesk.importers.table import Table

_STAGE: Final = """
insert into staged_rejects by name
select l.line, coalesce(b.column_name, '') as column_name, left(coalesce(b.value, ''), 200) as value, b.reason
from raw_rejects as b
join raw_lines as l on l."row" = b."row"
"""


def stage_rejects(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Move `raw_rejects` to `staged_rejects`, with the lines of their rows instead of their numbers."""
    rows = [row for (row,) in connection.execute('select distinct "row" from raw_rejects order by 1').fetchall()]
    if not rows:
        return
    places = np.array(rows, dtype=np.int64)
    connection.register("raw_lines", pa.table({"row": places, "line": _lines(connection, table, places)}))
    connection.execute(_STAGE)
    connection.unregister("raw_lines")
    connection.execute("delete from raw_rejects")


def _lines(connection: duckdb.DuckDBPyConnection, table: Table, places: np.typing.NDArray[np.int64]) -> object:
    """The line of each row."""
    if table.text is None:
        return places + table.first_line
    offsets = [offset for (offset,) in connection.execute("select byte_position from csv_offsets").fetchall()]
    return records_of(table.text).lines_without(np.array(offsets, dtype=np.int64))[places]
