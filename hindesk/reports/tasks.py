"""How the tasks of a run went: by task and team, and by the team that held them up."""

from __future__ import annotations

from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from hindesk.errors import InputError
from hindesk.policy.automation import Task
from hindesk.policy.task_model import metric_name
from hindesk.policy.values import Policy
from hindesk.replay.runs import KeptRun
from hindesk.reports.columns import COUNT, DURATION, TEXT, Columns, table_of
from hindesk.reports.counted import counted
from hindesk.reports.metrics import metric_numbers, totals_of
from hindesk.reports.report import Report
from hindesk.reports.run_notes import run_notes
from hindesk.reports.run_policy import policy_of
from hindesk.reports.sql import rows, sql
from hindesk.store.store import Store

_TASKS: Final[Columns] = {
    "task": TEXT,
    "team": TEXT,
    "begun": COUNT,
    "met": COUNT,
    "breached": COUNT,
    "attainment_share": pa.float64(),
    "open": COUNT,
    "median": DURATION,
    "p90": DURATION,
    "longest": DURATION,
}
_HOLDERS: Final[Columns] = {
    "task": TEXT,
    "holder": TEXT,
    "clocks": COUNT,
    "breached": COUNT,
    "time": DURATION,
    "over": DURATION,
}
_HELD: Final = (
    "A task counts for the team that had the ticket at the breach, or else at the end of its clock; `over` is the time "
    "beyond its target"
)


def tasks(store: Store, run: KeptRun) -> Report:
    """Count a run's tasks by verdict, in the order of the policy; tasks that never began count 0.

    `team` is whose task it is. `open` tasks have neither met nor breached their target yet; `median` and `p90` are the
    elapsed times of judged ones, at most which a half and nine tenths of them took, `longest` that of any: open time of
    the task's calendar.

    Raises:
        InputError: the run's policy has no tasks.
        PolicyError: this version can't read the run's policy.
    """
    policy = _with_tasks(run)
    numbers = _numbers(store, run, policy)
    table = table_of(_TASKS, _rows(store, run, numbers))
    begun = int(pc.sum(table["begun"], min_count=0).as_py() or 0)
    title = f"{run.name}: {counted(begun, 'task')} begun, {totals_of(table)}"
    return Report("tasks", title, table, run_notes(store, run, list(numbers)))


def task_holders(store: Store, run: KeptRun) -> Report:
    """Say which teams held tasks up, the longest beyond their targets first.

    Raises:
        InputError: the run's policy has no tasks.
        PolicyError: this version can't read the run's policy.
    """
    numbers = _numbers(store, run, _with_tasks(run))
    query = {"run": run.run, "metrics": list(numbers)}
    found = rows(store.cursor(), sql("task_holders"), query).to_pylist()
    told = [(numbers[row["metric"]].name, *(row[name] for name in list(_HOLDERS)[1:])) for row in found]
    return Report("task_holders", "Who held tasks up", table_of(_HOLDERS, told), (_HELD,))


def _with_tasks(run: KeptRun) -> Policy:
    policy = policy_of(run)
    if not policy.tasks:
        raise InputError(
            f"the policy of {run.name} has no tasks", "`hindesk policy schema tasks` tells how to write some"
        )
    return policy


def _numbers(store: Store, run: KeptRun, policy: Policy) -> dict[int, Task]:
    """The tasks by the numbers of their metrics, in the order of the policy."""
    return {metric_numbers(store, run, [metric_name(task.name)])[0]: task for task in policy.tasks}


def _rows(store: Store, run: KeptRun, numbers: dict[int, Task]) -> list[tuple[Any, ...]]:
    query = {"run": run.run, "metrics": list(numbers)}
    found = {row["metric"]: row for row in rows(store.cursor(), sql("tasks"), query).to_pylist()}
    none = {"begun": 0, "met": 0, "breached": 0, "open": 0}
    return [
        (task.name, task.team, *(found.get(number, none).get(name) for name in list(_TASKS)[2:]))
        for number, task in numbers.items()
    ]
