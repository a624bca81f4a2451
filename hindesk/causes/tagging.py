"""The tags of the judged clocks of a run: counted, or clock by clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from hindesk.calendars.instants import Flags
from hindesk.causes.marks import column, evidence, held, marked, names
from hindesk.causes.sql import filled
from hindesk.causes.tags import ALL_BUCKETS, TAGS, UNEXPLAINED, Tag
from hindesk.replay.runs import KeptRun
from hindesk.store.store import Store

_COUNTS: Final = ("breached", "breached_tested", "met", "met_tested", "primary", "time")


@dataclass(frozen=True, slots=True)
class Counts:
    """The tags of a run's clocks, counted.

    Args:
        breached: breached clocks.
        met: clocks that met their target.
        tags: one row for each tag, in the order of `TAGS`, then `UNEXPLAINED`. Columns tag (name); breached and met
            (clocks that have it); breached_tested and met_tested (clocks whose history lets it be tested); primary
            (breached clocks whose primary tag it is); time (microseconds of those that it accounts for).
    """

    breached: int
    met: int
    tags: pa.Table


def count_tags(store: Store, run: KeptRun, metrics: Sequence[int]) -> Counts:
    """Count the tags of a run's breached and met clocks; `metrics` are numbers of metrics of the run."""
    query = filled("patterns", {"names": names(), "marked": marked()})
    patterns = _rows(store, run, metrics, query)
    breached = _flags(patterns, "breached")
    rows: list[list[str | int | None]] = [[tag.name, *_tag_counts(patterns, tag, breached)] for tag in TAGS]
    rows.append([UNEXPLAINED, *_unexplained_counts(patterns, breached)])
    columns = [[row[place] for row in rows] for place in range(1 + len(_COUNTS))]
    arrays = [pa.array(columns[0], pa.string()), *(pa.array(counts, pa.int64()) for counts in columns[1:])]
    table = pa.table(dict(zip(("tag", *_COUNTS), arrays, strict=True)))
    return Counts(_sum(patterns, "clocks", breached), _sum(patterns, "clocks", ~breached), table)


def tagged_clocks(store: Store, run: KeptRun, metrics: Sequence[int], *, most: int) -> pa.Table:
    """The breached clocks with their tags, the one furthest over its target first.

    Args:
        store: an open store.
        run: the run.
        metrics: numbers of metrics of the run.
        most: the most rows.

    Returns:
        Columns ticket (its key, null where the store has it no more), source, metric (its name), cycle, primary_tag,
        evidence (words), tags (names, joined by `, `), elapsed, target and over (microseconds of counted time).
    """
    query = filled("tagged_clocks", {"evidence": evidence(), "held": held(), "marked": marked()})
    return _rows(store, run, metrics, query, most=most)


def _rows(store: Store, run: KeptRun, metrics: Sequence[int], query: str, **more: int) -> pa.Table:
    parameters: dict[str, object] = {
        "run": run.run,
        "metrics": list(metrics),
        "sets_priority": bool(run.section("priority")),
        "all_buckets": int(ALL_BUCKETS),
    }
    rows: pa.Table = store.cursor().sql(query, params=parameters | more).to_arrow_table()
    return rows


def _tag_counts(patterns: pa.Table, tag: Tag, breached: Flags) -> list[int]:
    has, tested = _flags(patterns, column(tag)), patterns.column(column(tag)).is_valid().to_numpy()
    primary = breached & _primary(patterns, tag.name)
    return [
        _sum(patterns, "clocks", breached & has),
        _sum(patterns, "clocks", breached & tested),
        _sum(patterns, "clocks", ~breached & has),
        _sum(patterns, "clocks", ~breached & tested),
        _sum(patterns, "clocks", primary),
        _sum(patterns, "time", primary),
    ]


def _unexplained_counts(patterns: pa.Table, breached: Flags) -> list[int | None]:
    unexplained = breached & _primary(patterns, UNEXPLAINED)
    clocks = _sum(patterns, "clocks", unexplained)
    return [clocks, _sum(patterns, "clocks", breached), None, None, clocks, _sum(patterns, "counted", unexplained)]


def _flags(patterns: pa.Table, name: str) -> Flags:
    return np.array([value is True for value in patterns.column(name).to_pylist()], np.bool_)


def _primary(patterns: pa.Table, name: str) -> Flags:
    return np.asarray(patterns.column("primary_tag").to_numpy() == name, np.bool_)


def _sum(patterns: pa.Table, name: str, where: Flags) -> int:
    return sum(value or 0 for value, chosen in zip(patterns.column(name).to_pylist(), where, strict=True) if chosen)
