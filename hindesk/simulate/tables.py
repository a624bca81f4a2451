"""What a simulation found, with words for codes: the changed clocks, and how many there are for which reason."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hindesk.replay.codes import BREACHED, MET, VERDICTS
from hindesk.simulate.words import Names

OUTCOMES: Final = (*VERDICTS, "not measured")
"""What a policy makes of a clock, by code: a verdict, or that it has no such clock."""

ABSENT: Final = len(VERDICTS)

CHANGES: Final = ("newly breached", "newly met", "newly measured", "no longer measured", "other")
"""What a change of verdict amounts to: newly breached and newly met whatever the verdict was before."""

_DURATIONS: Final = ("old_target", "new_target", "old_elapsed", "new_elapsed")
_ORDER: Final = (
    *("ticket", "subject", "metric", "cycle", "old_verdict", "new_verdict", "change", "why"),
    *("old_due_at", "new_due_at", *_DURATIONS, "old_rule", "new_rule", "source"),
)


def changed_table(details: pa.Table, why: pa.Array[Any], names: Names) -> pa.Table:
    """The changed clocks as people read them.

    Args:
        details: the rows of `details.sql`.
        why: the reason of each of them.
        names: the texts of metrics and rules.

    Returns:
        ticket, subject, metric, cycle, old_verdict, new_verdict, change (one of `CHANGES`), why, old_due_at, new_due_at
        (`timestamp[us, UTC]`), old_target, new_target, old_elapsed, new_elapsed (`duration[us]`), old_rule, new_rule,
        source; in the order of tickets, metrics and cycles. Null where a policy has no such clock.
    """
    columns: dict[str, Any] = {name: details[name] for name in details.column_names}
    columns["change"], columns["why"] = change_of(details["old_verdict"], details["new_verdict"]), why
    columns["cycle"] = details["cycle"].cast(pa.int64())
    for name in ("old_verdict", "new_verdict"):
        columns[name] = named(details[name], OUTCOMES)
    columns["metric"] = named(details["metric"], names.metrics)
    for name in ("old_rule", "new_rule"):
        columns[name] = named(details[name], names.rules)
    for name in ("old_due_at", "new_due_at"):
        columns[name] = details[name].cast(pa.timestamp("us", "UTC"))
    for name in _DURATIONS:
        columns[name] = details[name].cast(pa.duration("us"))
    return pa.table({name: columns[name] for name in _ORDER})


def reason_table(changed: pa.Table, metrics: tuple[str, ...]) -> pa.Table:
    """How many clocks changed, by metric (in this order) and reason (the most frequent first).

    Returns:
        metric, why, clocks, and one column of counts for each of `CHANGES`, with underscores.
    """
    flags = {
        change.replace(" ", "_"): pc.equal(changed["change"], pa.scalar(change)).cast(pa.int64()) for change in CHANGES
    }
    counted = pa.table({"metric": changed["metric"], "why": changed["why"], **flags})
    sums = counted.group_by(["metric", "why"]).aggregate([([], "count_all"), *((name, "sum") for name in flags)])
    place = pc.index_in(sums["metric"], value_set=pa.array(metrics, pa.string()))
    sums = sums.append_column("place", place).sort_by(
        [("place", "ascending"), ("count_all", "descending"), ("why", "ascending")]
    )
    columns = {"metric": sums["metric"], "why": sums["why"], "clocks": sums["count_all"]}
    return pa.table(columns | {name: sums[f"{name}_sum"] for name in flags})


def change_of(old: pa.ChunkedArray[Any], new: pa.ChunkedArray[Any]) -> pa.Array[Any]:
    """What each change of verdict (codes of `OUTCOMES`) amounts to."""
    before, after = old.to_numpy(), new.to_numpy()
    cases = [before == ABSENT, after == ABSENT, after == BREACHED, after == MET]
    which = np.select(cases, [2, 3, 0, 1], default=4)
    return pc.take(pa.array(CHANGES, pa.string()), pa.array(which, pa.int64()))


def named(codes: pa.ChunkedArray[Any], names: tuple[str, ...]) -> pa.ChunkedArray[Any]:
    """The names behind numbers; null stays null."""
    return pc.take(pa.chunked_array([pa.array(names, pa.string())]), codes.cast(pa.int64()))
