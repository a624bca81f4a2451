"""The columns of the flow in which a plan is found: bundles, through needs and groups, to people and what they hold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hindesk.reassign.desk import NOBODY, Desk, Ints
from hindesk.reassign.optimal_bundles import Bundles, Choices, bundles_of
from hindesk.reassign.optimal_groups import NEVER, Needs, needs_of
from hindesk.reassign.optimal_staff import Staff, staff_of


@dataclass(frozen=True, slots=True)
class Market:
    """A desk with what is alike put together.

    Args:
        desk: the question.
        needs: what tickets need, and the groups of people.
        bundles: tickets that are alike in everything.
        staff: what each person may end up holding.
    """

    desk: Desk
    needs: Needs
    bundles: Bundles
    staff: Staff


@dataclass(frozen=True, slots=True)
class Shape:
    """What the columns stand for, block by block; each counts tickets unless said otherwise.

    Args:
        bundles: how many: the first block has each bundle's tickets that are left, the second those for strangers.
        choices: the third block has those that go to somebody who is no stranger, or stay by choice.
        arc_need: the fourth block has those of this need …
        arc_group: … that go to strangers of this group.
        arc_pool: tickets of one weight that go to one group are a pool: the one that these fall into.
        pool_weight: of each pool.
        share_pool: the fifth block has those of this pool …
        share_person: … that go to this person.
        opened: the sixth block says whether this overloaded person gets anything.
    """

    bundles: int
    choices: Choices
    arc_need: Ints
    arc_group: Ints
    arc_pool: Ints
    pool_weight: Ints
    share_pool: Ints
    share_person: Ints
    opened: Ints

    @property
    def starts(self) -> Ints:
        """Where each of the six blocks starts, and where the units of weight do, which come after them."""
        blocks = (self.choices.person, self.arc_need, self.share_pool, self.opened)
        return np.cumsum([0, self.bundles, self.bundles, *(len(block) for block in blocks)])


def market_of(desk: Desk) -> Market:
    """Put together what is alike on a desk."""
    needs = needs_of(desk)
    bundles = bundles_of(desk, needs)
    return Market(desk, needs, bundles, staff_of(desk, needs, bundles))


def shape_of(market: Market) -> Shape:
    """Lay out the columns, without those that can only be 0."""
    needs, bundles = market.needs, market.bundles
    used = np.zeros(len(needs.weight), np.bool_)
    used[bundles.need] = True
    arc_need, arc_group = np.nonzero((needs.cost != NEVER) & used[:, None])
    facts = np.column_stack([arc_group, needs.weight[arc_need]])
    pools, arc_pool = np.unique(facts, axis=0, return_inverse=True)
    share_pool, share_person = _shares(market, pools)
    choices = _open_choices(market)
    opened = market.staff.overloaded
    return Shape(
        len(bundles.size), choices, arc_need, arc_group, arc_pool.reshape(-1), pools[:, 1].copy(),
        share_pool, share_person, opened,
    )  # fmt: skip


def _shares(market: Market, pools: Ints) -> tuple[Ints, Ints]:
    """Pairs of a pool and a person of its group who has room for one of its tickets, and may get one."""
    group, staff = market.needs.group, market.staff
    people = np.argsort(group, kind="stable")
    counts = np.bincount(group, minlength=market.needs.cost.shape[1])
    pool = np.repeat(np.arange(len(pools)), counts[pools[:, 0]])
    first = (np.cumsum(counts) - counts)[pools[:, 0]]
    size = counts[pools[:, 0]]
    person = people[first[pool] + np.arange(len(pool)) - (np.cumsum(size) - size)[pool]]
    fits = (staff.room[person] >= pools[pool, 1]) & (staff.allowance[person] > 0)
    return pool[fits], person[fits]


def _open_choices(market: Market) -> Choices:
    """The choices of people who have room for one of the tickets and, where it is new to them, may get one."""
    choices, staff = market.bundles.choices, market.staff
    weight = market.needs.weight[market.bundles.need[choices.bundle]]
    fits = (staff.room[choices.person] >= weight) & (~choices.new | (staff.allowance[choices.person] > 0))
    return Choices(choices.bundle[fits], choices.person[fits], choices.cost[fits], choices.new[fits])


def weights_of(market: Market) -> Ints:
    """Of each bundle, the weight of one of its tickets."""
    return market.needs.weight[market.bundles.need]


def nobody_gets_any(market: Market) -> bool:
    """Whether no ticket may be placed, whatever is decided."""
    return not (market.bundles.of != NOBODY).any()
