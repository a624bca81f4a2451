"""Whom a run would have told, how often and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa

from hindesk.calendars.instants import DAY
from hindesk.calendars.nearest import did_you_mean
from hindesk.calendars.offsets import offsets
from hindesk.errors import InputError
from hindesk.replay.rule_codes import NO_METRIC
from hindesk.replay.runs import KeptRun
from hindesk.reports.counted import counted
from hindesk.reports.cut import cut
from hindesk.reports.dimensions import Dimension, decoded
from hindesk.reports.metrics import metric_numbers
from hindesk.reports.report import Report
from hindesk.reports.run_policy import policy_of
from hindesk.reports.sql import rows, sql
from hindesk.store.store import Store

BY: Final = ("metric", "level")
"""The columns where none are asked for."""

DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_HOURS_A_WEEK: Final = 168
_FIRST_MONDAY: Final = 72
"""Hours from Monday, 1969-12-29, to 1970-01-01."""

_DIMENSIONS: Final = {
    one.name: one
    for one in (
        Dimension("metric", "e.metric", "policy", "metric"),
        Dimension("rule", "if(e.metric < 0, -1 - e.rule, e.rule)"),
        Dimension("level", "e.level"),
        Dimension("recipient", "e.recipient"),
        Dimension("wanted", "e.wanted"),
        Dimension("priority", "e.priority", "field", "priority"),
        Dimension("team", "e.team", "field", "team"),
        Dimension("agent", "e.assignee", "field", "assignee"),
        Dimension("tier", "e.tier"),
        Dimension("hour", f"(e.hour + {_FIRST_MONDAY}) % {_HOURS_A_WEEK}"),
        Dimension("day", f"(e.hour + {_FIRST_MONDAY}) // 24"),
    )
}
_PER_PERSON: Final = frozenset({"recipient", "wanted"})
_TOLD: Final = """
    left join told t on t.run = s.run and t.ticket = s.ticket and t.metric = s.metric and t.cycle = s.cycle
        and t.rule = s.rule and t.notice = s.notice and t.sent = s.sent
"""
_TOTAL: Final = """
    select count(*), count(distinct ticket) from notices where run = $run and list_contains($metrics, metric)
"""
_SPAN: Final = "select min(sent), max(sent) from notices where run = $run"
_NOBODY: Final = """
    select wanted, count(*) from told
    where run = $run and list_contains($metrics, metric) and reached is null
    group by wanted order by 2 desc, 1
