"""Plans as columns of the model, and back."""

from __future__ import annotations

from typing import Final

import numpy as np

from hindesk.reassign.desk import NOBODY, Desk, Ints
from hindesk.reassign.limits import loads_after
from hindesk.reassign.optimal_model import Floats, Units
from hindesk.reassign.optimal_shape import Market, Shape

_STRANGER: Final = -2


def plan_of(market: Market, shape: Shape, counts: Ints) -> Ints:
    """Deal out what the counts say of tickets that are alike, in the order in which tickets are served.

    Args:
        market: the question.
        shape: what the columns stand for.
        counts: of each column, or less than the model says there.

    Returns:
        Of each ticket, the person who gets it; NOBODY for what the counts leave.
    """
    _, strangers, chosen, arc, share = (counts[a:b] for a, b in zip(shape.starts[:5], shape.starts[1:6], strict=True))
    bundles, every = market.bundles, np.arange(shape.bundles)
    to = np.full(len(bundles.of), NOBODY, np.int64)
    placeable = np.flatnonzero(bundles.of != NOBODY)
    places = np.concatenate([shape.choices.bundle, every])
    ends = np.concatenate([shape.choices.person, np.full_like(every, _STRANGER)])
    to[placeable] = _dealt(bundles.of[placeable], places, ends, np.concatenate([chosen, strangers]))
    strange = np.flatnonzero(to == _STRANGER)
    pool = _dealt(market.needs.need[strange], shape.arc_need, shape.arc_pool, arc)
    to[strange] = _dealt(pool, shape.share_pool, shape.share_person, share)
    return to


def _dealt(ticket: Ints, place: Ints, end: Ints, count: Ints) -> Ints:
    """Give every ticket an end: `count` tickets of the same `place` get each, the first tickets the first ends.

    Tickets for which there is no end get NOBODY.
    """
    places = np.repeat(place, count)
    order = np.argsort(places, kind="stable")
    ends, places = np.repeat(end, count)[order], places[order]
    tickets = np.argsort(ticket, kind="stable")
    sought = ticket[tickets]
    at = np.searchsorted(places, sought) + np.arange(len(sought)) - np.searchsorted(sought, sought)
    found = at < np.searchsorted(places, sought, side="right")
    dealt = np.full(len(ticket), NOBODY, np.int64)
    dealt[tickets[found]] = ends[at[found]]
    return dealt


def keeps_room(desk: Desk, to: Ints) -> bool:
    """Whether nobody who gets a ticket ends up above their capacity."""
    given = np.unique(to[to != NOBODY])
    return bool((loads_after(desk, to)[given] <= desk.capacity[given]).all())


def values_of(market: Market, shape: Shape, units: Units, to: Ints) -> Floats:
    """The columns that stand for a plan which keeps the hard limits."""
    bundles, needs, people = market.bundles, market.needs, len(market.staff.base)
    placeable = bundles.of != NOBODY
    left = np.bincount(bundles.of[placeable & (to == NOBODY)], minlength=shape.bundles)
    given = np.flatnonzero(to != NOBODY)
    choice = _found(shape.choices.bundle * people + shape.choices.person, bundles.of[given] * people + to[given])
    strange = given[choice == NOBODY]
    strangers = np.bincount(bundles.of[strange], minlength=shape.bundles)
    groups = needs.cost.shape[1]
    arc = _found(
        shape.arc_need * groups + shape.arc_group, needs.need[strange] * groups + needs.group[to[strange]]
    )  # fmt: skip
    share = _found(shape.share_pool * people + shape.share_person, shape.arc_pool[arc] * people + to[strange])
    counts = (
        left, strangers, np.bincount(choice[choice != NOBODY], minlength=len(shape.choices.person)),
        np.bincount(arc, minlength=len(shape.arc_need)), np.bincount(share, minlength=len(shape.share_person)),
        np.isin(shape.opened, to), _filled(market, units, to),
    )  # fmt: skip
    return np.concatenate(counts).astype(np.float64)


def _filled(market: Market, units: Units, to: Ints) -> Ints:
    """Fill each person's units with the weight that they hold beyond what they hold in any case."""
    held = loads_after(market.desk, to) - market.staff.base
    count = np.bincount(units.person, minlength=len(held))
    place = np.arange(len(units.person)) - (np.cumsum(count) - count)[units.person]
    filled: Ints = np.clip(held[units.person] - place, 0, units.upper)
    return filled


def _found(places: Ints, wanted: Ints) -> Ints:
    """Where each wanted number stands among `places`, or NOBODY."""
    if not len(places):
        return np.full(len(wanted), NOBODY, np.int64)
    order = np.argsort(places, kind="stable")
    at = order[np.minimum(np.searchsorted(places[order], wanted), len(places) - 1)]
    return np.where(places[at] == wanted, at, NOBODY)
