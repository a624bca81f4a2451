"""What became of arrivals, in history or by a strategy, in figures that can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from hindesk.calendars.instants import Flags
from hindesk.reassign.arrivals import Arrivals, meets_first_step
from hindesk.reassign.arrivals_history import NEVER, History, Holdings
from hindesk.reassign.arrivals_serve import Served
from hindesk.reassign.desk import NOBODY, Ints

AS_IT_HAPPENED: Final = "as it happened"
"""The name of what history did."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """Of each of n arrivals, who got it first and what followed from that.

    Args:
        name: `AS_IT_HAPPENED`, or that of a strategy in words.
        told: whether anything is known of who got it first.
        to: the person, `STRANGER`, or NOBODY.
        at: when, UTC microseconds, or NEVER.
        right_person: whether that is the right holder, of those whose right holder is known.
        right_team: whether that works in the right team, of those whose right team is known.
        first_step: whether that meets the first step of its skill rule, of those that have one.
        to_right: microseconds from the creation to the right holder; NEVER where that is not known.
        holdings: who of the roster held any of them when.
    """

    name: str
    told: Flags
    to: Ints
    at: Ints
    right_person: Flags
    right_team: Flags
    first_step: Flags
    to_right: Ints
    holdings: Holdings

    @property
    def is_history(self) -> bool:
        """Whether this is what happened."""
        return self.name == AS_IT_HAPPENED


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """Some arrivals in figures; durations are microseconds. None: there is nothing to count.

    Args:
        tickets: how many they are.
        given_at_once: those that somebody got when they were created.
        waited: those that somebody got later.
        never: those that nobody got.
        median_wait: of those that waited.
        skill_match: share of those with a skill rule, given to the roster, whose person meets its first step.
        right_person: share of those whose right holder is known that went there first.
        right_team: share of those whose right team is known that somebody who works in it got first.
        hops_avoided: hops of those that went to the right person or team at first; None of history.
        to_right_then: the median of the time to the right holder in history, of the same tickets; None of history.
        to_right: the median of the time to the right holder.
    """

    tickets: int
    given_at_once: int
    waited: int
    never: int
    median_wait: int | None
    skill_match: float | None
    right_person: float | None
    right_team: float | None
    hops_avoided: int | None
    to_right_then: int | None
    to_right: int | None


def happened(arrivals: Arrivals, history: History) -> Outcome:
    """What history did with arrivals."""
    to = np.where(history.knows_first, history.first, NOBODY)
    at = np.where(history.knows_first, history.first_at, NEVER)
    person, team = _right(arrivals, history, to)
    known = history.right != NOBODY
    return Outcome(
        name=AS_IT_HAPPENED,
        told=history.knows_first,
        to=to,
        at=at,
        right_person=person,
        right_team=team,
        first_step=_first_step(arrivals, to),
        to_right=np.where(known, history.right_at - arrivals.opened_at, NEVER),
        holdings=history.holdings,
    )


def simulated(name: str, arrivals: Arrivals, history: History, served: Served) -> Outcome:
    """What a strategy does with arrivals."""
    person, team = _right(arrivals, history, served.to)
    given = served.to != NOBODY
    return Outcome(
        name=name,
        told=np.ones(len(served.to), np.bool_),
        to=served.to,
        at=served.at,
        right_person=person,
        right_team=team,
        first_step=_first_step(arrivals, served.to),
        to_right=np.where(person | team, served.at - arrivals.opened_at, NEVER),
        holdings=Holdings(served.to[given], served.at[given], arrivals.ends[given]),
    )


def figures(outcome: Outcome, arrivals: Arrivals, history: History, meant: Flags) -> Figures:
    """Count some arrivals.

    Args:
        outcome: what became of all of them.
        arrivals: all of them.
        history: what happened to all of them.
        meant: which are counted.
    """
    wait = (outcome.at - arrivals.opened_at)[meant & (outcome.at != NEVER)]
    reached = meant & (outcome.to_right != NEVER)
    ruled = meant & (arrivals.kinds.rule[arrivals.kinds.of] >= 0) & (outcome.to >= 0)
    own = outcome.is_history
    hops, then = history.hops[reached], (history.right_at - arrivals.opened_at)[reached]
    return Figures(
        tickets=int(meant.sum()),
        given_at_once=int((wait == 0).sum()),
        waited=int((wait > 0).sum()),
        never=int((meant & outcome.told & (outcome.at == NEVER)).sum()),
        median_wait=_median(wait[wait > 0]),
        skill_match=_share(outcome.first_step[ruled]),
        right_person=_share(outcome.right_person[meant & (history.right != NOBODY)]),
        right_team=_share(outcome.right_team[meant & (history.right_team != NOBODY)]),
        hops_avoided=None if own else int(hops.sum()),
        to_right_then=None if own else _median(then),
        to_right=_median(outcome.to_right[reached]),
    )


def given_to(outcome: Outcome, *, people: int) -> Ints:
    """How many arrivals each of so many people got first."""
    return np.bincount(outcome.to[outcome.to >= 0], minlength=people).astype(np.int64)


def evenness(given: Ints) -> float:
    """Jain's index, (Σ x)² / (n Σ x²): 1 where all were given the same, 1/n where one was given everything."""
    amounts = given.astype(np.float64)
    return float(amounts.sum() ** 2 / (len(amounts) * (amounts**2).sum())) if amounts.any() else 1.0


def _right(arrivals: Arrivals, history: History, to: Ints) -> tuple[Flags, Flags]:
    """Whether those who got arrivals first are the right holders, and whether they work in the right teams."""
    person = (to >= 0) & (to == history.right)
    known = (to >= 0) & (history.right_team >= 0)
    team = np.zeros(len(to), np.bool_)
    team[known] = arrivals.staff.works_in[to[known], history.right_team[known]]
    return person, team


def _first_step(arrivals: Arrivals, to: Ints) -> Flags:
    meets = meets_first_step(arrivals)
    found = np.zeros(len(to), np.bool_)
    found[to >= 0] = meets[arrivals.kinds.of[to >= 0], to[to >= 0]]
    return found


def _share(holds: Flags) -> float | None:
    return float(holds.mean()) if len(holds) else None


def _median(amounts: Ints) -> int | None:
    return int(np.median(amounts)) if len(amounts) else None
