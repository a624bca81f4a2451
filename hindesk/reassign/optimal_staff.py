"""What each person may end up holding: the numbers that bound an optimal plan."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hindesk.calendars.instants import Flags
from hindesk.reassign.desk import NOBODY, Desk, Ints
from hindesk.reassign.optimal_bundles import Bundles
from hindesk.reassign.optimal_groups import Needs


@dataclass(frozen=True, slots=True)
class Staff:
    """Of each person, in weight unless said otherwise.

    Args:
        base: what they hold whatever is decided: their load and their tickets that nobody may hold.
        own: their tickets that may be placed.
        room: what they may hold beyond `base` once anything is given to them, 0 or more.
        allowance: how many tickets more they may get, at most all of them.
    """

    base: Ints
    own: Ints
    room: Ints
    allowance: Ints

    @property
    def overloaded(self) -> Ints:
        """The people who may get something only once some of their own tickets have gone elsewhere."""
        return np.flatnonzero((self.room > 0) & (self.own > self.room))

    @property
    def most(self) -> Ints:
        """The most that each may hold beyond `base`, whatever is decided."""
        return np.maximum(self.room, self.own)


def staff_of(desk: Desk, needs: Needs, bundles: Bundles) -> Staff:
    """Count what each person holds and may hold."""
    placeable = bundles.of != NOBODY
    base = desk.load + _held(desk, ~placeable)
    total = needs.weight[bundles.need] @ bundles.size
    room = np.clip(desk.capacity - base, 0, total)
    return Staff(base, _held(desk, placeable), room, np.minimum(desk.allowance, placeable.sum()))


def _held(desk: Desk, tickets: Flags) -> Ints:
    mine = tickets & (desk.holder != NOBODY)
    total = np.zeros(desk.load.size, np.int64)
    np.add.at(total, desk.holder[mine], desk.weight[mine])
    return total
