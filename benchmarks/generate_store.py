"""Make a store of made-up tickets for benchmarks: `python -m benchmarks.generate_store STORE --tickets 1000000`."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from benchmarks.made_story import FIELD, STATUSES, WORDS
from benchmarks.made_tickets import make_block
from hindesk.store.store import Store, open_store

BLOCK: Final = 100_000
"""Tickets that are made at a time; memory does not grow with the store."""

WORD_ROWS: Final = "insert into words select field, code, text, category from made_rows"
COPY: Final = {
    "tickets": "insert into tickets by name select * from made_rows",
    "events": "insert into events by name select * from made_rows",
    "cells": "insert into made_cells by name select * from made_rows",
}


def generate(path: Path, tickets: int, *, seed: int) -> int:
    """Write a new store of so many tickets, about 8.7 events each, and give the number of events.

    Raises:
        FileExistsError: there is a file at `path`.
        StoreError: the store can't be written.
    """
    if path.exists():
        raise FileExistsError(path)
    events = 0
    with open_store(path, create=True) as store:
        _write_words(store)
        store.connection.execute("create temp table made_cells as select * from ticket_fields limit 0")
        for first in range(0, tickets, BLOCK):
            block = make_block(first, min(BLOCK, tickets - first), total=tickets, seed=seed)
            events += block.events.num_rows
            with store.change() as con:
                for name, statement in COPY.items():
                    _insert(con, statement, getattr(block, name))
        _finish(store, tickets, events, seed=seed)
    return events


def _write_words(store: Store) -> None:
    rows = [
        {"field": FIELD[name], "code": code, "text": text, "category": int(STATUSES.get(text, 0))}
        for name, texts in WORDS.items()
        for code, text in enumerate(texts, start=1)
    ]
    with store.change() as con:
        _insert(con, WORD_ROWS, pa.Table.from_pylist(rows))


def _finish(store: Store, tickets: int, events: int, *, seed: int) -> None:
    """Write the fields of all tickets, field by field, and the import that they came with."""
    with store.change() as con:
        for field in sorted(FIELD.values()):
            con.execute("insert into ticket_fields select * from made_cells where field = ?", [field])
        con.execute(
            "insert into imports values (1, 'made', 'made', 'made', '', ?, ?, ?, 0)",
            [f'{{"seed": {seed}}}', tickets, events],
        )


def _insert(con: duckdb.DuckDBPyConnection, statement: str, rows: pa.Table) -> None:
    con.register("made_rows", rows)
    con.execute(statement)
    con.unregister("made_rows")


def main() -> None:
    """Read the command line, make the store, and say what it holds."""
    parser = ArgumentParser(prog="python -m benchmarks.generate_store", description="A store of made-up tickets.")
    parser.add_argument("store", type=Path)
    parser.add_argument("--tickets", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    begin = time.perf_counter()
    events = generate(options.store, options.tickets, seed=options.seed)
    seconds = time.perf_counter() - begin
    size = options.store.stat().st_size / 1e6
    print(f"{options.tickets:,} tickets, {events:,} events, {size:,.0f} MB in {seconds:.1f} s")


if __name__ == "__main__":
    main()
