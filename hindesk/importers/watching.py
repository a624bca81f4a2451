"""Progress: how far the database is with a step, told from another thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import duckdb

from hindesk.importers.job import Progress

EVERY: Final = 0.2
"""Seconds between two looks."""


@contextmanager
def watching(connection: duckdb.DuckDBPyConnection, progress: Progress | None) -> Iterator[Callable[[str], None]]:
    """Call `progress` with the current step and the share that is done; yields the function that names the step."""
    if progress is None:
        yield lambda _: None
        return
    step = ["starting"]
    done = threading.Event()

    def name(text: str) -> None:
        step[0] = text
        progress(text, None)

    def look() -> None:
        while not done.wait(EVERY):
            share = connection.query_progress()
            progress(step[0], share / 100 if share >= 0 else None)

    connection.execute("set enable_progress_bar = true")
    connection.execute("set enable_progress_bar_print = false")
    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield name
    finally:
        done.set()
        thread.join()
        connection.execute("set enable_progress_bar = false")
