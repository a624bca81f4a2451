"""What is looked at before a store is used: that it is one, that its version is known, that it is free."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

import duckdb

from hindesk.errors import StoreError
from hindesk.store.connection import first_line
from hindesk.store.schema import VERSION

MARK: Final = b"DUCK"
MARK_AT: Final = 8
"""Where a DuckDB file carries its mark."""

NOT_A_STORE: Final = "name another file with --store; nothing was changed"


def check_file(path: Path) -> None:
    """Raise a StoreError unless `path` is a DuckDB file."""
    if not path.exists():
        raise StoreError(f"there is no store at {path}", "`hindesk import FILE` makes one; --store names another")
    if path.is_dir():
        raise StoreError(f"{path} is a folder, not a store", NOT_A_STORE)
    try:
        with path.open("rb") as file:
            head = file.read(MARK_AT + len(MARK))
    except OSError as problem:
        raise StoreError(f"the store {path} can't be read: {problem.strerror}", NOT_A_STORE) from problem
    if head[MARK_AT:] != MARK:
        raise StoreError(f"{path} is not a hindesk store", NOT_A_STORE)


def check_version(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Raise a StoreError unless the file has hindesk's tables, in the version that this program reads."""
    try:
        found = connection.execute("select value from meta where name = 'version'").fetchall()
    except duckdb.Error as problem:
        raise StoreError(f"{path} is a DuckDB file, but not a hindesk store", NOT_A_STORE) from problem
    if not found or not str(found[0][0]).isdigit():
        raise StoreError(f"{path} is a DuckDB file, but not a hindesk store", NOT_A_STORE)
    version = int(found[0][0])
    if version != VERSION:
        age = "a newer" if version > VERSION else "an older"
        raise StoreError(
            f"the store {path} was written by {age} hindesk: its format is version {version}, this one reads {VERSION}",
            "use that version of hindesk, or import the exports again into another --store",
        )


def explained(problem: duckdb.Error, path: Path) -> StoreError:
    """Why a store can't be opened, from the database's own words."""
    text = str(problem)
    if "lock" in text or isinstance(problem, duckdb.ConnectionException):
        return StoreError(
            f"the store {path} is in use by another process{_holder(text)}",
            "wait until it is done, or name another store with --store",
        )
    return StoreError(f"the store {path} can't be opened: {first_line(problem)}", NOT_A_STORE)


def _holder(text: str) -> str:
    found = text.partition("(PID ")[2].partition(")")[0]
    return f" (number {found})" if found.isdigit() else ""


def temporary_folder(path: Path) -> Path:
    """Where this process may spill what does not fit into memory: a folder beside the store."""
    return path.with_name(f"{path.name}.tmp-{os.getpid()}")


def prepare_temporary(path: Path, temporary: Path, *, alone: bool) -> None:
    """Make the folder, readable by its owner alone; `alone` with the store, remove what killed processes left."""
    if alone:
        for left in path.parent.glob(f"{_literal(path.name)}.tmp-*"):
            shutil.rmtree(left, ignore_errors=True)
    try:
        temporary.mkdir(mode=0o700, exist_ok=True)
    except OSError as problem:
        if alone:
            raise StoreError(f"the folder of the store {path} can't be written: {problem.strerror}") from problem


def _literal(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)
