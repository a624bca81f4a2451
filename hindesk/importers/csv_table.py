"""CSV and TSV files as the table `raw`: every cell is text, and rows that don't fit the header are rejected."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import duckdb
import numpy as np
import pyarrow as pa

from hindesk.errors import InputError
from hindesk.importers.dialects import SEPARATORS, Dialect, dialect_of
from hindesk.importers.encodings import UTF8, as_utf8, encoding_of
from hindesk.importers.files import exactly, head
from hindesk.importers.lines import Records, records_of
from hindesk.importers.table import Table, raw_columns

REASONS: Final = {
    "MISSING COLUMNS": "the row has fewer cells than the header",
    "TOO MANY COLUMNS": "the row has more cells than the header",
    "UNQUOTED VALUE": "a quote is opened or closed in the wrong place",
    "LINE SIZE OVER MAXIMUM": "the row is longer than 2 MB",
    "INVALID ENCODING": "the row is not in the file's encoding",
}

BUFFER: Final = 64_000_000
"""Bytes that are parsed at a time: enough for so many rows that the database need not put smaller lots together."""

_FAULTS: Final = """
with fault as (
    select
        line_byte_position - 1 as byte_position,
        any_value(error_type) as error_type,
        any_value(csv_line) as csv_line,
        ltrim(any_value(csv_line), chr(13) || chr(10)) as record
    from csv_faults
    group by line_byte_position
)
select
    byte_position + octet_length(encode(csv_line)) - octet_length(encode(record)),
    error_type,
    left(record, 200),
    octet_length(encode(record))
from fault
order by byte_position
"""
"""The rows that don't fit, each once; the database counts blank lines above a row as its start."""

_STAGE: Final = "insert into staged_rejects by name select line, '' as column_name, value, reason from csv_rejects"


def read_csv(connection: duckdb.DuckDBPyConnection, path: Path, *, encoding: str | None, scratch: Path) -> Table:
    """Fill `raw` from a CSV or TSV file; rows that don't fit go to `staged_rejects`.

    Args:
        connection: with the staging tables.
        path: the file, plain or compressed by gzip.
        encoding: the codec that the person names, or None to find it.
        scratch: a folder for a copy in UTF-8, where one is needed.

    Raises:
        InputError: the encoding is not known, the file is no table, or it is cut off.
    """
    codec = encoding_of(path, encoding)
    text = as_utf8(path, codec, scratch)
    dialect = dialect_of(head(text).decode(UTF8, errors="ignore").removeprefix("\ufeff"), file=path.name)
    try:
        connection.execute(_load(dialect), [exactly(text)])
    except duckdb.InvalidInputException as problem:
        raise _unreadable(problem, path, text) from problem
    _stage_faults(connection, path, text)
    if not connection.execute("select exists (from raw)").fetchall()[0][0]:
        raise InputError(f"{path.name} has no row that fits its header", "look at its first lines in a text editor")
    notes = () if text == path else (f"text read as {codec}",)
    return Table(path.name, dialect.columns, text=text, notes=notes)


def header_of(path: Path, encoding: str | None) -> tuple[str, ...]:
    """The names in the header of a CSV or TSV file.

    Raises:
        InputError: the encoding is not known, or the file is no table.
    """
    start = head(path).decode(encoding_of(path, encoding), errors="ignore").removeprefix("\ufeff")
    return dialect_of(start, file=path.name).columns


def _load(dialect: Dialect) -> str:
    """The statement that fills `raw`; nothing in it comes from the file but the number of columns."""
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in raw_columns(len(dialect.columns)))
    separator = next(sign for sign in SEPARATORS if sign == dialect.separator)
    return f"""
        create or replace temp table raw as
        select * from read_csv(
            ?, auto_detect = false, header = true, skip = {dialect.skipped}, columns = {{{columns}}},
            delim = '{separator}', quote = '"', escape = '"', buffer_size = {BUFFER}, store_rejects = true,
            rejects_table = 'csv_faults', rejects_scan = 'csv_scans'
        )
    """  # noqa: S608 - see the docstring


def _stage_faults(connection: duckdb.DuckDBPyConnection, path: Path, text: Path) -> None:
    """Write the rows that don't fit to `staged_rejects`, and their places to `csv_offsets`."""
    faults = connection.execute(_FAULTS).fetchall()
    connection.execute("drop table csv_faults")
    connection.execute("drop table csv_scans")
    connection.execute("create or replace temp table csv_offsets (byte_position bigint)")
    if not faults:
        return
    records = records_of(text)
    offsets = np.array([fault[0] for fault in faults], dtype=np.int64)
    lines = records.line_at(offsets)
    _refuse_cut(faults[-1], int(lines[-1]), records, path)
    rows = pa.table(
        {
            "byte_position": offsets,
            "line": lines,
            "value": [fault[2] for fault in faults],
            "reason": [REASONS.get(fault[1], str(fault[1]).lower()) for fault in faults],
        }
    )
    connection.register("csv_rejects", rows)
    connection.execute("insert into csv_offsets select byte_position from csv_rejects")
    connection.execute(_STAGE)
    connection.unregister("csv_rejects")


def _refuse_cut(fault: tuple[int, str, str, int], line: int, records: Records, path: Path) -> None:
    """Raise an InputError where the last row that does not fit is the end of the file."""
    offset, kind, _, size = fault
    if offset + size < records.size:
        return
    if kind == "UNQUOTED VALUE":
        raise InputError(f"{path.name}, line {line}: a quote is opened and never closed; the file is cut off", _AGAIN)
    if kind == "MISSING COLUMNS" and not _ends_in_line_feed(path):
        raise InputError(f"{path.name}, line {line}: the last row is cut off", _AGAIN)


_AGAIN: Final = "export it again; nothing was imported"


def _ends_in_line_feed(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) == b"\n"


def _unreadable(problem: duckdb.Error, path: Path, text: Path) -> InputError:
    """Why the file can't be read at all, in words for people."""
    line = stray_return(text)
    if line:
        return InputError(
            f"{path.name}, line {line}: a bare carriage return stands in the middle of a row",
            "open it in a spreadsheet and save it as CSV UTF-8, or run: tr -d '\\r' < FILE > FIXED.csv",
        )
    return InputError(f"{path.name} can't be read as a table: {str(problem).splitlines()[0]}")


def stray_return(text: Path) -> int:
    """The line of the first carriage return that no line feed follows, outside quotes; 0 without one."""
    quoted = False
    with text.open("rb") as file:
        for number, line in enumerate(file, start=1):
            pieces = line.replace(b"\r\n", b"\n").split(b'"')
            outside = pieces[1::2] if quoted else pieces[0::2]
            if any(b"\r" in piece for piece in outside):
                return number
            quoted ^= len(pieces) % 2 == 0
    return 0
