"""JSON files as the table `raw`: a list of records, one record a line, or a list inside an object."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import duckdb

from hindesk.errors import InputError
from hindesk.importers.files import exactly, head
from hindesk.importers.sql import sql
from hindesk.importers.table import Table, raw_columns

LARGEST: Final = 256 * 1024 * 1024
"""Bytes that one record may have, or the whole object around a list."""

_NAMES: Final = "select path from json_paths order by place"
_POINTERS: Final = "select pointer from json_paths order by place"


def json_columns(path: Path) -> tuple[str, ...]:
    """The names of the fields of the records, nested ones with a dot.

    Raises:
        InputError: the file is no JSON, or holds no records.
    """
    with duckdb.connect() as connection:
        return _load(connection, path)


def read_json(connection: duckdb.DuckDBPyConnection, path: Path) -> Table:
    """Fill `raw`; a field of an object inside a record is a column with a dot in its name.

    Raises:
        InputError: the file is no JSON, or holds no records.
    """
    columns = _load(connection, path)
    pointers = [pointer for (pointer,) in connection.execute(_POINTERS).fetchall()]
    cells = ", ".join(f"told[{place}] as {name}" for place, name in enumerate(raw_columns(len(columns)), start=1))
    told = "select place, json_extract_string(record, ?::varchar[]) as told from json_records"
    connection.execute(
        f"create or replace temp table raw as select {cells} from ({told}) order by place",  # noqa: S608
        [pointers],
    )
    for table in ("json_records", "json_paths"):
        connection.execute(f"drop table {table}")
    return Table(path.name, columns)


def _load(connection: duckdb.DuckDBPyConnection, path: Path) -> tuple[str, ...]:
    """Make `json_records` (place, record) and return the paths of what the records hold."""
    form = "array" if head(path, 4096).lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"[") else "unstructured"
    try:
        connection.execute(
            "create or replace temp table json_told as select json "
            "from read_json_objects(?, format = ?, maximum_object_size = ?)",
            [exactly(path), form, LARGEST],
        )
    except duckdb.Error as problem:
        raise InputError(f"{path.name} is broken JSON: {str(problem).splitlines()[0]}", "export it again") from problem
    connection.execute(sql("json_records"))
    columns = tuple(str(name) for (name,) in connection.execute(_NAMES).fetchall())
    if not columns:
        raise InputError(f"{path.name} holds no records", "it is a list of objects, or one object a line")
    return columns
