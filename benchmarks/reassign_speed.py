"""Measure how long strategies take on a made desk: `python -m benchmarks.reassign_speed --tickets 100000`.

Each is measured in a process of its own, from a desk in memory to the placement; loading machine code is part of it.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.cost import Cost, apart, cost_of, middle, peak_memory
from benchmarks.figures import Figure, Goal, rate, table
from benchmarks.machine import machine
from benchmarks.made_desk import made_desk
from hindesk.policy.routing import StrategyName
from hindesk.reassign.desk import NOBODY
from hindesk.reassign.strategies import STRATEGIES

TICKETS: Final = 100_000
PEOPLE: Final = 500
OPTIMAL_SHARE: Final = 20
"""Of how many tickets one is given to `optimal`."""

SERVING: Final[tuple[StrategyName, ...]] = ("round_robin", "least_loaded", "skills", "sticky")


@dataclass(frozen=True, slots=True)
class Placed:
    """What a strategy did: its cost, the most bytes in memory, the tickets that somebody got, and why it stopped."""

    cost: Cost
    peak: int
    tickets: int
    stopped: str


def measure_strategy(name: StrategyName, tickets: int, people: int) -> Placed:
    """Place a made desk once."""
    desk = made_desk(tickets, people)
    cost, placement = cost_of(lambda: STRATEGIES[name].place(desk))
    return Placed(cost, peak_memory(), int((placement.to != NOBODY).sum()), placement.stopped)


def reassign_figures(tickets: int, *, rounds: int) -> Iterator[Figure]:
    """Every strategy on a made desk, `optimal` on a smaller one; the first compiles where no machine code is kept."""
    first = apart(measure_strategy, "round_robin", tickets, PEOPLE)
    yield Figure("round robin, the first time on a machine", first.cost, goal=Goal(first.cost.wall, 10, 5, "s"))
    for name in SERVING:
        yield _figure(name, tickets, rounds=rounds, goals=(10, 1))
    yield _figure("optimal", tickets // OPTIMAL_SHARE, rounds=1, goals=(30, 10))


def _figure(name: StrategyName, tickets: int, *, rounds: int, goals: tuple[float, float]) -> Figure:
    taken = [apart(measure_strategy, name, tickets, PEOPLE) for _ in range(rounds)]
    cost = middle(one.cost for one in taken)
    return Figure(
        f"{name.replace('_', ' ')}, {tickets:,} tickets",
        cost,
        max(one.peak for one in taken),
        rate(tickets, cost.wall, "tickets"),
        "stopped early" if taken[0].stopped else f"{100 * taken[0].tickets / tickets:.1f} % placed",
        Goal(cost.wall, *goals, "s"),
    )


def title(tickets: int) -> str:
    """What the figures are headed by."""
    return f"Reassigning {tickets:,} tickets among {PEOPLE} people"


def main() -> None:
    """Measure with an empty cache of machine code, and print."""
    parser = ArgumentParser(prog="python -m benchmarks.reassign_speed", description="Measure reassigning.")
    parser.add_argument("--tickets", type=int, default=TICKETS)
    parser.add_argument("--rounds", type=int, default=3, help="of which the median counts")
    options = parser.parse_args()
    with TemporaryDirectory(prefix="hindesk-benchmarks-") as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        figures = table(title(options.tickets), reassign_figures(options.tickets, rounds=options.rounds))
    sys.stdout.write(f"{machine()}\n\n{figures}\n")


if __name__ == "__main__":
    main()
