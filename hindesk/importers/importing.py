"""The import: one file into a store, all or nothing, with an account of what was read."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from hindesk.errors import InputError
from hindesk.importers.files import fingerprint
from hindesk.importers.formats import Detection, detect
from hindesk.importers.job import ImportOptions, Job, Reading
from hindesk.importers.table import drop_raw
from hindesk.importers.watching import watching
from hindesk.store.connection import told
from hindesk.store.landing import Landed, Origin, land
from hindesk.store.staging import create_staging, drop_staging
from hindesk.store.store import Store

_KNOWN: Final = """
select tickets, events, rejected, source
from (from imports where sha256 = ? order by import desc limit 1)
where format = ? and options = ?
"""
_REJECTS: Final = "select line, column_name, value, reason from staged_rejects order by line, column_name, value"
_NO_REJECTS: Final = "select 0::bigint as line, '' as column_name, '' as value, '' as reason where false"


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did.

    Args:
        file: the file's name.
        detection: the format, and why it was chosen.
        source: whose tickets they are.
        landed: what became of them.
        rejects: columns line, column_name, value, reason, ordered by line.
        notes: choices that a person should know of, as sentences without a full stop.
        repeated: the same file was imported before with the same options, and nothing was read again.
    """

    file: str
    detection: Detection
    source: str
    landed: Landed
    rejects: pa.Table
    notes: tuple[str, ...] = ()
    repeated: bool = False


def import_file(store: Store, path: Path, *, options: ImportOptions | None = None) -> ImportSummary:
    """Import a file: detect its format, stage it, and land it in one transaction.

    Raises:
        InputError: the file can't be read; the store is as it was.
        StoreError: the store can't be written; it is as it was.
        Interrupted: the person stopped it; the message says whether the store is as it was.
    """
    options = options or ImportOptions()
    detection = detect(path, options)
    said = _said(options)
    digest = fingerprint(path)
    with _guarded(store):
        known = store.connection.execute(_KNOWN, [digest, detection.format.name, said]).fetchall()
        if known:
            tickets, events, rejected, source = known[0]
            landed = Landed(0, 0, int(tickets), 0, int(events), int(rejected), 0)
            nothing = store.connection.sql(_NO_REJECTS).to_arrow_table()
            return ImportSummary(path.name, detection, source, landed, nothing, repeated=True)
        with watching(store.connection, options.progress) as step:
            step(f"reading {path.name}")
            reading = _stage(store, path, options, detection)
            origin = Origin(options.source or reading.source, detection.format.name, path.name, digest, said)
            step("landing")
            landed = land(store, origin)
        rejects = store.connection.sql(_REJECTS).to_arrow_table()
        drop_staging(store.connection)
    return ImportSummary(path.name, detection, origin.source, landed, rejects, reading.notes)


def _stage(store: Store, path: Path, options: ImportOptions, detection: Detection) -> Reading:
    """Fill the staging tables from the file.

    Raises:
        InputError: there is no ticket in it.
    """
    create_staging(store.connection)
    scratch = store.scratch()
    try:
        reading = detection.format.read(Job(store.connection, path, options, scratch))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        drop_raw(store.connection)
    if not store.connection.execute("select exists (from staged_tickets)").fetchall()[0][0]:
        raise _nothing(store.connection, path)
    return reading


def _nothing(connection: duckdb.DuckDBPyConnection, path: Path) -> InputError:
    """The error that no ticket could be read, with the first reason."""
    first = connection.execute(f"{_REJECTS} limit 1").fetchall()
    if not first:
        return InputError(f"{path.name} holds no tickets")
    line, column, value, reason = first[0]
    where = f", column {column!r}" if column else ""
    return InputError(f"{path.name}: no ticket can be read; line {line}{where}: {value!r} is {reason}")


def _said(options: ImportOptions) -> str:
    """JSON of every option that changes what is read."""
    words = {
        "as": options.as_,
        "map": hashlib.sha256(options.map.read_bytes()).hexdigest() if options.map else None,
        "time_zone": options.time_zone,
        "encoding": options.encoding,
        "date_order": options.date_order,
        "source": options.source,
    }
    return json.dumps({name: word for name, word in words.items() if word is not None}, sort_keys=True)


@contextmanager
def _guarded(store: Store) -> Iterator[None]:
    """Failures of the disk and of patience are told to people; whatever happens, staged rows are gone."""
    before = store.changes
    try:
        yield
    except (duckdb.Error, RuntimeError, KeyboardInterrupt, OSError) as problem:
        raise told(problem, store.path, landed=store.changes > before) from problem
