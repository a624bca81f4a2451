"""What a report on a routing says beside its figures: what is open, what could not be compared, who gets nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from hindesk.events import Fidelity
from hindesk.reassign.arrivals_ends import Out
from hindesk.reassign.arrivals_history import NEVER, STRANGER
from hindesk.reassign.arrivals_outcome import given_to
from hindesk.reassign.arrivals_simulation import RoutingSimulation
from hindesk.reassign.desk import NOBODY, Left
from hindesk.reassign.duty import OUTSIDER
from hindesk.reassign.facts import NO_TIER
from hindesk.reassign.reasons import LEFT_WORDS
from hindesk.reports.counted import counted

OPEN_LOOP: Final = (
    "Open loop: people did what they did and a ticket takes as long as it took; only who gets it first changes. "
    "Whether anybody else would have been quicker, history can't tell"
)
"""What every report on a routing says."""

NAMED: Final = 5
"""Names that a note gives before it says how many more there are."""

_LEFT_OUT: Final = {
    Out.EXCLUDED: "the routing excludes them",
    Out.UNDATED: "they are solved, and the history does not tell when",
    Out.INSTANT: "they ended when they were created",
}


def routing_notes(found: RoutingSimulation) -> tuple[str, ...]:
    """The notes of every report on a simulation of the routing."""
    return (
        *_left_out(found),
        *_hindered(found),
        *_uncovered(found),
        *_compared(found),
        *_unused(found),
        *_latest(found),
        *_rules(found),
        OPEN_LOOP,
    )


def _left_out(found: RoutingSimulation) -> Iterator[str]:
    for reason, count in found.arrivals.left_out.items():
        if count:
            yield f"{counted(count, 'ticket')} left out: {_LEFT_OUT[reason]}"


def _hindered(found: RoutingSimulation) -> Iterator[str]:
    """Which tickets nobody of the roster may ever get, by the last obstacle."""
    hurdle, of = found.arrivals.fit.hurdle, found.arrivals.kinds.of
    last = np.where((hurdle == Left.NOT).any(axis=1), Left.NOT, hurdle.max(axis=1, initial=Left.NOT))
    counts = np.bincount(last[of], minlength=len(Left))
    for left in Left:
        if left and counts[left]:
            yield f"{counted(int(counts[left]), 'ticket')} for nobody of the roster: {LEFT_WORDS[left]}"


def _uncovered(found: RoutingSimulation) -> Iterator[str]:
    """How many tickets came when nobody of the roster was on call."""
    arrivals, stints = found.arrivals, found.stints
    if stints is None:
        return
    person = stints.on_call_at(arrivals.kinds.schedule[arrivals.kinds.of], arrivals.opened_at)
    for number, because in ((NOBODY, "nobody was on call"), (OUTSIDER, "somebody outside the roster was on call")):
        if count := int((person == number).sum()):
            yield f"on call: {counted(count, 'ticket')} came when {because} in their schedule"


def _compared(found: RoutingSimulation) -> Iterator[str]:
    """What of history is known, and what is not."""
    history = found.history
    known = history.right != NOBODY
    unknown = [f"{count:,} {reason}" for reason, count in history.unknown.items() if count]
    because = f"; of the others it is not known: {', '.join(unknown)}" if unknown else ""
    hops = counted(int(history.hops[known].sum()), "hop")
    reached = f", whom history reached after {hops}" if known.any() else ""
    yield f"The right holder of {counted(int(known.sum()), 'ticket')} is known{reached}{because}"
    untold = int((~history.knows_first).sum())
    if untold:
        yield f"Who got {counted(untold, 'ticket')} first in history is not known: no first assignment"
    strangers = int((history.knows_first & (history.first == STRANGER)).sum())
    if strangers:
        yield f"{counted(strangers, 'ticket')} went in history to people first who are not in the roster"
    elsewhere = {
        outcome.name: int((known & (outcome.to != NOBODY) & (outcome.to_right == NEVER)).sum())
        for outcome in found.outcomes[1:]
    }
    if any(elsewhere.values()):
        listed = ", ".join(f"{name} {count:,}" for name, count in elsewhere.items())
        yield f"When the right holder would have got what goes elsewhere is not known, tickets: {listed}"


def _unused(found: RoutingSimulation) -> Iterator[str]:
    """Who of the roster gets nothing, and who never may."""
    arrivals = found.arrivals
    people = [person.name for person in arrivals.staff.people]
    yield from _named("May get none of these tickets", [people[one] for one in np.flatnonzero(~arrivals.may_get)])
    for outcome in found.outcomes[1:]:
        idle = (given_to(outcome, people=len(people)) == 0) & arrivals.may_get
        yield from _named(f"{outcome.name} gives nothing to", [people[one] for one in np.flatnonzero(idle)])


def _named(said: str, names: list[str]) -> Iterator[str]:
    more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    if names:
        yield f"{said}: {', '.join(names[:NAMED])}{more}"


def _latest(found: RoutingSimulation) -> Iterator[str]:
    count = int((found.arrivals.fidelity < Fidelity.EVENTS).sum())
    if count:
        yield f"Without a history of changes, fields count as they are at the end: {counted(count, 'ticket')}"


def _rules(found: RoutingSimulation) -> Iterator[str]:
    """What the rules leave open, or what of them is not looked at."""
    question = found.arrivals.question
    if question.routing.before_due:
        yield "`before_due` is not looked at: nothing is due yet when a ticket is created"
    if question.routing.counts is not None:
        yield "`counts` is not looked at: every ticket that a person holds weighs until it ends"
    if any(person.tier is not None for person in question.roster.people):
        tiers = int((found.arrivals.facts.tier[found.arrivals.row] != NO_TIER).sum())
        yield f"Tiers are those of the export when tickets were created: {counted(tiers, 'ticket')} had one"
    if not question.at_work:
        yield "Hours do not count, only absences; `--at-work` gives tickets only to people whose calendar is open"
