"""A made-up year of arrivals from a fixed seed, on the people and kinds of the made desk."""

from __future__ import annotations

from typing import Final

import numpy as np

from benchmarks.made_desk import HOUR, made_desk
from hindesk.reassign.arrivals_queue import Queue
from hindesk.reassign.arrivals_shifts import Shifts

SEED: Final = 2
YEAR: Final = 365 * 24 * HOUR
DAY: Final = 24 * HOUR
CAPACITY: Final = 8
"""In weighted tickets, of which some come with a ticket's weight of up to three: at times tickets wait."""


def made_queue(tickets: int, people: int) -> Queue:
    """So many tickets in a year, each open for a week on average, and so many people who work eight hours of a day."""
    made = np.random.default_rng(SEED)
    desk = made_desk(tickets, people)
    opened = np.sort(made.integers(0, YEAR, tickets))
    return Queue(
        kind=desk.kind,
        weight=desk.weight,
        customer=made.integers(0, max(tickets // 5, 1), tickets),
        opened_at=opened,
        end_at=opened + made.exponential(7 * DAY, tickets).astype(np.int64) + 1,
        hurdle=desk.hurdle,
        step=desk.step,
        foreign=desk.foreign,
        capacity=np.full(people, CAPACITY),
        shifts=_shifts(made, people),
        until=YEAR,
    )


def _shifts(made: np.random.Generator, people: int) -> Shifts:
    """Everybody comes once a day, at an hour of their own, and goes eight hours later."""
    begin = made.integers(0, 24, people) * HOUR
    comes = (begin[:, None] + np.arange(365) * DAY).reshape(-1)
    who = np.repeat(np.arange(people), 365)
    at = np.concatenate([comes, comes + 8 * HOUR])
    order = np.argsort(at, kind="stable")
    change = np.repeat([-1, 1], len(comes))
    return Shifts(at[order], np.tile(who, 2)[order], change[order], np.ones(people, np.int64))
