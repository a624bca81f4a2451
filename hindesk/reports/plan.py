"""A plan for reassigning tickets: the tickets, and what it does to the people and to due times."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

import numpy as np
import pyarrow as pa

from hindesk.calendars.instants import Flags
from hindesk.calendars.zones import zone
from hindesk.reassign.balance import Balance, candidates
from hindesk.reassign.desk import BOUNDLESS, Left
from hindesk.reassign.plan import Plan
from hindesk.reassign.reasons import left_words
from hindesk.reassign.strategies import STRATEGIES
from hindesk.replay.truth import pc
from hindesk.reports.cells import NOTHING, instant
from hindesk.reports.counted import counted
from hindesk.reports.cut import cut
from hindesk.reports.report import Report

FOR_PEOPLE: Final = ("source", "ticket", "from", "to", "team", "priority", "due", "rule", "reason")
"""The columns of a plan that people read; programs, and the file that is edited, get all of them.

`source` is there where there are several; `team` is the ticket's, or both where it changes: `Frontline → Billing`.
"""

SAID_ONCE: Final = {"team": "Team", "priority": "Priority", "rule": "Rule"}
"""Columns that people read in a note instead, under these words, where all of several tickets have the same."""


def plan_report(plan: Plan, *, all_columns: bool, limit: int | None = None) -> Report:
    """One row for each ticket of the batch, in the order in which they were served.

    Args:
        plan: the plan.
        all_columns: whether to give every column of a plan, or those that people read.
        limit: the most rows; a note says how many there are.
    """
    shown, said = (plan.table, ()) if all_columns else _for_people(plan.table)
    table, cuts = cut(shown, limit)
    notes = (*cuts, *said, *_left(plan), *_teamless(plan), *_stopped(plan), *_not_seen(plan))
    return Report("plan", _title(plan), table, notes, folded=("reason",))


def loads_report(plan: Plan, *, time_zone: str) -> Report:
    """One row for each person who may get, gets or gives away any of it: load and tickets at risk, before and after.

    Loads are weights of tickets that count. A ticket is at risk where its holder is not at work before it is due. Notes
    tell instants as people of the time zone read them.
    """
    done = plan.balance()
    table = _loads(plan, done)
    concerned = np.flatnonzero(_concerned(plan, done))
    title = f"load of {counted(len(concerned), 'person', 'people')}, before and after"
    notes = (_fair(plan, done), *_risk(plan, done), *_basis(plan, time_zone))
    return Report("loads", title, table.take(concerned), notes)


def _title(plan: Plan) -> str:
    stay = plan.table.num_rows - plan.moved
    return f"{counted(plan.moved, 'ticket')} to hand over, {stay:,} stay"


def _for_people(table: pa.Table) -> tuple[pa.Table, tuple[str, ...]]:
    """The columns that people read, and sentences in place of those that say the same of every ticket, or nothing."""
    shown, notes = table.append_column("team", _teams(table)).select(list(FOR_PEOPLE)), []
    if len(table.column("source").unique()) < 2:
        shown = shown.drop_columns(["source"])
    for name in (*SAID_ONCE, "due"):
        distinct = shown.column(name).unique().to_pylist()
        if name in SAID_ONCE and len(distinct) == 1 and distinct != [None] and table.num_rows > 1:
            notes.append(f"{SAID_ONCE[name]} of all of them: {distinct[0]}")
            distinct = [None]
        if distinct == [None]:
            shown = shown.drop_columns([name])
    return shown, tuple(notes)


def _teams(table: pa.Table) -> Any:  # noqa: ANN401 - Arrow's stubs lack these functions
    was, becomes = table.column("from_team"), table.column("to_team")
    both = pc.binary_join_element_wise(pc.fill_null(was, NOTHING), becomes, " → ")
    return pc.if_else(pc.equal(pc.fill_null(was, ""), pc.fill_null(becomes, "")), becomes, both)


def _teamless(plan: Plan) -> tuple[str, ...]:
    """How many tickets come from no team, and who may get them instead."""
    was, becomes = plan.table.column("from_team"), plan.table.column("to_team")
    count = int(pc.sum(pc.and_(pc.is_null(was), pc.is_valid(becomes)), min_count=0).as_py())
    if not count or plan.file:
        return ()
    had = f"{counted(count, 'ticket')} had no team"
    return (f"{had}: their holder's main team may get them, or without a holder anybody; --to-team names it",)


def _left(plan: Plan) -> tuple[str, ...]:
    """Why tickets stay though nobody chose that, most frequent first."""
    counts = Counter(plan.placed.left.tolist())
    told = sorted((-count, left) for left, count in counts.items() if left != Left.NOT)
    words = left_words(plan.setting.routing.strategy)
    return tuple(f"{counted(-count, 'ticket')} left: {words[Left(left)]}" for count, left in told)


def _stopped(plan: Plan) -> tuple[str, ...]:
    return (plan.placed.stopped,) if plan.placed.stopped else ()


def _not_seen(plan: Plan) -> tuple[str, ...]:
    """How many tickets the replay does not know as they are now, so that their due times may be wrong."""
    run, facts = plan.setting.run, plan.setting.facts
    changed = 0 if run is None else int((facts.latest_at[plan.rows] > run.as_of).sum())
    if not changed:
        return ()
    return (f"{counted(changed, 'ticket')} changed after the replay; `hindesk replay` brings due times up to date",)


def _loads(plan: Plan, done: Balance) -> pa.Table:
    people, desk = plan.setting.staff.people, plan.desk
    columns: dict[str, pa.Array[pa.Scalar[pa.DataType]]] = {
        "person": pa.array([person.name for person in people], pa.string()),
        "team": pa.array([person.teams[0] if person.teams else None for person in people], pa.string()),
        "capacity": pa.array(desk.capacity, pa.int64(), mask=desk.capacity >= BOUNDLESS),
        "load_before": pa.array(done.before.load, pa.int64()),
        "load_after": pa.array(done.after.load, pa.int64()),
        "given": pa.array(done.given, pa.int64()),
        "taken": pa.array(done.taken, pa.int64()),
        "at_risk_before": pa.array(done.before.at_risk, pa.int64()),
        "at_risk_after": pa.array(done.after.at_risk, pa.int64()),
    }
    return pa.table(columns)


def _concerned(plan: Plan, done: Balance) -> Flags:
    return candidates(plan.desk) | (done.given > 0) | (done.taken > 0)


def _fair(plan: Plan, done: Balance) -> str:
    before, after = plan.fairness(done.before.load), plan.fairness(done.after.load)
    if not before.people:
        return "Nobody may get any of these tickets"
    if before.people == 1:
        return f"1 person may get tickets of these: load {before.most:,} before, {after.most:,} after"
    spread = f"load {before.least:,} to {before.most:,} before, {after.least:,} to {after.most:,} after"
    index = f"fairness (Jain's index) {before.index:.2f} before, {after.index:.2f} after"
    return f"{before.people:,} people may get tickets of these: {spread}; {index}"


def _risk(plan: Plan, done: Balance) -> tuple[str, ...]:
    if plan.setting.run is None:
        return ()
    overdue = f"; overdue already: {counted(plan.overdue, 'ticket')}" if plan.overdue else ""
    at_risk = f"{counted(done.before.due_at_risk, 'ticket')} before, {done.after.due_at_risk:,} after"
    return (f"At risk, because nobody who holds it is at work before it is due: {at_risk}{overdue}",)


def _basis(plan: Plan, time_zone: str) -> tuple[str, ...]:
    """What the plan rests on: the rule in words, the instant that counts as now, and the replay."""
    setting = plan.setting
    rule = STRATEGIES[setting.routing.strategy].rule
    rests = f"As {plan.file} has it; no limit is broken" if plan.file else rule
    when = f"Planned as of {instant(setting.staff.as_of, zone(time_zone))} in {time_zone}"
    run = setting.run
    replayed = f"due times and tiers are those of the replay {run.name!r}" if run else "without a replay nothing is due"
    return rests, f"{when}; {replayed}"
