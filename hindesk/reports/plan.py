"""A plan for reassigning tickets: the tickets, and what it does to the people and to due times."""

from __future__ import annotations

from collections import Counter
from typing import Final

import numpy as np
import pyarrow as pa

from hindesk.calendars.zones import zone
from hindesk.reassign.balance import Balance
from hindesk.reassign.desk import BOUNDLESS, Left
from hindesk.reassign.plan import Plan
from hindesk.reassign.reasons import LEFT_WORDS
from hindesk.reassign.staff import Flags
from hindesk.reassign.strategies import STRATEGIES
from hindesk.replay.runs import KeptRun
from hindesk.reports.cells import instant
from hindesk.reports.counted import counted
from hindesk.reports.cut import cut
from hindesk.reports.report import Report

FOR_PEOPLE: Final = ("ticket", "from", "to", "to_team", "priority", "due", "rule", "reason")
"""The columns of a plan that people read; programs, and the file that is edited, get all of them."""


def plan_report(plan: Plan, *, all_columns: bool, limit: int | None = None) -> Report:
    """One row for each ticket of the batch, in the order in which they were served.

    Args:
        plan: the plan.
        all_columns: whether to give every column of a plan, or those that people read.
        limit: the most rows; a note says how many there are.
    """
    table, cuts = cut(plan.table if all_columns else plan.table.select(list(FOR_PEOPLE)), limit)
    return Report("plan", _title(plan), table, (*cuts, *_left(plan), *_stopped(plan)), folded=("reason",))


def loads_report(plan: Plan, *, run: KeptRun | None, time_zone: str) -> Report:
    """One row for each person who holds, may get or gives away any of it: load and tickets at risk, before and after.

    Loads are weights of tickets that count. A ticket is at risk where its holder is not at work before it is due.
    """
    done = plan.balance()
    table = _loads(plan, done)
    concerned = np.flatnonzero(_concerned(plan, done))
    title = f"load of {counted(len(concerned), 'person', 'people')}, before and after"
    notes = (_fair(plan, done), _risk(plan, done), *_basis(plan, run, time_zone))
    return Report("loads", title, table.take(concerned), notes)


def _title(plan: Plan) -> str:
    stay = plan.table.num_rows - plan.moved
    return f"plan: {counted(plan.moved, 'ticket')} to hand over, {stay:,} stay"


def _left(plan: Plan) -> tuple[str, ...]:
    """Why tickets stay though nobody chose that, most frequent first."""
    counts = Counter(plan.placed.left.tolist())
    told = sorted((-count, left) for left, count in counts.items() if left != Left.NOT)
    return tuple(f"{counted(-count, 'ticket')} left: {LEFT_WORDS[Left(left)]}" for count, left in told)


def _stopped(plan: Plan) -> tuple[str, ...]:
    return (plan.placed.stopped,) if plan.placed.stopped else ()


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
    may = (plan.desk.hurdle[np.unique(plan.desk.kind)] == Left.NOT).any(axis=0)
    concerned: Flags = may | (done.given > 0) | (done.taken > 0) | (done.before.load > 0)
    return concerned


def _fair(plan: Plan, done: Balance) -> str:
    before, after = plan.fairness(done.before.load), plan.fairness(done.after.load)
    people = counted(before.people, "person", "people")
    return (
        f"{people} may get these tickets: load {before.least:,} to {before.most:,} before, {after.least:,} to "
        f"{after.most:,} after; fairness (Jain's index) {before.index:.2f} before, {after.index:.2f} after"
    )


def _risk(plan: Plan, done: Balance) -> str:
    overdue = f"; overdue already: {counted(plan.overdue, 'ticket')}" if plan.overdue else ""
    return (
        f"due at risk, nobody at work before it is due: {counted(done.before.due_at_risk, 'ticket')} before, "
        f"{done.after.due_at_risk:,} after{overdue}"
    )


def _basis(plan: Plan, run: KeptRun | None, time_zone: str) -> tuple[str, ...]:
    """What the plan rests on: the rule in words, the instant that counts as now, and the replay."""
    setting = plan.setting
    rule = STRATEGIES[setting.routing.strategy].rule
    when = f"Planned as of {instant(setting.staff.as_of, zone(time_zone))} in {time_zone}"
    replayed = f"due times and tiers are those of the replay {run.name!r}" if run else "without a replay nothing is due"
    return rule, f"{when}; {replayed}"
