"""The reader of XES event logs (IEEE 1849): each trace is a ticket, each event a snapshot of it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from hindesk.errors import InputError
from hindesk.importers.changes import create_snapshots, stage_changes
from hindesk.importers.job import Job, Reading
from hindesk.importers.sql import sql
from hindesk.importers.xes_dialects import EMPTY, LEFT_OUT, STAMP, Dialect, dialect_of
from hindesk.importers.xes_parser import CELLS, parse_xes

SOURCE: Final = "xes"

_TABLES: Final = """
create or replace temp table xes_cells (trace bigint, event bigint, line bigint, name varchar, value varchar);
create or replace temp table xes_words (role varchar, name varchar, meaning varchar);
create or replace temp table xes_derived (field varchar, attribute varchar, pattern varchar, otherwise varchar);
"""
_ATTRIBUTES: Final = "select distinct name from xes_cells where event > 0 and name <> ''"
_WITHOUT_ZONE: Final = r"""
select line, value from xes_cells
where event > 0 and name = ? and try_cast(value as timestamp) is not null
  and not regexp_matches(value, '[T ].*(Z|[+-][0-9]{2}(:?[0-9]{2})?)$')
order by line limit 1
"""
_DROP: Final = ("xes_fields", "xes_events", "xes_traces", "xes_cells", "xes_words", "xes_derived")


def read_xes(job: Job) -> Reading:
    """Stage the tickets of a XES log.

    Raises:
        InputError: the file is no well-formed XES, or has times without an offset and no zone was given.
    """
    dialect = stage_xes(job.connection, job.path, time_zone=job.options.time_zone)
    return Reading(SOURCE, (f"attributes read as those of {dialect.name}",))


def stage_xes(con: duckdb.DuckDBPyConnection, path: Path, *, time_zone: str | None = None) -> Dialect:
    """Read a XES log into the staging tables.

    Offsets of timestamps are honoured. Each trace's first event, by its instant, makes the ticket; later events
    change the fields whose value differs. Traces and events that can't be read go to `staged_rejects`.

    Args:
        con: a connection with the staging tables and the session time zone UTC.
        path: a .xes file, plain or compressed by gzip.
        time_zone: the IANA zone of timestamps without an offset.

    Returns:
        the dialect that the log was read in.

    Raises:
        InputError: the file is no well-formed XES, or has times without an offset and no zone was given.
    """
    _load_cells(con, path)
    _require_zone(con, path, time_zone)
    dialect = dialect_of(frozenset(name for (name,) in con.execute(_ATTRIBUTES).fetchall()))
    _load_words(con, dialect, time_zone)
    create_snapshots(con)
    con.execute(sql("xes"))
    stage_changes(con)
    for table in _DROP:
        con.execute(f"drop table {table}")
    return dialect


def _load_cells(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Make this reader's tables and fill `xes_cells`, a batch at a time."""
    con.execute(_TABLES)
    for batch in parse_xes(path):
        con.register("xes_batch", pa.Table.from_batches([batch], CELLS))
        con.execute("insert into xes_cells by name select * from xes_batch")
        con.unregister("xes_batch")


def _load_words(con: duckdb.DuckDBPyConnection, dialect: Dialect, time_zone: str | None) -> None:
    """Fill `xes_words` and `xes_derived` from a dialect."""
    words = [
        *(("status", name, str(place)) for place, name in enumerate(dialect.status)),
        *(("field", *pair) for pair in dialect.fields.items()),
        *(("category", name, str(int(category))) for name, category in dialect.categories.items()),
        *(("unassigned", name, "") for name in sorted(dialect.unassigned)),
        *(("left_out", name, "") for name in sorted(LEFT_OUT - set(dialect.status))),
        *(("empty", name, "") for name in sorted(EMPTY)),
        *([("whole", "", "")] if dialect.whole else []),
        *([("zone", time_zone, "")] if time_zone else []),
    ]
    con.executemany("insert into xes_words values (?, ?, ?)", words)
    for row in dialect.derived:
        con.execute(
            "insert into xes_derived values (?, ?, ?, ?)", [row.field, row.attribute, row.pattern, row.otherwise]
        )


def _require_zone(con: duckdb.DuckDBPyConnection, path: Path, time_zone: str | None) -> None:
    """Refuse instants that could mean several."""
    found = None if time_zone else con.execute(_WITHOUT_ZONE, [STAMP]).fetchone()
    if found:
        message = f"{path.name}, line {found[0]}: {STAMP} {found[1]!r} has no offset from UTC"
        raise InputError(message, "name the zone of such times with --time-zone, for example --time-zone Asia/Seoul")
