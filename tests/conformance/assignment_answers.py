"""What hindesk's strategies answer to a case, in the terms of what it expects, and the outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from hindesk.policy.routing import StrategyName
from hindesk.reassign.strategies import STRATEGIES
from tests.conformance.assignment_batches import Batch, Desks, desks_of
from tests.conformance.assignment_cases import AssignmentCase
from tests.conformance.ticket_cases import NotExpressible

ASKED: Final[Mapping[str, tuple[StrategyName, ...]]] = {
    "round_robin": ("round_robin",),
    "load_balanced": ("least_loaded",),
    "round_robin+rate_limit": tuple(STRATEGIES),
    "rate_limit": tuple(STRATEGIES),
    "capacity_filter": tuple(STRATEGIES),
    "team": tuple(STRATEGIES),
    "exclusion": tuple(STRATEGIES),
}
"""The strategies that are asked, by the case's own; what keeps a person from a ticket does so in all of them."""

CHOICE: Final = "_any_of"
"""The end of a key that lists several answers, each of which is right."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A case that is asked of one strategy."""

    desks: Desks
    strategy: StrategyName

    def batch(self) -> Batch:
        """What becomes of all tickets of the case."""
        return self.desks.whole(self.strategy)

    def picks(self) -> list[str | None]:
        """Who gets each ticket: request by request where the case has requests."""
        if "requests" in self.desks.case.given:
            return list(self.desks.requests(self.strategy))
        return list(self.assigned().values())

    def assigned(self) -> dict[str, str | None]:
        """Who holds each ticket of the case afterwards."""
        given = self.batch().holders
        return {one["id"]: one.get("assignee") or given.get(one["id"]) for one in self.desks.told.tickets}

    def eligible(self) -> object:
        """Who may get the ticket; of a case that names nobody, whether its one person may."""
        names = [one["id"] for one in self.desks.told.agents]
        may = [name for name in names if name in self.desks.whole(self.strategy, only=(name,)).holders.values()]
        return may if "agents" in self.desks.case.given else bool(may)

    def queue(self) -> list[str]:
        """The people after the requests, who got a ticket last first."""
        self.picks()
        return self.desks.queue()


@cache
def answers(case: AssignmentCase) -> list[dict[str, Any]]:
    """What each strategy that is asked answers, for every key that the case expects.

    Raises:
        NotExpressible: hindesk has no word for something that the case says or asserts.
    """
    if strange := set(case.expected) - set(_ANSWERS):
        raise NotExpressible(f"an expected {', '.join(sorted(strange))}")
    if case.strategy not in ASKED:
        raise NotExpressible(f"the strategy {case.strategy}")
    with desks_of(case) as desks:
        asked = [Asked(desks, strategy) for strategy in ASKED[case.strategy]]
        return [{key: _ANSWERS[key](one) for key in case.expected} for one in asked]


def outcome(case: AssignmentCase) -> str:
    """`passed` where every strategy that is asked answers as expected, else `failed` or `not expressible`."""
    try:
        found = answers(case)
    except NotExpressible:
        return "not expressible"
    right = all(_agrees(key, value, one[key]) for one in found for key, value in case.expected.items())
    return "passed" if right else "failed"


def _agrees(key: str, expected: Any, found: object) -> bool:  # noqa: ANN401 - as the case has it
    return found in expected if key.endswith(CHOICE) else bool(expected == found)


_ANSWERS: Final[Mapping[str, Callable[[Asked], object]]] = {
    "picks": Asked.picks,
    "sequence": Asked.picks,
    "pick": lambda asked: asked.picks()[0],
    "pick_any_of": lambda asked: asked.picks()[0],
    "queue_after": Asked.queue,
    "queue_after_set": lambda asked: sorted(asked.queue()),
    "eligible": Asked.eligible,
    "assigned": Asked.assigned,
    "assigned_count": lambda asked: sum(holder is not None for holder in asked.batch().holders.values()),
    "unassigned": lambda asked: [ticket for ticket, holder in asked.assigned().items() if holder is None],
    "counts": lambda asked: list(asked.batch().held.values()),
    "counts_any_of": lambda asked: sorted(asked.batch().held.values()),
}
"""What a case may expect, and how hindesk is asked for it."""
