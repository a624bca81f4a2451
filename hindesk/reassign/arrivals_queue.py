"""The question that every strategy answers when tickets come one after the other; all columns are int64."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from hindesk.policy.routing import Costs, Limit
from hindesk.reassign.arrivals import Arrivals
from hindesk.reassign.arrivals_shifts import Shifts
from hindesk.reassign.desk import NOBODY, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Queue:
    """n tickets in the order in which they are created, and m people. Instants are UTC microseconds.

    Args:
        kind: of each ticket, its row in the three tables of kinds.
        weight: of each ticket, 1 or more.
        customer: of each ticket, the number of its customer, below n, or NOBODY.
        opened_at: of each ticket, when it is created; ascending.
        end_at: of each ticket, when it ends, after its creation; BOUNDLESS: not by the last instant.
        hurdle: (kinds, m), 0 where the person may hold such a ticket.
        step: (kinds, m), the first step of the kind's skill rule that the person meets, from 0.
        foreign: (kinds, m), 1 where the person does not speak the ticket's language and that counts, else 0.
        capacity: of each person, BOUNDLESS without a limit.
        shifts: when people come and go.
        until: the last instant.
        limit: how many tickets a person may get in how much time.
        costs: what `optimal` weighs.
        post: of each kind, the row of the table by which people come and go; None: there is one for all kinds.
    """

    kind: Ints
    weight: Ints
    customer: Ints
    opened_at: Ints
    end_at: Ints
    hurdle: Ints
    step: Ints
    foreign: Ints
    capacity: Ints
    shifts: Shifts
    until: int
    limit: Limit | None = None
    costs: Costs = field(default_factory=Costs)
    post: Ints | None = None


def queue_of(arrivals: Arrivals, shifts: Shifts) -> Queue:
    """The queue of the arrivals of a store."""
    codes, place = np.unique(arrivals.facts.customer[arrivals.row], return_inverse=True)
    customer = place.reshape(-1).astype(np.int64)
    return Queue(
        kind=arrivals.kinds.of,
        weight=arrivals.weight,
        customer=np.where(codes[customer] == 0, NOBODY, customer),
        opened_at=arrivals.opened_at,
        end_at=arrivals.end_at,
        hurdle=arrivals.fit.hurdle,
        step=arrivals.fit.step,
        foreign=arrivals.fit.foreign,
        capacity=arrivals.staff.capacity,
        shifts=shifts,
        until=arrivals.question.until,
        limit=arrivals.question.routing.limit,
        costs=arrivals.question.routing.costs,
    )
