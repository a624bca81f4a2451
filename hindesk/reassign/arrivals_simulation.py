"""What a routing would have done with past arrivals, by several strategies, beside what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hindesk.errors import InputError
from hindesk.policy.routing import StrategyName
from hindesk.reassign.arrivals import Arrivals, arrivals_of
from hindesk.reassign.arrivals_ends import Question
from hindesk.reassign.arrivals_history import History, history_of
from hindesk.reassign.arrivals_load import Load, load_over
from hindesk.reassign.arrivals_outcome import Outcome, happened, simulated
from hindesk.reassign.arrivals_queue import queue_of
from hindesk.reassign.arrivals_serve import serve_arrivals
from hindesk.reassign.arrivals_shifts import shifts_of
from hindesk.reassign.desk import Ints
from hindesk.store.store import Store


@dataclass(frozen=True, slots=True, eq=False)
class RoutingSimulation:
    """Arrivals, what happened to them, and what became of them: first in history, then by each strategy."""

    arrivals: Arrivals
    history: History
    outcomes: tuple[Outcome, ...]

    @property
    def span(self) -> Ints:
        """The first and the last instant, UTC microseconds; at least a microsecond apart."""
        first, until = int(self.arrivals.opened_at[0]), self.arrivals.question.until
        return np.array([first, max(until, first + 1)], np.int64)

    def load(self, outcome: Outcome, edges: Ints) -> Load:
        """How many tickets the people of the roster hold between instants, by one of the outcomes."""
        return load_over(outcome.holdings, edges, people=len(self.arrivals.staff.people))


def simulate_routing(store: Store, question: Question, strategies: Sequence[StrategyName]) -> RoutingSimulation:
    """Give the past arrivals of a store out by each of some strategies.

    Nothing is written to the store. Open loop: people do what they did, and a ticket takes as long as it took.

    Raises:
        InputError: no ticket is an arrival, or a word of the store means two people or two teams of the roster.
        PolicyError: a person's calendar never opens.
    """
    arrivals = arrivals_of(store, question)
    if not len(arrivals.row):
        raise InputError(
            "there is no ticket to give out: the routing excludes all, or they ended when they were created",
            "`hindesk status` says what the store holds",
        )
    history = history_of(store, arrivals)
    queue = queue_of(arrivals, shifts_of(question, int(arrivals.opened_at[0])))
    found = (simulated(name.replace("_", " "), arrivals, history, serve_arrivals(queue, name)) for name in strategies)
    return RoutingSimulation(arrivals, history, (happened(arrivals, history), *found))
