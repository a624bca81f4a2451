"""Which tickets are meant: criteria that must all hold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hindesk.calendars.instants import Flags
from hindesk.errors import InputError
from hindesk.policy.values import Condition
from hindesk.reassign.conditions import matching
from hindesk.reassign.desk import BOUNDLESS, NOBODY, Ints
from hindesk.reassign.facts import Facts
from hindesk.reassign.named import from_sources, held_by, in_teams, with_keys
from hindesk.reassign.values import Values


@dataclass(frozen=True, slots=True)
class Selection:
    """Criteria of tickets; one that is None, empty or False asks for nothing.

    Args:
        where: a condition over the latest values.
        holders: words of the store's assignees, or names of the roster: any of them holds the ticket.
        teams: words of the store's teams: the ticket is in any of them.
        tiers: the ticket's tier is any of them.
        older_than: microseconds; the ticket was created longer ago.
        younger_than: microseconds; the ticket was created less long ago.
        due_within: microseconds; one of its open clocks is due by then, or is overdue.
        breached: one of its clocks is breached.
        orphaned: somebody holds it who is not in the roster or has left.
        unassigned: nobody holds it.
        away: its holder is away.
        overloaded: its holder holds more than their capacity.
        sources: names of the store's sources: the ticket comes from any of them.
        keys: ids of tickets in their help desk; an id that several sources have means all of those tickets.
        closed_too: solved and closed tickets as well. A ticket that was merged or deleted is never meant.
    """

    where: Condition | None = None
    holders: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    tiers: tuple[int, ...] = ()
    older_than: int | None = None
    younger_than: int | None = None
    due_within: int | None = None
    breached: bool = False
    orphaned: bool = False
    unassigned: bool = False
    away: bool = False
    overloaded: bool = False
    sources: tuple[str, ...] = ()
    keys: tuple[str, ...] | None = None
    closed_too: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Staffed:
    """What a roster says of each ticket's holder.

    Args:
        person: the holder's number in the roster; `NOBODY` where nobody holds it, or somebody who is not in the roster.
        left: 1 where the holder has left for good.
        away: 1 where the holder is away.
        over: 1 where the holder holds more than their capacity.
        names: the names of the roster's people, by number; a selection may call holders by them.
    """

    person: Ints
    left: Ints
    away: Ints
    over: Ints
    names: tuple[str, ...] = ()


def select(facts: Facts, values: Values, selection: Selection, *, as_of: int, staffed: Staffed) -> Flags:
    """Tell which tickets a selection means.

    Args:
        facts: of every ticket.
        values: of the same tickets.
        selection: the criteria.
        as_of: the instant that ages and due instants are measured from, UTC microseconds.
        staffed: what the roster says of the holders of the same tickets.

    Returns:
        One place a ticket, in the order of the facts.

    Raises:
        InputError: the store has no such holder, team, source or ticket; or a criterion needs a run and the facts have
            none.
    """
    parts = [
        _standing(facts, selection),
        *_named(facts, values, selection, staffed=staffed),
        *_timed(facts, selection, as_of=as_of),
        *_held(facts, selection, staffed=staffed),
    ]
    if selection.where is not None:
        parts.append(matching(selection.where, values))
    meant: Flags = np.logical_and.reduce(parts)
    return meant


def _standing(facts: Facts, selection: Selection) -> Flags:
    """Open tickets, or all that still exist."""
    return facts.gone == 0 if selection.closed_too else facts.is_open


def _named(facts: Facts, values: Values, selection: Selection, *, staffed: Staffed) -> list[Flags]:
    """The criteria that words or numbers name."""
    parts: list[Flags] = []
    if selection.holders:
        parts.append(held_by(facts, values, selection.holders, person=staffed.person, names=staffed.names))
    if selection.teams:
        parts.append(in_teams(facts, values, selection.teams))
    if selection.tiers:
        parts.append(np.isin(facts.tier, selection.tiers))
    if selection.sources:
        parts.append(from_sources(facts, selection.sources))
    if selection.keys is not None:
        parts.append(with_keys(facts, selection.keys))
    return parts


def _timed(facts: Facts, selection: Selection, *, as_of: int) -> list[Flags]:
    """The criteria that instants decide."""
    parts: list[Flags] = []
    if selection.older_than is not None:
        parts.append(as_of - facts.opened_at > selection.older_than)
    if selection.younger_than is not None:
        parts.append(as_of - facts.opened_at < selection.younger_than)
    if selection.due_within is not None:
        _need_run(facts, "--due-within")
        parts.append((facts.due != BOUNDLESS) & (facts.due - as_of <= selection.due_within))
    if selection.breached:
        _need_run(facts, "--breached")
        parts.append(facts.breached == 1)
    return parts


def _need_run(facts: Facts, flag: str) -> None:
    if not facts.has_run:
        raise InputError(f"{flag} needs a replay: without one no ticket is due", "`hindesk replay POLICY` makes one")


def _held(facts: Facts, selection: Selection, *, staffed: Staffed) -> list[Flags]:
    """The criteria that the holder decides."""
    held = facts.assignee != 0
    asked = (
        (selection.orphaned, held & ((staffed.person == NOBODY) | (staffed.left == 1))),
        (selection.unassigned, ~held),
        (selection.away, staffed.away == 1),
        (selection.overloaded, staffed.over == 1),
    )
    return [found for wanted, found in asked if wanted]
