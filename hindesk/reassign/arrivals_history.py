"""What happened to arrivals in history: who held them first, who held them at last, and the hands between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from hindesk.calendars.instants import Flags
from hindesk.events import Knows
from hindesk.people.identity import folded
from hindesk.reassign.arrivals import Arrivals
from hindesk.reassign.arrivals_ends import Fate
from hindesk.reassign.desk import NOBODY, Ints
from hindesk.reassign.sql import sql
from hindesk.store.store import Store

STRANGER: Final = -2
"""In place of a person's number: somebody who is not in the roster."""

NEVER: Final = -1
"""In place of an instant: it did not happen."""

_FIRST: Final = Knows.FIRST_ASSIGNEE | Knows.ASSIGNEES


@dataclass(frozen=True, slots=True, eq=False)
class Holdings:
    """Stretches in which people of the roster held tickets.

    Args:
        person: who.
        start: from when on, UTC microseconds.
        end: up to when; after the start.
    """

    person: Ints
    start: Ints
    end: Ints


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """Of each of n arrivals, what happened; instants are UTC microseconds.

    Args:
        knows_first: whether its history tells the first assignment.
        first: the person who was assigned first, STRANGER, or NOBODY.
        first_at: when, or NEVER.
        right: the person who held it when it was solved for good; NOBODY where that is not known.
        right_at: when that person first held it, or NEVER.
        hops: how many times it went from one person to another until then.
        right_team: the number of the team that it was in then, else of the right person's main team; NOBODY where that
            is not known.
        unknown: of arrivals whose right holder is not known, why, by sentence and count.
        holdings: who of the roster held any of them when.
    """

    knows_first: Flags
    first: Ints
    first_at: Ints
    right: Ints
    right_at: Ints
    hops: Ints
    right_team: Ints
    unknown: dict[str, int]
    holdings: Holdings


@dataclass(frozen=True, slots=True, eq=False)
class _Steps:
    """Every time that an arrival was assigned or lost its holder, in the order of arrivals and of their histories.

    Args:
        place: the arrival.
        at: when.
        who: a person, another number below NOBODY for everybody else, or NOBODY: it lost its holder.
        hop: 1 where it went from one person to another, whether or not it had no holder in between.
        hops: how many hops of the arrival there were up to this one.
    """

    place: Ints
    at: Ints
    who: Ints
    hop: Ints
    hops: Ints


def history_of(store: Store, arrivals: Arrivals) -> History:
    """Read what happened to arrivals."""
    steps = _steps(store, arrivals)
    n = len(arrivals.row)
    given = steps.who != NOBODY
    first, first_at = _earliest(steps, given, n)
    right, unknown = _right(arrivals)
    reached = given & (steps.who == right[steps.place])
    _, right_at = _earliest(steps, reached, n)
    hops = np.zeros(n, np.int64)
    places, at = np.unique(steps.place[reached], return_index=True)
    hops[places] = steps.hops[reached][at]
    return History(
        knows_first=(arrivals.knows & _FIRST) != 0,
        first=np.where(first < NOBODY, STRANGER, first),
        first_at=first_at,
        right=right,
        right_at=right_at,
        hops=hops,
        right_team=np.where(right == NOBODY, NOBODY, _right_team(arrivals, right)),
        unknown=unknown,
        holdings=_holdings(arrivals, steps),
    )


def _steps(store: Store, arrivals: Arrivals) -> _Steps:
    places = np.arange(len(arrivals.row))
    columns = {"place": places, "ticket": arrivals.facts.ticket[arrivals.row], "end_at": arrivals.ends}
    cursor = store.cursor()
    cursor.register("arrivals", pa.table(columns))
    cursor.register("meaning", arrivals.staff.assignees)
    parameters = {"assignee": store.fields().get("assignee", 0)}
    rows: pa.Table = cursor.sql(sql("arrivals_held"), params=parameters).to_arrow_table()
    place, at, code, person = (rows[name].to_numpy() for name in ("place", "at", "code", "person"))
    who = np.where(code == 0, NOBODY, np.where(person == NOBODY, STRANGER - code, person))
    hop = _hops(place, who)
    total = np.cumsum(hop)
    start = np.searchsorted(place, place)
    return _Steps(place, at, who, hop, total - total[start] + hop[start])


def _hops(place: Ints, who: Ints) -> Ints:
    """1 where somebody is assigned and somebody else was before, in the same arrival."""
    held = np.flatnonzero(who != NOBODY)
    other = (place[held][1:] == place[held][:-1]) & (who[held][1:] != who[held][:-1])
    hop = np.zeros(len(who), np.int64)
    hop[held[1:][other]] = 1
    return hop


def _earliest(steps: _Steps, meant: Flags, n: int) -> tuple[Ints, Ints]:
    """Of each of n arrivals, who was assigned in the first of the steps that are meant, and when."""
    who, at = np.full(n, NOBODY, np.int64), np.full(n, NEVER, np.int64)
    places, first = np.unique(steps.place[meant], return_index=True)
    who[places], at[places] = steps.who[meant][first], steps.at[meant][first]
    return who, at


def _right(arrivals: Arrivals) -> tuple[Ints, dict[str, int]]:
    """Of each arrival, the right holder or NOBODY; and why those are not known, the first reason that applies."""
    tests = {
        "not solved": arrivals.fate != Fate.SOLVED,
        "no assignee history": (arrivals.knows & Knows.ASSIGNEES) == 0,
        "nobody held it when it was solved": arrivals.last_code == 0,
        "its last holder is not in the roster": arrivals.last_holder == NOBODY,
    }
    unknown = np.zeros(len(arrivals.row), np.bool_)
    counts = {}
    for reason, holds in tests.items():
        counts[reason] = int((holds & ~unknown).sum())
        unknown |= holds
    return np.where(unknown, NOBODY, arrivals.last_holder), counts


def _right_team(arrivals: Arrivals, right: Ints) -> Ints:
    """The team of the roster that each arrival was in at last, else its right holder's main team, else NOBODY."""
    staff = arrivals.staff
    number = {folded(team.name): number for number, team in enumerate(staff.teams)}
    main = [number[folded(one.teams[0])] if one.teams else NOBODY for one in staff.people]
    told = (arrivals.last_team >= 0) & ((arrivals.knows & Knows.TEAMS) != 0)
    return np.where(told, arrivals.last_team, np.array([*main, NOBODY], np.int64)[right])


def _holdings(arrivals: Arrivals, steps: _Steps) -> Holdings:
    """From each step to the next one of the arrival, or to its end."""
    end = arrivals.ends[steps.place]
    same = steps.place[1:] == steps.place[:-1]
    end[:-1][same] = steps.at[1:][same]
    held = (steps.who >= 0) & (end > steps.at)
    return Holdings(steps.who[held], steps.at[held], end[held])
