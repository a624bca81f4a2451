"""The plan of least cost as a mixed-integer programme, in the arrays that a solver takes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from hindesk.calendars.instants import Flags
from hindesk.reassign.desk import NOBODY, Ints
from hindesk.reassign.optimal_shape import Market, Shape, weights_of

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Units:
    """The units of weight that people come to hold, one column each, and one for all that lie beyond.

    Args:
        person: of each column, whose.
        cost: of each column, the points for one unit: the k-th unit that a person holds costs k times `load`.
        upper: of each column, how many units.
        tail: of each column, whether it is for all that lie beyond: each is counted as if it were the first of them.
    """

    person: Ints
    cost: Ints
    upper: Ints
    tail: Flags


@dataclass(frozen=True, slots=True)
class Model:
    """Minimise cost · x where low ≤ A x ≤ high and 0 ≤ x ≤ upper; A by columns.

    Args:
        cost: of each column.
        upper: of each column.
        whole: of each column, 1 where it takes whole numbers only.
        low: of each row.
        high: of each row.
        start: where each column's entries start, and their number.
        row: of each entry.
        value: of each entry.
    """

    cost: Floats
    upper: Floats
    whole: npt.NDArray[np.int32]
    low: Floats
    high: Floats
    start: npt.NDArray[np.int32]
    row: npt.NDArray[np.int32]
    value: Floats


def units_of(market: Market, reach: Ints) -> Units:
    """Price the first `reach` units that each person may come to hold one by one, and those beyond together."""
    staff = market.staff
    reach = np.minimum(reach, staff.most)
    count = reach + (reach < staff.most)
    person = np.repeat(np.arange(len(reach)), count)
    place = np.arange(len(person)) - (np.cumsum(count) - count)[person]
    tail = place == reach[person]
    cost = market.desk.costs.load * (staff.base[person] + place + 1)
    return Units(person, cost, np.where(tail, (staff.most - reach)[person], 1), tail)


def model_of(market: Market, shape: Shape, units: Units) -> Model:
    """Write down the model; the rows are those of `_bounds`, in that order."""
    low, high = _bounds(market, shape)
    cost, upper = _columns(market, shape, units)
    rows, columns, values = (np.concatenate(parts) for parts in zip(*_entries(market, shape, units), strict=True))
    kept = rows != NOBODY
    order = np.lexsort((rows[kept], columns[kept]))
    start = np.searchsorted(columns[kept][order], np.arange(len(cost) + 1))
    whole = (np.arange(len(cost)) < shape.starts[-1]).astype(np.int32)
    return Model(
        cost.astype(np.float64), upper.astype(np.float64), whole, low, high, start.astype(np.int32),
        rows[kept][order].astype(np.int32), values[kept][order].astype(np.float64),
    )  # fmt: skip


def _columns(market: Market, shape: Shape, units: Units) -> tuple[Ints, Ints]:
    needs, bundles, staff = market.needs, market.bundles, market.staff
    none = np.zeros(shape.bundles, np.int64)
    arcs, shares = shape.arc_need, shape.share_person
    total = np.bincount(bundles.need, bundles.size, len(needs.weight)).astype(np.int64)
    room = np.minimum(staff.room[shares] // shape.pool_weight[shape.share_pool], staff.allowance[shares])
    cost = (
        none + market.desk.costs.unplaced, none, shape.choices.cost, needs.cost[arcs, shape.arc_group],
        np.zeros_like(shares), np.zeros_like(shape.opened), units.cost,
    )  # fmt: skip
    upper = (
        bundles.size, bundles.size, bundles.size[shape.choices.bundle], total[arcs], room,
        np.ones_like(shape.opened), units.upper,
    )  # fmt: skip
    return np.concatenate(cost), np.concatenate(upper)


def _rows(market: Market, shape: Shape) -> Ints:
    """Where each kind of row starts: bundles, needs, pools, people, given, held, allowances, moves; and how many."""
    people, opened = len(market.staff.base), len(shape.opened)
    counts = (shape.bundles, len(market.needs.weight), len(shape.pool_weight), people, opened, opened, people, 1)
    return np.cumsum([0, *counts])


def _bounds(market: Market, shape: Shape) -> tuple[Floats, Floats]:
    """What the rows allow.

    Each bundle's tickets are left, go to strangers or are choices; what leaves bundles for a need reaches the groups;
    what reaches a pool goes to people; what people come to hold are units; an overloaded person is given nothing
    unless open, and then holds no more than their room; nobody gets more than their allowance; there are no more moves
    than may be.
    """
    starts, staff = _rows(market, shape), market.staff
    high = np.zeros(starts[-1])
    low = high.copy()
    low[starts[4] :] = -np.inf
    blocks = [slice(*ends) for ends in pairwise(starts.tolist())]
    low[blocks[0]] = high[blocks[0]] = market.bundles.size
    high[blocks[5]] = staff.own[shape.opened]
    high[blocks[6]] = staff.allowance
    high[blocks[7]] = min(market.desk.max_moves, int(market.bundles.size.sum()))
    return low, high


def _entries(market: Market, shape: Shape, units: Units) -> list[tuple[Ints, Ints, Ints]]:
    """Rows, columns and values, block by block; a row NOBODY is none."""
    bundle, need, pool, person, given, held, allowed, moves = _rows(market, shape)[:-1].tolist()
    left, strangers, chosen, arc, share, opened, unit = (
        np.arange(a, b) for a, b in pairwise([*shape.starts.tolist(), int(shape.starts[-1]) + len(units.person)])
    )
    bundles, staff, choices = market.bundles, market.staff, shape.choices
    every, weight, places = np.arange(shape.bundles), weights_of(market), np.arange(len(shape.opened))
    place = np.full(len(staff.base), NOBODY)
    place[shape.opened] = places
    heavy, shared = weight[choices.bundle], shape.pool_weight[shape.share_pool]
    room, own = staff.room[shape.opened], staff.own[shape.opened]
    return [
        (bundle + every, left, np.ones_like(every)),
        (_at(person, bundles.holder), left, weight),
        (bundle + every, strangers, np.ones_like(every)),
        (need + bundles.need, strangers, np.ones_like(every)),
        (np.full_like(every, moves), strangers, np.ones_like(every)),
        (bundle + choices.bundle, chosen, np.ones_like(heavy)),
        (person + choices.person, chosen, heavy),
        (_at(given, place[choices.person]), chosen, heavy),
        (np.where(choices.new, allowed + choices.person, NOBODY), chosen, np.ones_like(heavy)),
        (np.where(choices.new, moves, NOBODY), chosen, np.ones_like(heavy)),
        (need + shape.arc_need, arc, -np.ones_like(arc)),
        (pool + shape.arc_pool, arc, np.ones_like(arc)),
        (pool + shape.share_pool, share, -np.ones_like(share)),
        (person + shape.share_person, share, shared),
        (_at(given, place[shape.share_person]), share, shared),
        (allowed + shape.share_person, share, np.ones_like(share)),
        (given + places, opened, -room),
        (held + places, opened, own - room),
        (person + units.person, unit, -np.ones_like(unit)),
        (_at(held, place[units.person]), unit, np.ones_like(unit)),
    ]


def _at(start: int, place: Ints) -> Ints:
    return np.where(place == NOBODY, NOBODY, start + place)
