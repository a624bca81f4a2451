"""The strategies by name: each a pure function from a desk to a placement, with its rule in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import Final

import numpy as np

from hindesk.policy.routing import StrategyName
from hindesk.reassign.desk import NOBODY, Desk, Placement, Why
from hindesk.reassign.serve import serve
from hindesk.reassign.walk import Part


@dataclass(frozen=True, slots=True)
class Strategy:
    """One way to choose among the people who may get a ticket.

    Args:
        name: as a policy and the command line write it.
        title: as reports call it.
        rule: what it does, in one sentence.
        place: decides on a desk; the same desk gives the same answer.
    """

    name: StrategyName
    title: str
    rule: str
    place: Callable[[Desk], Placement]


def _place_optimal(desk: Desk) -> Placement:
    from hindesk.reassign.optimal import place_optimal

    return place_optimal(desk)


KEYS: Final[Mapping[StrategyName, tuple[Part, ...]]] = MappingProxyType(
    {
        "round_robin": (Part.TURN,),
        "least_loaded": (Part.LOAD, Part.HOLDER, Part.TURN),
        "skills": (Part.STEP, Part.FOREIGN, Part.LOAD, Part.HOLDER, Part.TURN),
        "sticky": (Part.CLOSENESS, Part.LOAD, Part.HOLDER, Part.TURN),
        "on_call": (Part.LOAD, Part.HOLDER, Part.TURN),
    }
)
"""What the strategies that serve one ticket after the other compare people by, the first part first."""


def _place_on_call(desk: Desk) -> Placement:
    """Serve a desk on which everybody who is not on call is hindered."""
    placed = serve(desk, key=KEYS["on_call"])
    return replace(placed, why=np.where(placed.to == NOBODY, 0, Why.ON_CALL))


_ALL: Final = (
    Strategy(
        "round_robin",
        "Round robin",
        "Each ticket in turn goes to whoever of those who may get it has gone longest without one.",
        partial(serve, key=KEYS["round_robin"]),
    ),
    Strategy(
        "least_loaded",
        "Least loaded",
        "Each ticket in turn goes to whoever of those who may get it holds the least; "
        "among equals, it stays, or goes to the one who has gone longest without one.",
        partial(serve, key=KEYS["least_loaded"]),
    ),
    Strategy(
        "skills",
        "Skills",
        "Each ticket in turn goes to whoever of those who may get it meets the earliest step of its skill rule; "
        "among equals, to one who speaks its language, then to the one who holds the least, then it stays.",
        partial(serve, key=KEYS["skills"]),
    ),
    Strategy(
        "sticky",
        "Sticky",
        "Each ticket in turn goes to someone who has held it before, else to someone who has held another ticket of "
        "its customer, else to anyone who may get it; among equals, to the one who holds the least, then it stays.",
        partial(serve, key=KEYS["sticky"]),
    ),
    Strategy(
        "on_call",
        "On call",
        "Each ticket goes to whoever is on call in its schedule and may get it; of several, to the one who holds the "
        "least.",
        _place_on_call,
    ),
    Strategy(
        "optimal",
        "Optimal",
        "All tickets are given out together, so that late, unskilled, unfamiliar and uneven work and moves "
        "cost the fewest points in all.",
        _place_optimal,
    ),
)

STRATEGIES: Final[Mapping[StrategyName, Strategy]] = MappingProxyType({one.name: one for one in _ALL})
"""Every strategy, in the order in which help lists them."""
