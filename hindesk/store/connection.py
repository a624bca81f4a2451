"""How a store's connection is set up, and what its failures mean to a person."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb

from hindesk.errors import HindeskError, Interrupted, StoreError

MEMORY_CEILING: Final = 2 * 1024**3
"""Bytes that a store's queries may use at most."""

MEMORY_SHARE: Final = 0.4
"""Share of the machine's memory that they may use at most."""

PRIVATE: Final = 0o077

_UNWRITABLE: Final = (duckdb.IOException, duckdb.FatalException, duckdb.OutOfMemoryException)
_NOT_COMMITTED: Final = "Failed to commit: Could not write"
_FULL: Final = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})


def memory_limit() -> int:
    """Bytes of memory that queries may use: the smaller of the ceiling and the share of the machine's memory."""
    try:
        machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return MEMORY_CEILING
    return min(MEMORY_CEILING, int(machine * MEMORY_SHARE))


@contextmanager
def private_files() -> Iterator[None]:
    """Files made within it can be read by their owner alone."""
    before = os.umask(PRIVATE)
    try:
        yield
    finally:
        os.umask(before)


def connect(path: Path, *, temporary: Path, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection that works in UTC, loads nothing from elsewhere, and spills into `temporary`.

    Raises:
        duckdb.Error: the file can't be opened.
    """
    settings: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "memory_limit": f"{memory_limit()}B",
        "threads": os.cpu_count() or 1,
        "temp_directory": str(temporary),
        "preserve_insertion_order": True,
    }
    with private_files():
        connection = duckdb.connect(str(path), read_only=read_only, config=settings)
    connection.execute("set global TimeZone = 'UTC'")
    return connection


def told(problem: BaseException, path: Path, *, landed: bool = False) -> BaseException:
    """The failure of a change to the store at `path`, as an error for people where it is one of theirs.

    A failure while another one was being cleared up counts as the first. `landed` says that the change was whole
    before the failure.
    """
    if isinstance(problem, HindeskError):
        return problem
    first = _first(problem)
    if _stopped(first):
        return _late() if landed else Interrupted("stopped", "the store is as it was")
    if _unwritable(first):
        return StoreError(
            f"the store {path} can't be written: {first_line(first)}",
            "free some disk space, or name a store on another disk with --store; the store is as it was",
        )
    return problem


def _unwritable(problem: BaseException) -> bool:
    """Whether there was no room, or no right, to write; a commit tells it in its own way."""
    if isinstance(problem, duckdb.TransactionException):
        return _NOT_COMMITTED in str(problem)
    return isinstance(problem, _UNWRITABLE) or (isinstance(problem, OSError) and problem.errno in _FULL)


def _first(problem: BaseException) -> BaseException:
    """What went wrong first, where clearing it up failed too because the database had given up the transaction."""
    while isinstance(problem, duckdb.TransactionException) and problem.__context__ is not None:
        problem = problem.__context__
    return problem


def _stopped(problem: BaseException) -> bool:
    """Whether the person stopped it: Python says it in one way and the database in two."""
    if isinstance(problem, (KeyboardInterrupt, duckdb.InterruptException)):
        return True
    return isinstance(problem, RuntimeError) and "interrupted" in str(problem).lower()


def _late() -> Interrupted:
    return Interrupted("stopped when the work was done", "the store holds it; `hindesk status` says what there is")


def first_line(problem: BaseException) -> str:
    """The first line of an error's text."""
    return next(iter(str(problem).splitlines()), type(problem).__name__)
