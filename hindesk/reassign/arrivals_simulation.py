"""What a routing would have done with past arrivals, by several strategies, beside what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from hindesk.errors import InputError
from hindesk.policy.routing import StrategyName
from hindesk.reassign.arrivals import Arrivals, arrivals_of
from hindesk.reassign.arrivals_ends import Question
from hindesk.reassign.arrivals_history import History, history_of
from hindesk.reassign.arrivals_load import Load, load_over
from hindesk.reassign.arrivals_outcome import Outcome, happened, simulated
from hindesk.reassign.arrivals_queue import Queue, queue_of
from hindesk.reassign.arrivals_serve import serve_arrivals
from hindesk.reassign.arrivals_shifts import duty_shifts, shifts_of
from hindesk.reassign.desk import Ints
from hindesk.reassign.duty import Stints, schedules_of, stints_of
from hindesk.store.store import Store


@dataclass(frozen=True, slots=True, eq=False)
class RoutingSimulation:
    """Arrivals, what happened to them, and what became of them: first in history, then by each strategy.

    `stints` say who was on call, where a strategy asks that.
    """

    arrivals: Arrivals
    history: History
    outcomes: tuple[Outcome, ...]
    stints: Stints | None = None

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
        InputError: no ticket is an arrival, a word of the store means two people or two teams of the roster, or
            tickets go to whoever is on call and the routing names no schedule, or one that is not known.
        PolicyError: a person's calendar never opens.
    """
    arrivals = arrivals_of(store, question)
    if not len(arrivals.row):
        raise InputError(
            "there is no ticket to give out: the routing excludes all, or they ended when they were created",
            "`hindesk status` says what the store holds",
        )
    stints = _stints(arrivals) if "on_call" in strategies else None
    history = history_of(store, arrivals)
    queue = queue_of(arrivals, shifts_of(question, int(arrivals.opened_at[0])))
    on_duty = queue if stints is None else _on_duty(queue, arrivals, stints)
    served = {name: serve_arrivals(on_duty if name == "on_call" else queue, name) for name in strategies}
    found = (simulated(name.replace("_", " "), arrivals, history, one) for name, one in served.items())
    return RoutingSimulation(arrivals, history, (happened(arrivals, history), *found), stints)


def _stints(arrivals: Arrivals) -> Stints:
    """Who is on call from the first arrival to the last instant."""
    question = arrivals.question
    schedules = schedules_of(question.routing, question.schedules)
    return stints_of(schedules, question.roster, int(arrivals.opened_at[0]), question.until + 1)


def _on_duty(queue: Queue, arrivals: Arrivals, stints: Stints) -> Queue:
    """A queue whose people come and go as they are on call in the schedules of its kinds."""
    shifts = duty_shifts(arrivals.question, stints, int(arrivals.opened_at[0]))
    return replace(queue, shifts=shifts, post=arrivals.kinds.schedule)
