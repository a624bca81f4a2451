"""The breached clocks of a run, one by one, with their tags and evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hindesk.causes.tagging import tagged_clocks
from hindesk.replay.runs import KeptRun
from hindesk.reports.cause_tags import PRIMARY
from hindesk.reports.counted import counted
from hindesk.reports.cut import left_out
from hindesk.reports.metrics import metric_numbers, metric_table, totals_of
from hindesk.reports.report import Report
from hindesk.reports.run_notes import run_notes
from hindesk.reports.sql import DURATION
from hindesk.store.store import Store

_DURATIONS: Final = ("elapsed", "target", "over")


def cause_clocks(store: Store, run: KeptRun, *, metrics: Sequence[str] = (), limit: int | None = None) -> Report:
    """List the breached clocks with their primary tag, its evidence and all their tags, the latest one first.

    `elapsed`, `target` and `over` (elapsed - target, up to the stop or the end of the run) are open time of the
    clock's calendar; so are the amounts in `evidence`, but those "after the start", which are wall-clock time.

    Raises:
        InputError: no such metric.
    """
    numbers = metric_numbers(store, run, metrics)
    breached = totals_of(metric_table(store, run, numbers)).breached
    most = breached if limit is None else min(limit, breached)
    table = tagged_clocks(store, run, numbers, most=most)
    for name in _DURATIONS:
        place = table.schema.get_field_index(name)
        table = table.set_column(place, name, table.column(name).cast(DURATION))
    cuts = (left_out(most, breached),) if most < breached else ()
    notes = (PRIMARY,) if breached else ("Nothing breached",)
    title = f"{run.name}: causes of {counted(breached, 'breached clock')}"
    return Report("cause_clocks", title, table, (*cuts, *notes, *run_notes(store, run, numbers)))
