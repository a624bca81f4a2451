"""The tags of breached clocks, counted, beside those of clocks that met their target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pyarrow as pa

from hindesk.causes.tagging import Counts, count_tags
from hindesk.causes.tags import FLOOR, TAGS, UNEXPLAINED
from hindesk.replay.runs import KeptRun
from hindesk.reports.counted import counted
from hindesk.reports.metrics import metric_numbers
from hindesk.reports.report import Report
from hindesk.reports.run_notes import run_notes
from hindesk.reports.sql import DURATION
from hindesk.store.store import Store

ASSOCIATION: Final = (
    "Lift is how many times as often breached clocks have a tag as clocks that met their target: an association, "
    "not a cause; hard tickets take longer and change hands more often"
)
PRIMARY: Final = (
    "A clock may have several tags; the primary one accounts for most of its counted time, "
    f"and for at least {100 * FLOOR:.0f} %"
)

_TITLES: Final = {tag.name: tag.title for tag in TAGS}
_NO_TAG: Final = f"no tag accounts for {100 * FLOOR:.0f} % of the time"
_TYPES: Final[dict[str, pa.DataType]] = {
    "tag": pa.string(),
    "primary": pa.int64(),
    "primary_share": pa.float64(),
    "time": DURATION,
    "breached": pa.int64(),
    "breached_share": pa.float64(),
    "met": pa.int64(),
    "met_share": pa.float64(),
    "lift": pa.float64(),
    "not_tested": pa.int64(),
    "meaning": pa.string(),
}


def cause_tags(store: Store, run: KeptRun, *, metrics: Sequence[str] = ()) -> Report:
    """Count the tags of a run's breached clocks, which docs/concepts/causes.md defines.

    Returns:
        One row for each tag, the most frequent primary one first and `unexplained` last; none where nothing breached.
        `primary`: breached clocks whose primary tag it is, `time`: the counted time of those that it accounts for;
        `breached`, `met`: clocks that have the tag; their shares are of the clocks whose history lets it be tested;
        `lift` is breached_share / met_share, null where no clock that met its target has the tag;
        `not_tested`: breached clocks whose history does not tell.

    Raises:
        InputError: no such metric.
    """
    numbers = metric_numbers(store, run, metrics)
    counts = count_tags(store, run, numbers)
    rows = [_row(row, counts.breached) for row in counts.tags.to_pylist()] if counts.breached else []
    rows.sort(key=lambda row: (row["tag"] == UNEXPLAINED, -row["primary"], -row["breached"]))
    table = pa.Table.from_pylist(rows, schema=pa.schema(_TYPES))
    title = (
        f"{run.name}: tags of {counted(counts.breached, 'breached clock')} beside {counts.met:,} that met their target"
    )
    notes = (PRIMARY, ASSOCIATION, *_untested(counts)) if counts.breached else ("Nothing breached",)
    return Report("cause_tags", title, table, (*notes, *run_notes(store, run, numbers)))


def _row(row: dict[str, Any], clocks: int) -> dict[str, Any]:
    breached, met = _share(row["breached"], row["breached_tested"]), _share(row["met"], row["met_tested"])
    return {
        "tag": row["tag"],
        "primary": row["primary"],
        "primary_share": _share(row["primary"], clocks),
        "time": row["time"],
        "breached": row["breached"],
        "breached_share": breached,
        "met": row["met"],
        "met_share": met,
        "lift": breached / met if breached is not None and met else None,
        "not_tested": clocks - row["breached_tested"],
        "meaning": _TITLES.get(row["tag"], _NO_TAG),
    }


def _share(part: int | None, whole: int | None) -> float | None:
    return part / whole if part is not None and whole else None


def _untested(counts: Counts) -> tuple[str, ...]:
    tested = dict(zip(*(counts.tags.column(name).to_pylist() for name in ("tag", "breached_tested")), strict=True))
    partly = {tag: counts.breached - count for tag, count in tested.items() if count < counts.breached}
    if not partly:
        return ("Every tag could be tested on every breached clock",)
    said = ", ".join(f"{tag} ({count:,})" for tag, count in partly.items())
    return (f"Not tested, because the history or the policy does not tell (breached clocks): {said}",)
