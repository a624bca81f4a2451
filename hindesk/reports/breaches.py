"""How many clocks of a run breached their target, counted by any dimensions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

import duckdb
import pyarrow as pa

from hindesk.replay.runs import KeptRun
from hindesk.reports.cut import cut
from hindesk.reports.dimensions import Dimension, decoded, dimensions
from hindesk.reports.metrics import metric_numbers, totals_of
from hindesk.reports.report import Report
from hindesk.reports.run_notes import run_notes
from hindesk.reports.sql import Parameters, rows, sql
from hindesk.reports.weeks import week_table
from hindesk.store.store import Store

Order = Literal["ascending", "descending"]

BY: Final = ("metric", "priority")
"""The dimensions where none are asked for."""

_RANGE: Final = "select min(started), max(started) from clocks where run = $run"


def breaches(
    store: Store, run: KeptRun, *, by: Sequence[str] = (), metrics: Sequence[str] = (), limit: int | None = None
) -> Report:
    """Count a run's clocks by verdict.

    `attainment_share` is met / (met + breached); `open` clocks are running or paused; `median` and `p90` are the
    elapsed times of judged clocks, in open time of their calendars, at most which a half and nine tenths of them took.

    Args:
        store: an open store.
        run: the run.
        by: names of dimensions, by default `BY`.
        metrics: names of metrics, by default all.
        limit: the most rows; a note says how many there are.

    Returns:
        One row for each combination of values, the most breached first; with `week` among the dimensions, in the
        order of the values.

    Raises:
        InputError: no such dimension or metric.
    """
    wanted = dimensions(store, by or BY)
    numbers = metric_numbers(store, run, metrics)
    found = _named(store, run, wanted, _count(store, run, wanted, numbers))
    ordered = found.sort_by(_order([one.name for one in wanted]))
    table, cuts = cut(ordered, limit)
    title = f"{run.name}: {totals_of(ordered)}"
    return Report("breaches", title, table, (*cuts, *run_notes(store, run, numbers)))


def _count(store: Store, run: KeptRun, wanted: Sequence[Dimension], metrics: list[int]) -> pa.Table:
    codes = "".join(f"{one.code} as d{place}, " for place, one in enumerate(wanted))
    joins = "\n".join(one.join for one in wanted)
    parameters: dict[str, object] = {"run": run.run, "metrics": metrics}
    for one in wanted:
        parameters |= one.parameters
    cursor = store.cursor()
    if any(one.name == "week" for one in wanted):
        _register_weeks(cursor, run, {"run": run.run})
    query = sql("breaches").replace("/* codes */", codes).replace("/* joins */", joins)
    return rows(cursor, query, parameters, durations=("median", "p90"))


def _register_weeks(cursor: duckdb.DuckDBPyConnection, run: KeptRun, parameters: Parameters) -> None:
    first, last = cursor.execute(_RANGE, dict(parameters)).fetchall()[0]
    cursor.register("weeks", week_table(run.time_zone, first or 0, last or 0))


def _named(store: Store, run: KeptRun, wanted: Sequence[Dimension], table: pa.Table) -> pa.Table:
    for place, one in enumerate(wanted):
        table = table.set_column(place, one.name, decoded(store, run, one, table.column(place)))
    return table


def _order(names: Sequence[str]) -> list[tuple[str, Order]]:
    by_name: list[tuple[str, Order]] = [(name, "ascending") for name in names]
    return by_name if "week" in names else [("breached", "descending"), *by_name]
