"""The search for the plan of least cost: relaxed first, then in whole numbers near that, then everywhere it matters."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Final

import numpy as np

from hindesk.calendars.instants import Flags
from hindesk.reassign.costs import cost_of
from hindesk.reassign.desk import NOBODY, Desk, Ints
from hindesk.reassign.optimal_flow import keeps_room, plan_of, values_of
from hindesk.reassign.optimal_model import Floats, Units, model_of, units_of
from hindesk.reassign.optimal_rest import cheapest_served, completed
from hindesk.reassign.optimal_shape import Market, Shape, market_of, nobody_gets_any, shape_of
from hindesk.reassign.optimal_solver import Solved, Solver

_SLACK: Final = 1e-6
"""How far the solver's numbers may be off."""
_LEAST: Final = 0.999
"""Costs are whole points: nothing is cheaper than a plan that costs less than this above a bound."""


@dataclass(frozen=True, slots=True)
class _Step:
    """Where to look in whole numbers.

    Args:
        near: points: only at what is dearer than the relaxed answer by less than this.
        share: for what part of the time that is left.
    """

    near: float
    share: float


_STEPS: Final = (_Step(5.0, share=0.4), _Step(np.inf, share=1.0))
"""A good plan first, then the certainty that none is cheaper."""


@dataclass(frozen=True, slots=True)
class Found:
    """A plan, and what is known of it.

    Args:
        to: of each ticket, the person who gets it, or NOBODY.
        cost: of the plan, in points.
        bound: no plan costs less; minus infinity where that is not known.
    """

    to: Ints
    cost: int
    bound: float = -np.inf

    @property
    def cheapest(self) -> bool:
        """Whether no plan costs less."""
        return self.cost - self.bound < _LEAST

    @property
    def gap(self) -> int | None:
        """How many points a cheaper plan may save at most; None where that is not known."""
        return None if np.isinf(self.bound) else self.cost - ceil(self.bound - 1 + _LEAST)


@dataclass(frozen=True, slots=True)
class _Round:
    """One model of the question: it prices so many units one by one."""

    market: Market
    shape: Shape
    units: Units
    solver: Solver

    def plan(self, values: Floats) -> Found | None:
        """The plan that columns stand for; what is no whole ticket, or too much for somebody, is served apart."""
        if not len(values):
            return None
        counted = values[: self.shape.starts[5]]
        part = plan_of(self.market, self.shape, np.floor(counted + _SLACK).astype(np.int64))
        whole = bool((np.abs(counted - np.rint(counted)) < _SLACK).all())
        desk = self.market.desk
        to = part if whole and keeps_room(desk, part) else completed(desk, part)
        return None if to is None else Found(to, cost_of(desk, to))

    def wider(self, reach: Ints, values: Floats) -> Ints:
        """Twice the reach for everybody whose units beyond it are used."""
        beyond = self.units.tail & (values[self.shape.starts[6] :] > 1 + _SLACK)
        return np.where(np.isin(np.arange(len(reach)), self.units.person[beyond]), reach * 2, reach)


def search(desk: Desk, seconds: float) -> Found:
    """Look for the plan of least cost for so many seconds of the solver's time."""
    nobody = np.full(len(desk.kind), NOBODY, np.int64)
    nothing = Found(nobody, cost_of(desk, nobody), bound=cost_of(desk, nobody))
    if not (desk.kind.size and desk.load.size):
        return nothing
    market = market_of(desk)
    if nobody_gets_any(market):
        return nothing
    shape, reach = shape_of(market), _first_reach(market)
    best, spent = None, 0.0
    while seconds > spent:
        units = units_of(market, reach)
        one = _Round(market, shape, units, Solver(model_of(market, shape, units)))
        best, wider = _searched(one, best, reach, seconds - spent)
        spent += one.solver.spent
        if best.cheapest or not (wider > reach).any():
            break
        reach = wider
    return best or _served(desk)


def _served(desk: Desk) -> Found:
    to = cheapest_served(desk)
    return Found(to, cost_of(desk, to))


def _searched(one: _Round, best: Found | None, reach: Ints, seconds: float) -> tuple[Found, Ints]:
    """Search one model, and tell how far the next one must reach: no farther where this one says all."""
    relaxed = one.solver.relaxed(seconds=seconds)
    best = best or _served(one.market.desk)
    if not relaxed.finished:
        return best, reach
    wider = one.wider(reach, relaxed.values)
    if (wider > reach).any():
        return best, wider
    floor = relaxed.bound + _fixed_cost(one.market)
    best = _better(best, one.plan(relaxed.values), floor)
    for step in _STEPS:
        if best.cheapest or (left := seconds - one.solver.spent) <= 0:
            break
        solved, best = _looked(one, relaxed, best, (step, left))
        wider = one.wider(reach, solved.values) if len(solved.values) else reach
    return best, wider


def _looked(one: _Round, relaxed: Solved, best: Found, limits: tuple[_Step, float]) -> tuple[Solved, Found]:
    """Look in whole numbers where the relaxed answer is dearer by less than the step says, for its share of the time.

    A column that the relaxed answer leaves at its end makes any plan that moves it dearer by its slope or more.
    """
    (step, seconds), fixed = limits, _fixed_cost(one.market)
    floor = relaxed.bound + fixed
    gap = best.cost - floor
    low, high = _ends(one, relaxed, step, gap)
    start = values_of(one.market, one.shape, one.units, best.to)
    solved = one.solver.whole(low, high, start, seconds=seconds * step.share)
    bound = min(solved.bound + fixed, floor + min(step.near, gap))
    return solved, _better(best, one.plan(solved.values), bound)


def _ends(one: _Round, relaxed: Solved, step: _Step, gap: float) -> tuple[Floats, Floats]:
    """Between which values a step looks for each column."""
    column = np.arange(len(relaxed.slope))
    free = relaxed.slope <= min(step.near, gap) + _SLACK
    if step.near < gap:
        free |= _always_free(one.shape, column)
    low = np.where(free, 0.0, np.rint(relaxed.values))
    return low, np.where(free, one.solver.upper, np.rint(relaxed.values))


def _better(best: Found, other: Found | None, bound: float) -> Found:
    cheaper = other if other is not None and other.cost < best.cost else best
    return Found(cheaper.to, cheaper.cost, max(best.bound, bound))


def _always_free(shape: Shape, column: Ints) -> Flags:
    """Tickets may be left, go to strangers, stay or go to who knows them, and people may be closed, in any search."""
    always: Flags = (column < shape.starts[3]) | ((column >= shape.starts[5]) & (column < shape.starts[6]))
    return always


def _fixed_cost(market: Market) -> int:
    """What every plan costs: the tickets that nobody may hold, and what people hold in any case."""
    costs, base = market.desk.costs, market.staff.base
    unplaceable = int((market.bundles.of == NOBODY).sum())
    return costs.unplaced * unplaceable + costs.load * int((base * (base + 1) // 2).sum())


def _first_reach(market: Market) -> Ints:
    """Of each person, the units up to half more than everybody would hold if all held the same."""
    staff = market.staff
    total = int(staff.base.sum()) + int(market.needs.weight[market.bundles.need] @ market.bundles.size)
    level = total // len(staff.base)
    return np.maximum(level * 3 // 2 - staff.base, 0) + 8
