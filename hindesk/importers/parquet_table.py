"""Parquet files as the table `raw`."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from hindesk.errors import InputError
from hindesk.importers.files import exactly
from hindesk.importers.table import Table


def parquet_columns(path: Path) -> tuple[str, ...]:
    """The names of the columns of a Parquet file.

    Raises:
        InputError: the file is broken.
    """
    try:
        return tuple(pq.read_schema(path).names)
    except (pa.ArrowInvalid, OSError) as problem:
        raise InputError(f"{path.name} is a broken Parquet file: {problem}", "export it again") from problem


def read_parquet(connection: duckdb.DuckDBPyConnection, path: Path) -> Table:
    """Fill `raw`; instants that are kept with a zone become UTC with an offset.

    Raises:
        InputError: the file is broken or has no rows.
    """
    columns = parquet_columns(path)
    names = ", ".join(f"c{place}" for place in range(1, len(columns) + 1))
    try:
        connection.execute(
            f"create or replace temp table raw as select columns(*)::varchar from read_parquet(?) as told({names})",  # noqa: S608
            [exactly(path)],
        )
    except duckdb.Error as problem:
        raise InputError(f"{path.name} can't be read: {str(problem).splitlines()[0]}", "export it again") from problem
    return Table(path.name, columns)
