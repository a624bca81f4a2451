"""Measure how long strategies take on a made desk: `python -m benchmarks.reassign_speed --tickets 100000`.

Each is measured in a process of its own, from a desk in memory to the placement; loading machine code is part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from benchmarks.cost import Cost, cost_of, peak_memory
from benchmarks.figures import Figure
from benchmarks.made_desk import made_desk
from benchmarks.strategy_speed import PEOPLE, first_figure, measure_and_print, strategy_figure
from hindesk.policy.routing import StrategyName
from hindesk.reassign.desk import NOBODY
from hindesk.reassign.strategies import STRATEGIES

OPTIMAL_SHARE: Final = 20
"""Of how many tickets one is given to `optimal`."""

SERVING: Final[tuple[StrategyName, ...]] = ("round_robin", "least_loaded", "skills", "sticky")


@dataclass(frozen=True, slots=True)
class Placed:
    """What a strategy did: its cost, the most bytes in memory, the share that somebody got, and why it stopped."""

    cost: Cost
    peak: int
    placed: float
    stopped: str

    @property
    def words(self) -> str:
        """The share in percent, unless the strategy stopped early."""
        return "stopped early" if self.stopped else f"{100 * self.placed:.1f} % placed"


def measure_strategy(name: StrategyName, tickets: int, people: int) -> Placed:
    """Place a made desk once."""
    desk = made_desk(tickets, people)
    cost, placement = cost_of(lambda: STRATEGIES[name].place(desk))
    return Placed(cost, peak_memory(), float((placement.to != NOBODY).mean()), placement.stopped)


def reassign_figures(tickets: int, rounds: int) -> Iterator[Figure]:
    """Every strategy on a made desk, `optimal` on a smaller one; the first compiles where no machine code is kept."""
    yield first_figure(measure_strategy, tickets, goals=(10, 5))
    for name in SERVING:
        yield _figure(name, tickets, rounds=rounds, goals=(10, 1))
    yield _figure("optimal", tickets // OPTIMAL_SHARE, rounds=1, goals=(30, 10))


def _figure(name: StrategyName, tickets: int, *, rounds: int, goals: tuple[float, float]) -> Figure:
    figure = strategy_figure(measure_strategy, name, tickets, rounds=rounds, goals=goals)
    return replace(figure, name=f"{figure.name}, {tickets:,} tickets")


def title(tickets: int) -> str:
    """What the figures are headed by."""
    return f"Reassigning {tickets:,} tickets among {PEOPLE} people"


if __name__ == "__main__":
    measure_and_print("reassign_speed", title, reassign_figures)
