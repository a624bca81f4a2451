"""The breached clocks of a run, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hindesk.replay.runs import KeptRun
from hindesk.reports.counted import counted
from hindesk.reports.cut import left_out
from hindesk.reports.metrics import metric_numbers, metric_table, totals_of
from hindesk.reports.report import Report
from hindesk.reports.run_notes import run_notes
from hindesk.reports.sql import rows, sql
from hindesk.store.store import Store

_DURATIONS: Final = ("elapsed", "target", "over")


def breached_clocks(store: Store, run: KeptRun, *, metrics: Sequence[str] = (), limit: int | None = None) -> Report:
    """List the breached clocks of a run, the one furthest over its target first.

    `priority`, `team` and `agent` are those at the breach; `subject` and `channel` are the ticket's latest. `due_at` is
    when the target was used up, `due_recorded_at` when a help desk that never back-dates would say so. `elapsed`,
    `target` and `over` (elapsed - target, up to the stop or the end of the run) are open time of the clock's calendar.

    Raises:
        InputError: no such metric.
    """
    numbers = metric_numbers(store, run, metrics)
    breached = totals_of(metric_table(store, run, numbers)).breached
    most = breached if limit is None else limit
    query = {"run": run.run, "metrics": numbers, "most": most}
    table = rows(store.cursor(), sql("breached_clocks"), query, durations=_DURATIONS)
    cuts = (left_out(most, breached),) if most < breached else ()
    title = f"{run.name}: {counted(breached, 'breached clock')}"
    return Report("breached_clocks", title, table, (*cuts, *run_notes(store, run, numbers)))
