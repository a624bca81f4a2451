"""Measure how long giving out a made year of arrivals takes: `python -m benchmarks.arrivals_speed --tickets 100000`.

Each strategy is measured in a process of its own, from a queue in memory to the answer; loading machine code is part of
it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from benchmarks.cost import Cost, cost_of, peak_memory
from benchmarks.figures import Figure
from benchmarks.made_queue import made_queue
from benchmarks.strategy_speed import PEOPLE, first_figure, measure_and_print, strategy_figure
from hindesk.policy.routing import StrategyName
from hindesk.reassign.arrivals_serve import serve_arrivals
from hindesk.reassign.desk import NOBODY
from hindesk.reassign.strategies import STRATEGIES

MEASURED: Final = tuple(name for name in STRATEGIES if name != "on_call")
"""The strategies that are measured; nobody of the made queue is on call, and `on_call` walks as `least_loaded` does."""


@dataclass(frozen=True, slots=True)
class GivenOut:
    """What a strategy did: its cost, the most bytes in memory, and the shares that somebody got, ever and at once."""

    cost: Cost
    peak: int
    given: float
    at_once: float

    @property
    def words(self) -> str:
        """The shares in percent."""
        return f"{100 * self.given:.1f} % given, {100 * self.at_once:.1f} % at once"


def measure_arrivals(name: StrategyName, tickets: int, people: int) -> GivenOut:
    """Give a made queue out once."""
    queue = made_queue(tickets, people)
    cost, served = cost_of(lambda: serve_arrivals(queue, name))
    at_once = served.at == queue.opened_at
    return GivenOut(cost, peak_memory(), float(np.mean(served.to != NOBODY)), float(np.mean(at_once)))


def arrivals_figures(tickets: int, rounds: int) -> Iterator[Figure]:
    """Strategies on a made queue; the first compiles where no machine code is kept."""
    yield first_figure(measure_arrivals, tickets, goals=(15, 10))
    for name in MEASURED:
        yield strategy_figure(measure_arrivals, name, tickets, rounds=rounds, goals=(5, 2))


def title(tickets: int) -> str:
    """What the figures are headed by."""
    return f"Giving out {tickets:,} arrivals of a year among {PEOPLE} people who have too little room"


if __name__ == "__main__":
    measure_and_print("arrivals_speed", title, arrivals_figures)
