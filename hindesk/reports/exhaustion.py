"""Clocks that ran on after the last telling of the last level of their ladder: nobody else was told of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa

from hindesk.policy.escalation import REMINDER, Notice
from hindesk.policy.values import Policy
from hindesk.replay.runs import KeptRun
from hindesk.reports.columns import COUNT, DURATION, TEXT, TRUTH, Columns, table_of
from hindesk.reports.counted import counted
from hindesk.reports.metrics import metric_numbers
from hindesk.reports.report import Report
from hindesk.reports.run_policy import policy_of
from hindesk.reports.sql import rows, sql
from hindesk.store.store import Store

_COLUMNS: Final[Columns] = {
    "rule": TEXT,
    "metric": TEXT,
    "last_level": COUNT,
    "escalated": COUNT,
    "exhausted": COUNT,
    "open": COUNT,
    "uncertain": COUNT,
    "median_after": DURATION,
    "longest_after": DURATION,
    "longest_open": TRUTH,
}
_NONE: Final = {"escalated": 0, "exhausted": 0, "open": 0, "uncertain": 0}
_MEANS: Final = (
    "exhausted counts clocks that ran on after the last telling of the last level: nobody else is told of them; "
    "median_after and longest_after are the wall-clock time from then until the clock stopped"
)
_OPEN: Final = (
    "open ones still ran at the end and count until then; longest_open marks where the longest is one of them"
)


@dataclass(frozen=True, slots=True)
class _Rung:
    """One telling of a ladder, as the query knows it.

    Args:
        rule: the number of its rule.
        metric: the number of its metric.
        notice: its place among the rule's notices for the metric.
        entry: the place of the first telling of what repeats here.
        last: whether it is the last telling of that.
        top: whether it is of the highest level.
        sure: whether it is told whatever the ticket is.
        tops: how many entries of the highest level are sure.
    """

    rule: int
    metric: int
    notice: int
    entry: int
    last: bool
    top: bool
    sure: bool
    tops: int


def exhaustion(store: Store, run: KeptRun, *, metrics: Sequence[str] = ()) -> Report:
    """Count by rule and metric the clocks that ran on after their ladder had come to its end.

    A ladder is at its end when everything of its highest level was told for the last time, and so was every level
    below that repeats; what has a condition of its own is not waited for. `escalated` counts clocks of which a level
    told somebody, `uncertain` those of the exhausted ones whose pauses the history does not tell. Every ladder of the
    policy has a row, in the policy's order.

    Args:
        store: an open store.
        run: the run.
        metrics: names of metrics, by default all.

    Raises:
        InputError: no such metric.
        PolicyError: this version can't read the run's policy.
    """
    policy = policy_of(run)
    numbers = metric_numbers(store, run, metrics)
    rungs = [rung for rung in _rungs(policy) if rung.metric in numbers]
    cursor = store.cursor()
    cursor.register("rungs", _table(rungs))
    query = {"run": run.run, "metrics": numbers, "as_of": run.as_of}
    found = {(row["rule"], row["metric"]): row for row in rows(cursor, sql("exhaustion"), query).to_pylist()}
    ladders = dict.fromkeys((rung.rule, rung.metric) for rung in rungs)
    table = table_of(_COLUMNS, (_row(policy, ladder, found.get(ladder, _NONE)) for ladder in ladders))
    exhausted = sum(row["exhausted"] for row in found.values())
    notes = (_MEANS, _OPEN) if ladders else (f"The policy {run.policy!r} has no ladder",)
    return Report("exhaustion", f"{run.name}: {counted(exhausted, 'clock')} ran on after the last level", table, notes)


def _row(policy: Policy, ladder: tuple[int, int], found: dict[str, Any]) -> tuple[object, ...]:
    rule, metric = policy.sla[ladder[0]], policy.metrics[ladder[1]].name
    highest = max(notice.level for notice in rule.notices[metric])
    return rule.name, metric, highest, *(found.get(name) for name in list(_COLUMNS)[3:])


def _rungs(policy: Policy) -> Iterator[_Rung]:
    """Yield every telling of every ladder of a policy."""
    metrics = {metric.name: number for number, metric in enumerate(policy.metrics)}
    for number, rule in enumerate(policy.sla):
        for metric, notices in rule.notices.items():
            yield from _of_ladder(number, metrics[metric], notices)


def _of_ladder(rule: int, metric: int, notices: Sequence[Notice]) -> Iterator[_Rung]:
    levels = {place: notice for place, notice in enumerate(notices) if notice.level > REMINDER}
    entries = {place: _entry(notice) for place, notice in levels.items()}
    first = {entry: place for place, entry in reversed(entries.items())}
    last = {entry: place for place, entry in entries.items()}
    highest = max((notice.level for notice in levels.values()), default=REMINDER)
    tops = sum(levels[place].level == highest and levels[place].when is None for place in first.values())
    for place, notice in levels.items():
        entry = entries[place]
        told = (first[entry], last[entry] == place, notice.level == highest, notice.when is None)
        yield _Rung(rule, metric, place, *told, tops)


def _entry(notice: Notice) -> tuple[object, ...]:
    """What the tellings of one level have in common, wherever it repeats."""
    return notice.level, notice.line, notice.to, notice.sets, notice.when


def _table(rungs: Sequence[_Rung]) -> pa.Table:
    kinds = {name: pa.bool_() if name in {"last", "top", "sure"} else pa.int64() for name in _Rung.__slots__}
    return pa.table({name: pa.array([getattr(one, name) for one in rungs], kind) for name, kind in kinds.items()})
