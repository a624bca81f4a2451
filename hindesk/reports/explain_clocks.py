"""The clocks of an explained ticket, and the stretches in which they ran, were paused or were stopped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from hindesk.calendars.zones import zone
from hindesk.explain.explanation import Explanation
from hindesk.explain.stretches import with_stops
from hindesk.replay.codes import VERDICTS
from hindesk.reports.cells import instant
from hindesk.reports.columns import COUNT, DURATION, INSTANT, TEXT, Columns, table_of
from hindesk.reports.report import Report
from hindesk.reports.run_notes import lacks

_CLOCKS: Final[Columns] = {
    "metric": TEXT,
    "cycle": COUNT,
    "verdict": TEXT,
    "target": DURATION,
    "elapsed": DURATION,
    "paused": DURATION,
    "due_at": INSTANT,
    "rule": TEXT,
    "calendar": TEXT,
}
_STRETCHES: Final[Columns] = {
    "metric": TEXT,
    "cycle": COUNT,
    "since": INSTANT,
    "until": INSTANT,
    "state": TEXT,
    "counted": DURATION,
    "calendar": TEXT,
}


def clocks_report(explanation: Explanation, metrics: Sequence[int]) -> Report:
    """One row for each clock of these metrics (numbers), as a run of the policy has it."""
    rows = _rows(explanation, metrics)
    policy = explanation.compiled.policy
    named = {
        "metric": (metric.name for metric in policy.metrics),
        "verdict": VERDICTS,
        "rule": (rule.name for rule in policy.sla),
        "calendar": explanation.compiled.calendars,
    }
    columns = {name: rows[name.removesuffix("_at")].cast(kind) for name, kind in _CLOCKS.items() if name not in named}
    columns |= {name: _named(rows[name], list(texts)) for name, texts in named.items()}
    moment = instant(explanation.as_of, zone(policy.time_zone))
    notes = (*_missing(explanation, rows), *_untold(explanation, metrics))
    table = pa.table({name: columns[name] for name in _CLOCKS})
    title = f"Clocks by {policy.name!r}, as of {moment} in {policy.time_zone}"
    return Report("clocks", title, table, notes, folded=("metric", "rule", "calendar"))


def stretches_report(explanation: Explanation, metrics: Sequence[int]) -> Report:
    """Each clock's life, cut where it paused, stopped or changed its calendar; `counted` is open time of `calendar`.

    What runs adds up to a clock's `elapsed`, what is paused to its `paused`.
    """
    notes = ("`counted` is open time of the calendar: what runs adds up to elapsed, what is paused to paused",)
    table = table_of(_STRETCHES, _stretch_rows(explanation, metrics))
    return Report("stretches", "Running and paused stretches", table, notes, folded=("metric", "calendar"))


def _rows(explanation: Explanation, metrics: Sequence[int]) -> pa.Table:
    clocks = explanation.trace.rows.clocks
    places = pa.array(range(clocks.num_rows), pa.int64())
    table = pa.Table.from_batches([clocks]).append_column("place", places)
    wanted = pc.is_in(table["metric"], value_set=pa.array(list(metrics), pa.int8()))
    return table.filter(wanted).sort_by([("metric", "ascending"), ("cycle", "ascending")])


def _stretch_rows(explanation: Explanation, metrics: Sequence[int]) -> Iterator[tuple[object, ...]]:
    rows = _rows(explanation, metrics)
    compiled = explanation.compiled
    for metric, cycle, place in zip(*(rows[name].to_pylist() for name in ("metric", "cycle", "place")), strict=True):
        for state, stretch in with_stops(explanation.trace.stretches[place]):
            calendar = None if stretch.calendar is None else compiled.calendars[stretch.calendar]
            counted = None if calendar is None else stretch.counted
            yield compiled.policy.metrics[metric].name, cycle, stretch.since, stretch.until, state, counted, calendar


def _named(numbers: pa.ChunkedArray[Any], names: Sequence[str]) -> pa.ChunkedArray[Any]:
    return pa.chunked_array([[None if number is None else names[number] for number in numbers.to_pylist()]], TEXT)


def _missing(explanation: Explanation, rows: pa.Table) -> Iterator[str]:
    pairs: Iterable[tuple[Any, Any]] = zip(rows["metric"].to_pylist(), rows["missing"].to_pylist(), strict=True)
    for metric, missing in dict.fromkeys(pairs):
        if missing:
            name = explanation.compiled.policy.metrics[metric].name
            yield f"{name} can't be judged: the history has {lacks(missing)}"


def _untold(explanation: Explanation, metrics: Sequence[int]) -> Iterator[str]:
    told: set[Any] = set(explanation.trace.rows.clocks["metric"].to_pylist())
    names = [explanation.compiled.policy.metrics[metric].name for metric in metrics if metric not in told]
    if names:
        yield f"No clock with a target: {', '.join(names)}"
