"""Checking an edited plan: the tickets must still be as it says, and no limit may be broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from hindesk.calendars.instants import Flags
from hindesk.calendars.nearest import did_you_mean
from hindesk.people.identity import EVERY_DESK, Meanings, folded, people_of, teams_of
from hindesk.reassign.build import Pool, Setting, Wish, build_desk
from hindesk.reassign.desk import NOBODY, Desk, Ints, Left, Placement
from hindesk.reassign.edited import EditedPlan, EditedRow
from hindesk.reassign.limits import broken_limits
from hindesk.reassign.plan import Plan, plan_of
from hindesk.reassign.reasons import BROKEN_WORDS, BY_HAND, is_reason
from hindesk.reassign.standing import rows_of

Problems = Iterator[tuple[int, str]]
"""Lines of the file, each with what is wrong there."""


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """What rows of a file ask for, in the order of a desk: row, who gets the ticket, its team, whether it stays."""

    rows: tuple[EditedRow, ...]
    to: Ints
    teams: tuple[str | None, ...]
    stays: Flags


def check_plan(setting: Setting, edited: EditedPlan, wish: Wish, *, closed_too: bool = False) -> Plan:
    """Read an edited plan as a plan for the tickets as the store has them now.

    The team in the file holds, also where it is another one than the ticket's; the person must work in it. Who is on
    call is no limit: the file says who gets a ticket.

    Args:
        setting: what to check it against.
        edited: the file's rows.
        wish: how many tickets may move, whether before they are due, and whether people who work in no team may get
            tickets of one (`any_team`); whose tickets are taken and where they go, the file says.
        closed_too: whether tickets may be solved or closed.

    Raises:
        InputError: it can't be carried out; every problem is told with its line.
    """
    places = rows_of(setting, edited, closed_too=closed_too)
    setting = replace(_in_new_teams(setting, edited.rows, places), duty=None)
    mask = np.zeros(len(setting.facts.ticket), np.bool_)
    mask[places] = True
    limits = Wish(max_moves=wish.max_moves, before_due=wish.before_due, any_team=wish.any_team)
    desk, pool = build_desk(setting, mask, limits)
    asked = _asked(setting, desk, pool, _in_order(edited, places, pool))
    edited.refuse(
        [
            *_unknown_people(setting, asked),
            *_team_problems(setting, asked, teamless=wish.any_team),
            *_limit_problems(desk, asked),
        ]
    )
    zeros = np.zeros_like(asked.to)
    placed = Placement(asked.to, left=zeros, why=zeros, load=zeros, turn=_turns(desk, asked.to))
    plan = plan_of(setting, desk, pool, placed, teams=pa.array(asked.teams, pa.string()))
    return replace(plan, table=_as_written(plan.table, asked.rows), file=edited.file)


def _in_new_teams(setting: Setting, rows: Sequence[EditedRow], places: Ints) -> Setting:
    """The same setting with the tickets in the teams that the file names, so that limits are those of these teams."""
    named = _numbers(teams_of(setting.staff.roster, EVERY_DESK), [row.to_team for row in rows])
    same = np.array([folded(row.to_team) in {"", folded(row.was_in)} for row in rows], np.bool_)
    team = setting.staff.team.copy()
    team[places] = np.where(same, team[places], named)
    return replace(setting, staff=replace(setting.staff, team=team))


def _in_order(edited: EditedPlan, places: Ints, pool: Pool) -> tuple[EditedRow, ...]:
    """The rows in the order of a pool."""
    row_of = dict(zip(places.tolist(), edited.rows, strict=True))
    return tuple(row_of[place] for place in pool.row.tolist())


def _asked(setting: Setting, desk: Desk, pool: Pool, rows: tuple[EditedRow, ...]) -> _Asked:
    """Read the rows: whoever is to hold a ticket as before gets nothing, unless its team changes."""
    people = _numbers(people_of(setting.staff.roster, EVERY_DESK), [row.to for row in rows])
    former: Sequence[str | None] = pool.team.to_pylist()
    teams = _team_names(setting, rows, former)
    moves = np.array([team != before for team, before in zip(teams, former, strict=True)], np.bool_)
    same = np.array([folded(row.to) == folded(row.was) for row in rows], np.bool_)
    return _Asked(rows, np.where(same, np.where(moves, desk.holder, NOBODY), people), teams, same & ~moves)


def _numbers(meanings: Meanings, words: Sequence[str]) -> Ints:
    meant = {word: meanings.number(word) for word in dict.fromkeys(words)}
    return np.array([meant[word] for word in words], np.int64)


def _team_names(setting: Setting, rows: Sequence[EditedRow], former: Sequence[str | None]) -> tuple[str | None, ...]:
    """The team of each ticket: its own where the file names none or the same, else as the roster calls it."""
    numbers = _numbers(teams_of(setting.staff.roster, EVERY_DESK), [row.to_team for row in rows])
    called = {row.to_team: row.to_team for row in rows}
    called |= {
        row.to_team: setting.staff.teams[number].name
        for row, number in zip(rows, numbers.tolist(), strict=True)
        if number != NOBODY
    }
    return tuple(
        before if folded(row.to_team) in {"", folded(before or "")} else called[row.to_team]
        for row, before in zip(rows, former, strict=True)
    )


def _unknown_people(setting: Setting, asked: _Asked) -> Problems:
    """Rows that give a ticket to nobody, or to somebody whom the roster does not have."""
    names = [person.name for person in setting.staff.people]
    for row, person, stays in zip(asked.rows, asked.to.tolist(), asked.stays.tolist(), strict=True):
        if person == NOBODY and not stays:
            near = did_you_mean(row.to, names)
            unknown = f"the roster has no {row.to!r}{f'; {near}' if near else ''}"
            yield row.line, unknown if row.to else f"nobody is to get {row.ticket}: name a person, or leave the row out"


def _team_problems(setting: Setting, asked: _Asked, *, teamless: bool) -> Problems:
    """Rows whose person does not work in the team."""
    staff = setting.staff
    numbers = _numbers(teams_of(staff.roster, EVERY_DESK), [team or "" for team in asked.teams])
    for row, person, team, number in zip(asked.rows, asked.to.tolist(), asked.teams, numbers.tolist(), strict=True):
        if team is None or person == NOBODY or (teamless and not staff.people[person].teams):
            continue
        if number == NOBODY or not staff.works_in[person, number]:
            yield row.line, f"{row.ticket} can't go to {staff.people[person].name}, who does not work in {team}"


def _limit_problems(desk: Desk, asked: _Asked) -> Problems:
    """Rows that break a limit, but for that of teams."""
    for row, left in zip(asked.rows, broken_limits(desk, asked.to).tolist(), strict=True):
        if left not in {Left.NOT, Left.TEAM}:
            yield row.line, f"{row.ticket} can't go to {row.to}: {BROKEN_WORDS[Left(left)]}"


def _turns(desk: Desk, to: Ints) -> Ints:
    """The turns after a batch: who is given a ticket later comes later."""
    turns = desk.turn.copy()
    given = np.flatnonzero((to != NOBODY) & (to != desk.holder))
    turns[to[given]] = turns.max(initial=0) + 1 + given
    return turns


def _as_written(table: pa.Table, rows: Sequence[EditedRow]) -> pa.Table:
    """A plan with the rules and reasons of the file, and its own where somebody else was put in by hand."""
    told = [_told(row) for row in rows]
    columns = {
        "rule": [rule for rule, _ in told],
        "reason": [reason for _, reason in told],
        "planned": [row.to if row.planned is None else row.planned for row in rows],
    }
    for name, words in columns.items():
        place = table.column_names.index(name)
        table = table.set_column(place, name, pa.array([word or None for word in words], pa.string()))
    return table


def _told(row: EditedRow) -> tuple[str, str]:
    """The rule and the reason of a row."""
    if row.planned is None or folded(row.planned) == folded(row.to):
        return row.rule or BY_HAND, row.reason or BY_HAND
    own = row.reason and not is_reason(row.reason)
    return BY_HAND, row.reason if own else f"{BY_HAND}; the plan had {row.planned or 'nobody'}"