"""


def escalations(
    store: Store, run: KeptRun, *, by: Sequence[str] = (), metrics: Sequence[str] = (), limit: int | None = None
) -> Report:
    """Count a run's reminders and escalations, and what its automation rules tell.

    A level is 0 for reminders, and for automation rules: their notices are of no metric, and not counted where
    `metrics` are named. `nobody` counts notices that reached nobody; `uncertain` those of clocks whose pauses the
    history does not tell; the delays are from the point of a notice to when it was sent, longer than nothing where
    the help desk looks only now and then (`evaluate_every`) or the clock stood still. By `recipient` or `wanted`, a
    notice counts once for each person whom it tells.

    Args:
        store: an open store.
        run: the run.
        by: names of columns, by default `BY`.
        metrics: names of metrics, by default all.
        limit: the most rows; a note says how many there are.

    Raises:
        InputError: no such column or metric.
    """
    wanted = _wanted(by or BY)
    numbers = metric_numbers(store, run, metrics) + ([] if metrics else [NO_METRIC])
    found = _named(store, run, wanted, _count(store, run, wanted, numbers))
    table, cuts = cut(found, limit)
    title = _title(store, run, numbers)
    return Report("escalations", title, table, (*cuts, *_nobody(store, run, numbers), *_looks(run)))


def _wanted(names: Sequence[str]) -> tuple[Dimension, ...]:
    for name in names:
        if name not in _DIMENSIONS:
            near = did_you_mean(name, _DIMENSIONS)
            listed = f"there are {', '.join(_DIMENSIONS)}"
            raise InputError(f"notices can't be counted by {name!r}", f"{near} {listed}" if near else listed)
    return tuple(_DIMENSIONS[name] for name in dict.fromkeys(names))


def _count(store: Store, run: KeptRun, wanted: Sequence[Dimension], metrics: list[int]) -> pa.Table:
    told = any(one.name in _PER_PERSON for one in wanted)
    query = (
        sql("escalations")
        .replace("/* by */", ", ".join(f"{one.code} as {one.name}" for one in wanted))
        .replace("/* told */", _TOLD if told else "")
        .replace("/* recipient */", "t.reached" if told else "null")
        .replace("/* wanted */", "t.wanted" if told else "null")
    )
    cursor = store.cursor()
    cursor.register("offsets", _offsets(store, run))
    parameters = {"run": run.run, "metrics": metrics}
    return rows(cursor, query, parameters, durations=("median_delay", "longest_delay"))


def _offsets(store: Store, run: KeptRun) -> pa.Table:
    """The stretches of one offset of the run's zone over all of its notices."""
    first, last = store.cursor().execute(_SPAN, {"run": run.run}).fetchall()[0]
    found = offsets(run.time_zone, (first or 0) // DAY, (last or 0) // DAY + 1)
    return pa.table({"start": found.starts, "end": found.ends, "shift": found.shifts})


def _named(store: Store, run: KeptRun, wanted: Sequence[Dimension], table: pa.Table) -> pa.Table:
    for place, one in enumerate(wanted):
        table = table.set_column(place, one.name, _words(store, run, one, table.column(place)))
    return table


def _words(
    store: Store, run: KeptRun, one: Dimension, codes: pa.ChunkedArray[Any]
) -> pa.Array[Any] | pa.ChunkedArray[Any]:
    if one.name == "rule":
        return _rules(run, codes)
    return _SHOWN[one.name](codes) if one.name in _SHOWN else decoded(store, run, one, codes)


def _rules(run: KeptRun, codes: pa.ChunkedArray[Any]) -> pa.Array[Any]:
    """Names of rules: of `sla` by their numbers from 0, of `automation` by theirs from −1 down."""
    policy = policy_of(run)
    rules = policy.automation.rules
    names = {-1 - number: rule.name for number, rule in enumerate(rules)}
    names |= {number: rule.name for number, rule in enumerate(policy.sla)}
    return pa.array([names.get(int(code)) for code in codes.to_numpy()], pa.string())


def _hours(codes: pa.ChunkedArray[Any]) -> pa.Array[Any]:
    """Hours of the week in words: `Mon 09`."""
    hours: list[int] = codes.to_numpy().tolist()
    return pa.array([f"{DAYS[hour // 24]} {hour % 24:02}" for hour in hours], pa.string())


def _days(codes: pa.ChunkedArray[Any]) -> pa.Array[Any]:
    """Local days as dates; day 0 is Monday, 1969-12-29."""
    return pa.array((codes.to_numpy() - _FIRST_MONDAY // 24).astype(np.int32), pa.date32())


_SHOWN: Final = {"hour": _hours, "day": _days}


def _title(store: Store, run: KeptRun, metrics: list[int]) -> str:
    notices, tickets = store.cursor().execute(_TOTAL, {"run": run.run, "metrics": metrics}).fetchall()[0]
    return f"{run.name}: {counted(notices, 'notice')} about {counted(tickets, 'ticket')}"


def _nobody(store: Store, run: KeptRun, metrics: list[int]) -> tuple[str, ...]:
    """Which recipients were nobody, most frequent first."""
    found = store.cursor().execute(_NOBODY, {"run": run.run, "metrics": metrics}).fetchall()
    if not found:
        return ("Every recipient was somebody",)
    said = ", ".join(f"{wanted} ({counted(count, 'time')})" for wanted, count in found)
    return (f"Nobody was there to be told: {said}",)


def _looks(run: KeptRun) -> tuple[str, ...]:
    every = run.section("evaluate_every")
    looks = f"the help desk looks every {every}" if every else "notices are sent at once"
    return (f"{looks[0].upper()}{looks[1:]}; people do what they did, whoever is told",)
