"""How many tickets people hold over time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hindesk.reassign.arrivals_history import Holdings
from hindesk.reassign.desk import Ints


@dataclass(frozen=True, slots=True, eq=False)
class Load:
    """Tables of m people and W stretches of time.

    Args:
        mean: tickets held on average over the stretch.
        peak: the most tickets held at once in it.
    """

    mean: npt.NDArray[np.float64]
    peak: Ints


def load_over(holdings: Holdings, edges: Ints, *, people: int) -> Load:
    """Measure how many tickets so many people hold in each stretch of time.

    Args:
        holdings: none begins before the first edge.
        edges: W + 1 instants, UTC microseconds, ascending; a stretch is from one up to the next.
        people: how many there are.
    """
    stretches = len(edges) - 1
    person, at, change = _changes(holdings, edges, people)
    count = np.cumsum(change)
    stretch = np.searchsorted(edges, at, side="right") - 1
    until = np.append(at[1:], edges[-1])
    until[:-1][person[1:] != person[:-1]] = edges[-1]
    lasts = (until > at) & (stretch < stretches)
    person, stretch, count, time = (column[lasts] for column in (person, stretch, count, until - at))
    peak, held = (np.zeros((people, stretches), np.int64) for _ in range(2))
    np.maximum.at(peak, (person, stretch), count)
    np.add.at(held, (person, stretch), count * time)
    return Load(held / np.maximum(np.diff(edges), 1), peak)


def _changes(holdings: Holdings, edges: Ints, people: int) -> tuple[Ints, Ints, Ints]:
    """Who gets (1) or loses (-1) a ticket when, and one entry of 0 for everybody at the beginning of each stretch.

    They are in the order of people and instants; of one instant, losses come first.
    """
    held, stretches = len(holdings.person), len(edges) - 1
    person = np.concatenate([holdings.person, holdings.person, np.repeat(np.arange(people), stretches)])
    at = np.concatenate([holdings.start, holdings.end, np.tile(edges[:-1], people)])
    change = np.repeat([1, -1, 0], [held, held, people * stretches])
    order = np.lexsort((np.array([2, 1, 0])[change], at, person))
    return person[order], at[order], change[order]
