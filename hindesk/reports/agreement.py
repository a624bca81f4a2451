"""How far a run agrees with the verdicts that exports carry of their own help desk."""

from __future__ import annotations

from collections import Counter
from typing import Final

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from hindesk.replay.runs import KeptRun
from hindesk.reports.counted import counted
from hindesk.reports.cut import cut
from hindesk.reports.report import Report
from hindesk.reports.run_notes import given_notes
from hindesk.reports.sql import rows, sql
from hindesk.store.store import Store

REASONS: Final = {
    "no clock": "without a clock in this run",
    "unknown": "without the history",
    "open": "still open",
    "cancelled": "cancelled",
}
"""Why a verdict of the export has nothing to be compared with, in words."""

NOTHING: Final = "No export in this store carries its help desk's own verdicts"


def agreement(store: Store, run: KeptRun) -> Report:
    """Compare the verdicts that exports carry with those of a run, by source and metric.

    `recorded` counts the export's verdicts. Where the run has a verdict too, they agree (`both_met`, `both_breached`)
    or only one of them says breached; `agreement_share` is the share that agrees of these. The rest is `not_judged`.
    """
    cursor, pairs = _pairs(store, run)
    table = rows(cursor, sql("agreement"), {})
    return Report("agreement", f"{run.name}: {_said(pairs)}", table, _notes(store, run, pairs))


def disagreements(store: Store, run: KeptRun, *, limit: int | None = None) -> Report:
    """List the verdicts of exports that a run contradicts, the clearest first within source, metric and kind."""
    cursor, pairs = _pairs(store, run)
    found = rows(cursor, sql("disagreements"), {"run": run.run}, durations=("elapsed", "target", "over"))
    table, cuts = cut(found, limit)
    title = f"{run.name}: {counted(found.num_rows, 'disagreement')}"
    return Report("disagreements", title, table, (*cuts, *_notes(store, run, pairs)))


def _pairs(store: Store, run: KeptRun) -> tuple[duckdb.DuckDBPyConnection, pa.Table]:
    """A cursor that knows the pairs of verdicts as `pairs`, and the pairs."""
    cursor = store.cursor()
    pairs = rows(cursor, sql("agreement_pairs"), {"run": run.run})
    cursor.register("pairs", pairs)
    return cursor, pairs


def _said(pairs: pa.Table) -> str:
    compared = pairs.filter(pc.is_in(pairs.column("replayed"), value_set=pa.array(["met", "breached"])))
    if not compared.num_rows:
        return "no verdict to compare"
    same = compared.filter(pc.equal(compared.column("recorded"), compared.column("replayed"))).num_rows
    return f"{same:,} of {counted(compared.num_rows, 'verdict')} agree, {100 * same / compared.num_rows:.1f} %"


def _notes(store: Store, run: KeptRun, pairs: pa.Table) -> tuple[str, ...]:
    if not pairs.num_rows:
        return (NOTHING,)
    counts = Counter(pairs.column("replayed").to_pylist())
    said = [f"{counts[kind]:,} {words}" for kind, words in REASONS.items() if counts[kind]]
    told = f"Not judged: {', '.join(said)}" if said else "Every recorded verdict could be compared"
    return (told, *given_notes(store, run))
