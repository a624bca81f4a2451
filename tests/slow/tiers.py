"""The way of a ticket through the tiers."""

from __future__ import annotations

from hindesk.policy.values import Policy
from tests.slow.history import TierVisit
from tests.slow.life import Moment, is_solved, tier_of


def is_over(moment: Moment) -> bool:
    """Whether nobody works on the ticket after a moment."""
    return is_solved(moment.after) or moment.is_end()


def visits_of(moments: list[Moment], policy: Policy) -> tuple[TierVisit, ...]:
    """The visits, in order; what is solved, and what no tier has, leaves a gap."""
    visits = []
    entered: tuple[int | None, int] | None = None
    for moment in moments:
        tier = tier_of(moment.after, policy)
        if entered and (is_over(moment) or tier != entered[0]):
            visits.append((*entered, moment.at))
            entered = None
        if not entered and not is_over(moment):
            entered = (tier, moment.at)
    ends = [*visits, (*entered, None)] if entered else visits
    return tuple(TierVisit(tier, since, until) for tier, since, until in ends if tier is not None)


def resolving_tier(moments: list[Moment], policy: Policy) -> int | None:
    """The tier that had the ticket when it was last solved, if it still is solved."""
    if not moments or not is_solved(moments[-1].after):
        return None
    solving = [moment for moment in moments if is_solved(moment.after) and not is_solved(moment.before)][-1]
    return tier_of(solving.before if solving.index else solving.after, policy)
