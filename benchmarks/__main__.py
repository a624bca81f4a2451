"""Measure hindesk on a made store and print the figures beside their goals: `python -m benchmarks`."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import arrivals_speed, reassign_speed, strategy_speed
from benchmarks.figures import Figure, table
from benchmarks.generate_store import generate
from benchmarks.import_speed import TICKETS, import_figures
from benchmarks.machine import machine
from benchmarks.made_export import export
from benchmarks.page import write_figures
from benchmarks.tables import (
    Plan,
    acting_figures,
    large_figures,
    machine_code_figures,
    plain_figures,
    process_figures,
    replay_figures,
)

SEED: Final = 1
SMALL: Final = 1_000
USUAL: Final = 1_000_000
"""Tickets of the store that the goals are for."""

QUICK: Final = 6_000
LARGE: Final = 10_000_000

SECTIONS: Final[dict[str, Callable[[Plan], Iterator[Figure]]]] = {
    "The walk as machine code, on {small:,} tickets": machine_code_figures,
    "Replay of {tickets:,} tickets, {events:,} events": replay_figures,
    "With notices and automation, {tickets:,} tickets": acting_figures,
    "Against plain Python with businesstimedelta": plain_figures,
    "Whole processes, {small:,} tickets": process_figures,
}


def main() -> None:
    """Read the command line, measure, print, and write the figures into a page where one is named."""
    options = _options()
    with TemporaryDirectory(prefix="hindesk-benchmarks-") as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        figures = "\n\n".join(_measured(Path(folder), options))
    if options.write:
        write_figures(options.write, figures)


def _options() -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks", description="Measure hindesk on a made store.")
    parser.add_argument("--tickets", type=int, default=USUAL)
    parser.add_argument("--rounds", type=int, default=3, help="of which the median counts")
    parser.add_argument("--sample", type=int, default=1_000, help="tickets that plain Python judges")
    parser.add_argument("--keep", type=Path, metavar="STORE", help="the made store; used again where it exists")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK:,} tickets, once: see that everything works")
    parser.add_argument("--large", action="store_true", help=f"also {LARGE:,} tickets; 4 GB of disk, some minutes")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the figures into this page")
    options = parser.parse_args()
    if options.quick:
        options.tickets, options.rounds, options.sample = QUICK, 1, 50
    return options


def _measured(folder: Path, options: Namespace) -> Iterator[str]:
    """Each part of the output, printed as soon as it is there."""
    yield _printed(machine())
    if options.tickets != USUAL:
        yield _printed(f"The goals are for {USUAL:,} tickets.")
    small, store = folder / "small.duckdb", options.keep or folder / "store.duckdb"
    _made(small, SMALL)
    words = {"small": SMALL, "tickets": options.tickets, "events": _made(store, options.tickets)}
    plan = Plan(store, small, options.tickets, options.rounds, options.sample)
    for title, section in SECTIONS.items():
        yield _printed(table(title.format(**words), section(plan)))
    exported = min(options.tickets, TICKETS)
    file = folder / "events.csv"
    rows = export(file, exported)
    title = f"Import of an event CSV of {file.stat().st_size / 1e6:,.0f} MB, {rows:,} events"
    yield _printed(table(title, import_figures(file, rounds=options.rounds)))
    reassigned = min(options.tickets, strategy_speed.TICKETS)
    title = reassign_speed.title(reassigned)
    yield _printed(table(title, reassign_speed.reassign_figures(reassigned, options.rounds)))
    title = arrivals_speed.title(reassigned)
    yield _printed(table(title, arrivals_speed.arrivals_figures(reassigned, options.rounds)))
    if options.large:
        large = Plan(folder / "large.duckdb", small, LARGE, 1, options.sample)
        events = _made(large.store, LARGE)
        yield _printed(table(f"Replay of {LARGE:,} tickets, {events:,} events", large_figures(large, plan)))


def _made(path: Path, tickets: int) -> int:
    """Make the store where it does not exist, and give the number of its events.

    Raises:
        ValueError: the store there has another number of tickets.
    """
    from hindesk.store.store import open_store

    if not path.exists():
        generate(path, tickets, seed=SEED)
    with open_store(path, read_only=True) as store:
        counts = "select (select count(*) from tickets), (select count(*) from events)"
        ((there, events),) = store.connection.execute(counts).fetchall()
    if there != tickets:
        raise ValueError(f"{path} holds {there:,} tickets, not {tickets:,}")
    return int(events)


def _printed(words: str) -> str:
    sys.stdout.write(f"{words}\n\n")
    sys.stdout.flush()
    return words


if __name__ == "__main__":
    main()
