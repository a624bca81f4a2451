"""The search for the plan of least cost: relaxed first, then in whole numbers near that, then everywhere it matters."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Final

import numpy as np

from hindesk.reassign.costs import cost_of
from hindesk.reassign.desk import NOBODY, Desk, Ints
from hindesk.reassign.optimal_flow import keeps_room, plan_of, values_of
from hindesk.reassign.optimal_model import Flags, Floats, Units, model_of, units_of
from hindesk.reassign.optimal_shape import Market, Shape, market_of, nobody_gets_any, shape_of
from hindesk.reassign.optimal_solver import Solved, Solver
from hindesk.reassign.strategies import STRATEGIES

_NEAR: Final = 5.0
"""Points: what is dearer than the relaxed answer by less than this is looked at first, for a third of the time."""
_LEAST: Final = 0.999
"""Costs are whole points: nothing is cheaper than a plan that costs less than this above a bound."""


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
        """The plan that columns stand for; None where they are no whole numbers or give somebody too much."""
        counted = values[: self.shape.starts[5]]
        if not len(values) or (np.abs(counted - np.rint(counted)) > 1e-6).any():
            return None
        to = plan_of(self.market, self.shape, values)
        return Found(to, cost_of(self.market.desk, to)) if keeps_room(self.market.desk, to) else None

    def wider(self, reach: Ints, values: Floats) -> Ints:
        """Twice the reach for everybody whose units beyond it are used."""
        beyond = self.units.tail & (values[self.shape.starts[6] :] > 1 + 1e-6)
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
    return best or cheapest_served(desk)


def cheapest_served(desk: Desk) -> Found:
    """The cheapest of what the strategies give that serve one ticket after the other; of equals the first."""
    plans = [strategy.place(desk).to for name, strategy in STRATEGIES.items() if name != "optimal"]
    return min((Found(to, cost_of(desk, to)) for to in plans), key=lambda found: found.cost)


def _searched(one: _Round, best: Found | None, reach: Ints, seconds: float) -> tuple[Found, Ints]:
    """Search one model, and tell how far the next one must reach: no farther where this one says all."""
    relaxed = one.solver.relaxed(seconds=seconds)
    best = best or cheapest_served(one.market.desk)
    if not relaxed.finished:
        return best, reach
    wider = one.wider(reach, relaxed.values)
    if (wider > reach).any():
        return best, wider
    floor = relaxed.bound + _fixed_cost(one.market)
    best = _better(best, one.plan(relaxed.values), floor)
    for near, share in ((_NEAR, 3.0), (np.inf, 1.0)):
        if best.cheapest or (left := seconds - one.solver.spent) <= 0:
            break
        solved, best = _looked(one, relaxed, best, (near, left / share))
        wider = one.wider(reach, solved.values) if len(solved.values) else reach
    return best, wider


def _looked(one: _Round, relaxed: Solved, best: Found, limits: tuple[float, float]) -> tuple[Solved, Found]:
    """Look in whole numbers where the relaxed answer is dearer by less than `limits`, at least where it matters.

    A column that the relaxed answer leaves at its end makes any plan that moves it dearer by its slope or more.
    """
    (near, seconds), fixed = limits, _fixed_cost(one.market)
    floor = relaxed.bound + fixed
    near = min(near, best.cost - floor)
    free = relaxed.slope <= near
    if near == _NEAR:
        free |= _always_free(one.shape, len(free))
    start = values_of(one.market, one.shape, one.units, best.to)
    solved = one.solver.whole(free, relaxed.values, start, seconds=seconds)
    bound = max(best.bound, min(solved.bound + fixed, floor + near))
    return solved, _better(best, one.plan(solved.values), bound)


def _better(best: Found, other: Found | None, bound: float) -> Found:
    cheaper = other if other is not None and other.cost < best.cost else best
    return Found(cheaper.to, cheaper.cost, bound)


def _always_free(shape: Shape, columns: int) -> Flags:
    """Tickets may be left, go to strangers, stay or go to who knows them, and people may be closed, in any search."""
    column = np.arange(columns)
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
