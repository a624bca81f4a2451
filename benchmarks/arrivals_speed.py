"""Measure how long giving out a made year of arrivals takes: `python -m benchmarks.arrivals_speed --tickets 100000`.

Each strategy is measured in a process of its own, from a queue in memory to the answer; loading machine code is part of
it.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np

from benchmarks.cost import Cost, apart, cost_of, middle, peak_memory
from benchmarks.figures import Figure, Goal, rate, table
from benchmarks.machine import machine
from benchmarks.made_queue import made_queue
from hindesk.policy.routing import StrategyName
from hindesk.reassign.arrivals_serve import serve_arrivals
from hindesk.reassign.desk import NOBODY
from hindesk.reassign.strategies import STRATEGIES

TICKETS: Final = 100_000
PEOPLE: Final = 500


@dataclass(frozen=True, slots=True)
class GivenOut:
    """What a strategy did: its cost, the most bytes in memory, and the shares that somebody got, ever and at once."""

    cost: Cost
    peak: int
    given: float
    at_once: float


def measure_arrivals(name: StrategyName, tickets: int, people: int) -> GivenOut:
    """Give a made queue out once."""
    queue = made_queue(tickets, people)
    cost, served = cost_of(lambda: serve_arrivals(queue, name))
    at_once = served.at == queue.opened_at
    return GivenOut(cost, peak_memory(), float(np.mean(served.to != NOBODY)), float(np.mean(at_once)))


def arrivals_figures(tickets: int, *, rounds: int) -> Iterator[Figure]:
    """Every strategy on a made queue; the first compiles where no machine code is kept."""
    first = apart(measure_arrivals, "round_robin", tickets, PEOPLE)
    yield Figure("round robin, the first time on a machine", first.cost, goal=Goal(first.cost.wall, 15, 10, "s"))
    for name in STRATEGIES:
        yield _figure(name, tickets, rounds=rounds)


def _figure(name: StrategyName, tickets: int, *, rounds: int) -> Figure:
    taken = [apart(measure_arrivals, name, tickets, PEOPLE) for _ in range(rounds)]
    cost = middle(one.cost for one in taken)
    return Figure(
        name.replace("_", " "),
        cost,
        max(one.peak for one in taken),
        rate(tickets, cost.wall, "tickets"),
        f"{100 * taken[0].given:.1f} % given, {100 * taken[0].at_once:.1f} % at once",
        Goal(cost.wall, 5, 2, "s"),
    )


def title(tickets: int) -> str:
    """What the figures are headed by."""
    return f"Giving out {tickets:,} arrivals of a year among {PEOPLE} people who have too little room"


def main() -> None:
    """Measure with an empty cache of machine code, and print."""
    parser = ArgumentParser(prog="python -m benchmarks.arrivals_speed", description="Measure giving arrivals out.")
    parser.add_argument("--tickets", type=int, default=TICKETS)
    parser.add_argument("--rounds", type=int, default=3, help="of which the median counts")
    options = parser.parse_args()
    with TemporaryDirectory(prefix="hindesk-benchmarks-") as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        figures = table(title(options.tickets), arrivals_figures(options.tickets, rounds=options.rounds))
    sys.stdout.write(f"{machine()}\n\n{figures}\n")


if __name__ == "__main__":
    main()
