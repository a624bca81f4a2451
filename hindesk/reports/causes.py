"""Where the time of breached clocks went, beside that of clocks that met their target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

import pyarrow as pa

from hindesk.causes.partition import Grouping, partition
from hindesk.causes.tags import ALL_BUCKETS
from hindesk.replay.runs import KeptRun
from hindesk.reports.counted import counted
from hindesk.reports.dimensions import Dimension, decoded, dimensions
from hindesk.reports.metrics import Totals, metric_numbers, metric_table, totals_of
from hindesk.reports.report import Report
from hindesk.reports.run_notes import lacks, run_notes
from hindesk.reports.sql import DURATION, rows, sql
from hindesk.reports.weeks import week_table
from hindesk.store.store import Store

Order = Literal["ascending", "descending"]

WHOLE: Final = "Each second that a clock counts is in one bucket: the shares of a row add up to 100 % before rounding"
NO_BREACH: Final = "Nothing breached, so there is nothing to explain"

_RANGE: Final = "select coalesce(min(started), 0), coalesce(max(started), 0) from clocks where run = ?"


def causes(store: Store, run: KeptRun, *, by: Sequence[str] = (), metrics: Sequence[str] = ()) -> Report:
    """Share out the counted time of breached clocks to the seven buckets of docs/concepts/causes.md.

    Args:
        store: an open store.
        run: the run.
        by: names of dimensions besides the metric.
        metrics: names of metrics, by default all.

    Returns:
        For each metric (and each combination of values of `by`) with a breached clock a row for its breached clocks
        and one for those that met their target: how many they are, their counted time (open time of their
        calendars), and the share of it in each bucket. The shares of a row add up to 1; they are null where nothing
        was counted.

    Raises:
        InputError: no such dimension or metric.
    """
    numbers = metric_numbers(store, run, metrics)
    wanted = dimensions(store, ("metric", *by))
    found = _named(store, run, wanted, partition(store, run.run, numbers, _grouping(store, run, wanted)))
    per_metric = metric_table(store, run, numbers)
    notes = (*_notes(per_metric, totals_of(per_metric)), *_gaps(store, run, numbers))
    title = f"{run.name}: where the time of {counted(totals_of(per_metric).breached, 'breached clock')} went"
    return Report("causes", title, found, (*notes, *run_notes(store, run, numbers)))


def _named(store: Store, run: KeptRun, wanted: Sequence[Dimension], found: pa.Table) -> pa.Table:
    """Put words for codes, in the order of the policy's metrics and then of the words."""
    metric, *others = wanted
    for place, one in enumerate(others, start=1):
        found = found.set_column(place, one.name, decoded(store, run, one, found.column(place)))
    order: list[tuple[str, Order]] = [(found.column_names[0], "ascending")]
    order += [(name, "ascending") for name in (*(one.name for one in others), "verdict")]
    found = found.sort_by(order)
    found = found.set_column(0, metric.name, decoded(store, run, metric, found.column(0)))
    place = found.schema.get_field_index("counted")
    return found.set_column(place, "counted", found.column("counted").cast(DURATION))


def _grouping(store: Store, run: KeptRun, wanted: Sequence[Dimension]) -> Grouping:
    parameters: dict[str, object] = {}
    for one in wanted:
        parameters |= one.parameters
    first, last = store.cursor().execute(_RANGE, [run.run]).fetchall()[0]
    return Grouping(
        tuple(one.code for one in wanted),
        tuple(one.join for one in wanted),
        parameters,
        {"weeks": week_table(run.time_zone, first, last)},
    )


def _notes(per_metric: pa.Table, totals: Totals) -> tuple[str, ...]:
    if not totals.judged:
        return ("No clock was judged, so there is nothing to explain",)
    if not totals.breached:
        return (f"{NO_BREACH}: {counted(totals.met, 'clock')} met their target",)
    columns = zip(*(per_metric.column(name).to_pylist() for name in ("metric", "met", "breached")), strict=True)
    spotless = [str(metric) for metric, met, breached in columns if met and not breached]
    return (WHOLE, f"Nothing breached of {', '.join(spotless)}") if spotless else (WHOLE,)


def _gaps(store: Store, run: KeptRun, metrics: Sequence[int]) -> tuple[str, ...]:
    query = {"run": run.run, "metrics": list(metrics), "needs": int(ALL_BUCKETS)}
    found = rows(store.cursor(), sql("causes_gaps"), query).to_pylist()
    if not found:
        return ()
    clocks = counted(sum(row["clocks"] for row in found), "breached clock")
    each = ", ".join(f"{lacks(int(ALL_BUCKETS) & ~row['told'])} ({row['clocks']:,})" for row in found)
    return (f"The buckets of {clocks} are uncertain, because the history has {each}",)
