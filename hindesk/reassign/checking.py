"""Checking an edited plan: the tickets must still be as it says, and no limit may be broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import pyarrow as pa

from hindesk.calendars.nearest import did_you_mean
from hindesk.errors import InputError
from hindesk.reassign.build import Pool, Setting, Wish, build_desk
from hindesk.reassign.desk import NOBODY, Desk, Ints, Left, Placement
from hindesk.reassign.edited import EditedPlan, EditedRow
from hindesk.reassign.identity import EVERY_DESK, Meanings, people_of, teams_of
from hindesk.reassign.limits import broken_limits
from hindesk.reassign.plan import Plan, plan_of
from hindesk.reassign.reasons import BROKEN_WORDS
from hindesk.reassign.texts import texts_at
from hindesk.replay.truth import pc

_SHOWN: Final = 20
"""So many problems are spelled out."""


def check_plan(setting: Setting, edited: EditedPlan, wish: Wish) -> Plan:
    """Read an edited plan as a plan for the tickets as the store has them now.

    The team in the file holds, also where it is another one than the ticket's; the person must work in it.

    Args:
        setting: what to check it against.
        edited: the file's rows.
        wish: the limits that are asked for; whose tickets are taken and where they go, the file says.

    Raises:
        InputError: it can't be carried out; every problem is told with its line.
    """
    rows = _known(setting, edited)
    mask = np.zeros(len(setting.facts.ticket), np.bool_)
    mask[rows] = True
    limits = Wish(max_moves=wish.max_moves, before_due=wish.before_due, any_team=True)
    desk, pool = build_desk(setting, mask, limits)
    lines = [edited.rows[place] for place in _places(rows, pool)]
    to = _people(setting, desk, edited, lines)
    teams = pc.coalesce(pa.array([row.to_team or None for row in lines], pa.string()), pool.team)
    _refuse(edited.file, [*_team_problems(setting, lines, to, teams), *_limit_problems(lines, desk, to)])
    placed = Placement(to, np.zeros_like(to), np.zeros_like(to), np.zeros_like(to), _turns(desk, to))
    plan = plan_of(setting, desk, pool, placed, teams=teams)
    return replace(plan, table=_as_written(plan.table, lines))


def _known(setting: Setting, edited: EditedPlan) -> Ints:
    """The place in the facts of each row's ticket, which must be as the row says it was."""
    facts = setting.facts
    sources = pc.unique(facts.source).to_pylist()
    only = sources[0] if len(sources) == 1 else ""
    wanted = pa.array([f"{row.source or only}\0{row.ticket}" for row in edited.rows], pa.string())
    every = pc.binary_join_element_wise(facts.source, facts.key, "\0")
    rows: Ints = (
        pc.fill_null(pc.index_in(wanted, value_set=every), NOBODY).to_numpy(zero_copy_only=False).astype(np.int64)
    )
    holders = texts_at(setting.values.texts("assignee"), facts.assignee[rows]).to_pylist()
    _refuse(edited.file, [*_stale(setting, edited.rows, rows, holders)])
    return rows


def _stale(
    setting: Setting, edited: Sequence[EditedRow], rows: Ints, holders: Sequence[str | None]
) -> Iterator[tuple[int, str]]:
    for row, place, holder in zip(edited, rows.tolist(), holders, strict=True):
        if place == NOBODY:
            yield row.line, f"the store has no ticket {row.ticket!r}"
        elif setting.facts.gone[place]:
            yield row.line, f"{row.ticket} was merged or deleted"
        elif (holder or "").strip() != row.was:
            yield (
                row.line,
                f"{row.ticket} is held by {holder or 'nobody'} now, not by {row.was or 'nobody'}: plan again",
            )


def _places(rows: Ints, pool: Pool) -> list[int]:
    """Of each ticket of a pool, the place of its row in the file."""
    place = {row: number for number, row in enumerate(rows.tolist())}
    return [place[row] for row in pool.row.tolist()]


def _people(setting: Setting, desk: Desk, edited: EditedPlan, lines: Sequence[EditedRow]) -> Ints:
    """The person who gets each ticket: its holder where only the team changes, NOBODY where it stays as it is."""
    meanings = people_of(setting.staff.roster, EVERY_DESK)
    meant = {word: meanings.number(word) for word in dict.fromkeys(row.to for row in lines)}
    to = np.array([meant[row.to] for row in lines], np.int64)
    same = np.array([row.to == row.was for row in lines], np.bool_)
    same_team = np.array([row.to_team == row.was_in for row in lines], np.bool_)
    unknown = [row for row, person in zip(lines, np.where(same & same_team, 0, to).tolist(), strict=True) if person < 0]
    _refuse(edited.file, [(row.line, _unknown(row, meanings)) for row in unknown])
    return np.where(same, np.where(same_team, NOBODY, desk.holder), to)


def _unknown(row: EditedRow, meanings: Meanings) -> str:
    if not row.to:
        return f"nobody is to get {row.ticket}: name a person, or leave the row out"
    near = did_you_mean(row.to, meanings.names)
    return f"the roster has no {row.to!r}{f'; {near}' if near else ''}"


def _team_problems(
    setting: Setting, lines: Sequence[EditedRow], to: Ints, teams: pa.StringArray
) -> Iterator[tuple[int, str]]:
    """Tickets that would go to somebody who does not work in the team."""
    meanings = teams_of(setting.staff.roster, EVERY_DESK)
    for row, person, team in zip(lines, to.tolist(), teams.to_pylist(), strict=True):
        if team is None or person == NOBODY:
            continue
        number = meanings.number(team)
        if number == NOBODY or not setting.staff.works_in[person, number]:
            yield row.line, f"{row.ticket} can't go to {row.to}: this person does not work in {team}"


def _limit_problems(lines: Sequence[EditedRow], desk: Desk, to: Ints) -> Iterator[tuple[int, str]]:
    for row, left in zip(lines, broken_limits(desk, to).tolist(), strict=True):
        if left != Left.NOT:
            yield row.line, f"{row.ticket} can't go to {row.to}: {BROKEN_WORDS[Left(left)]}"


def _refuse(file: str, problems: Sequence[tuple[int, str]]) -> None:
    if not problems:
        return
    told = [f"{file}, line {line}: {what}" for line, what in sorted(problems)[:_SHOWN]]
    more = [f"and {len(problems) - _SHOWN:,} more"] if len(problems) > _SHOWN else []
    raise InputError(
        "\n".join([f"the plan can't be carried out as it stands, in {len(problems):,} rows:", *told, *more]),
        "mend those rows, leave them out, or plan again",
    )


def _turns(desk: Desk, to: Ints) -> Ints:
    """The turns after a batch: who got a ticket later comes later."""
    turns = desk.turn.copy()
    given = np.flatnonzero((to != NOBODY) & (to != desk.holder))
    turns[to[given]] = turns.max(initial=0) + 1 + given
    return turns


def _as_written(table: pa.Table, lines: Sequence[EditedRow]) -> pa.Table:
    """A plan with the rules and reasons of the file, where it has them."""
    for name, told in (("rule", [row.rule for row in lines]), ("reason", [row.reason for row in lines])):
        words = pa.array([word or "as the plan says" for word in told], pa.string())
        table = table.set_column(table.column_names.index(name), name, words)
    return table
