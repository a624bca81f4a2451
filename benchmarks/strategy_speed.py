"""What the benchmarks of strategies share: each is measured in a process of its own, first once, then in rounds."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from tempfile import TemporaryDirectory
from typing import Final, Protocol

from benchmarks.cost import Cost, apart, middle
from benchmarks.figures import Figure, Goal, rate, table
from benchmarks.machine import machine
from hindesk.policy.routing import StrategyName

TICKETS: Final = 100_000
PEOPLE: Final = 500


class Measured(Protocol):
    """What a strategy did."""

    @property
    def cost(self) -> Cost:
        """What it cost."""

    @property
    def peak(self) -> int:
        """The most bytes in memory."""

    @property
    def words(self) -> str:
        """What it came to."""


Measure = Callable[[StrategyName, int, int], Measured]
"""Measures a strategy once, on so many tickets and people; a function of a module, because processes import it."""


def first_figure(measure: Measure, tickets: int, *, goals: tuple[float, float]) -> Figure:
    """The first strategy of a machine, which compiles where no machine code is kept."""
    cost = apart(measure, "round_robin", tickets, PEOPLE).cost
    return Figure("round robin, the first time on a machine", cost, goal=Goal(cost.wall, *goals, "s"))


def strategy_figure(
    measure: Measure, name: StrategyName, tickets: int, *, rounds: int, goals: tuple[float, float]
) -> Figure:
    """The median of several rounds; the peak is the highest."""
    taken = [apart(measure, name, tickets, PEOPLE) for _ in range(rounds)]
    cost = middle(one.cost for one in taken)
    speed = rate(tickets, cost.wall, "tickets")
    peak = max(one.peak for one in taken)
    return Figure(name.replace("_", " "), cost, peak, speed, taken[0].words, Goal(cost.wall, *goals, "s"))


def measure_and_print(
    module: str, title: Callable[[int], str], figures: Callable[[int, int], Iterator[Figure]]
) -> None:
    """Read the command line of a module, measure with an empty cache of machine code, and print.

    Args:
        module: its name.
        title: gives the table's title for a number of tickets.
        figures: measures so many tickets in so many rounds.
    """
    parser = ArgumentParser(prog=f"python -m benchmarks.{module}", description="Measure strategies on made tickets.")
    parser.add_argument("--tickets", type=int, default=TICKETS)
    parser.add_argument("--rounds", type=int, default=3, help="of which the median counts")
    options = parser.parse_args()
    with TemporaryDirectory(prefix="hindesk-benchmarks-") as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        measured = table(title(options.tickets), figures(options.tickets, options.rounds))
    sys.stdout.write(f"{machine()}\n\n{measured}\n")
