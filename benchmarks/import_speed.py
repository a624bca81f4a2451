"""Measure an import of a made event CSV: `python -m benchmarks.import_speed --tickets 130000`, about 100 MB.

The file has the columns of samples/desk-map.yaml, one row an event in the order of time, and is made in a temporary
folder. The bare read, against which the import is held, is DuckDB parsing every cell of the same file as text.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import duckdb

from benchmarks.cost import Cost, apart, cost_of, middle, peak_memory
from benchmarks.figures import Figure, Goal, rate, table
from benchmarks.machine import machine
from benchmarks.made_export import export
from hindesk.importers.importing import import_file
from hindesk.importers.job import ImportOptions
from hindesk.store.store import open_store

MAP: Final = Path(__file__).parents[1] / "samples" / "desk-map.yaml"
TICKETS: Final = 130_000
BARE: Final = "select count(columns(*)) from read_csv(?, all_varchar = true, delim = ',', quote = '\"', escape = '\"')"


@dataclass(frozen=True, slots=True)
class Imported:
    """One import into a new store: its cost, the most bytes in memory, and the events that landed."""

    cost: Cost
    peak: int
    events: int


def measure_import(file: Path) -> Imported:
    """Import the file into a new store beside it, which is removed again."""
    path = file.with_suffix(".duckdb")
    with open_store(path, create=True) as store:
        cost, summary = cost_of(lambda: import_file(store, file, options=ImportOptions(map=MAP)))
    path.unlink()
    return Imported(cost, peak_memory(), summary.landed.events)


def measure_bare(file: Path) -> Cost:
    """Parse every cell of the file, and keep nothing."""
    with duckdb.connect() as connection:
        return cost_of(lambda: connection.execute(BARE, [str(file)]).fetchall())[0]


def import_figures(file: Path, *, rounds: int) -> Iterator[Figure]:
    """A bare read of the file and its import, each the median of some rounds in processes of their own."""
    size = file.stat().st_size / 1e6
    bare = middle(apart(measure_bare, file) for _ in range(rounds))
    yield Figure("bare read of every cell", bare, rate=f"{size / bare.wall:,.0f} MB/s")
    imports = [apart(measure_import, file) for _ in range(rounds)]
    whole = middle(done.cost for done in imports)
    speed = size / whole.wall
    peak = max(done.peak for done in imports)
    yield Figure("import", whole, peak, rate=f"{speed:,.0f} MB/s", goal=Goal(speed, 150, 300, "MB/s"))
    yield Figure("- events", rate=rate(imports[0].events, whole.wall, "events"))
    yield Figure("- CPU, against the bare read", ratio=f"{whole.cpu / bare.cpu:,.1f} ×")
    yield Figure("- of one core's time", rate=f"{size / whole.cpu:,.0f} MB/s")


def main(argv: Sequence[str] | None = None) -> int:
    """Make the file, measure, and print the figures; `argv` is the command line, by default the process's own."""
    parser = ArgumentParser(prog="python -m benchmarks.import_speed", description="Import a made event CSV.")
    parser.add_argument("--tickets", type=int, default=TICKETS, help="about 750 bytes each, in 8.7 rows")
    parser.add_argument("--rounds", type=int, default=3, help="of which the median counts")
    options = parser.parse_args(argv)
    with TemporaryDirectory(prefix="hindesk-import-") as folder:
        file = Path(folder) / "events.csv"
        rows = export(file, options.tickets)
        size = file.stat().st_size / 1e6
        title = f"{machine()}\n\nImport of {size:,.0f} MB: {options.tickets:,} tickets, {rows:,} events"
        sys.stdout.write(table(title, import_figures(file, rounds=options.rounds)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
