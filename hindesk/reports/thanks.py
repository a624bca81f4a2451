"""What a desk's resolution times are with and without the detector of thanks."""

from __future__ import annotations

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from hindesk.replay.runs import KeptRun
from hindesk.reports.columns import DURATION
from hindesk.reports.counted import counted
from hindesk.reports.report import Report
from hindesk.reports.run_policy import policy_of
from hindesk.simulate.bench import Progress
from hindesk.simulate.thanks import Comparison, compare_thanks
from hindesk.store.store import Store

_DURATIONS: Final = ("median", "p90")
_TEXTS: Final = "select count(*) from words join fields using (field) where name = 'text'"
_NO_TEXTS: Final = "The store has no texts of messages, so that no message says thanks: import them with the tickets"
_KEPT: Final = (
    "A ticket is kept solved if the detector saves it a reopening; what the customer then gets to hear later is as "
    "history has it"
)


def thanks(store: Store, run: KeptRun, *, progress: Progress) -> Report:
    """Replay a run's policy without and with the detector, and compare the metrics: two rows each.

    Attainment is the share of met clocks among judged ones; `median` and `p90` are the elapsed times of judged clocks,
    at most which a half and nine tenths of them took, in open time of their calendars.

    Args:
        store: an open store; it is only read.
        run: the run whose policy is replayed, as of the same instant.
        progress: called after each set of tickets.

    Raises:
        PolicyError: this version can't read the run's policy.
    """
    policy = policy_of(run)
    found = compare_thanks(store, policy, as_of=run.as_of, progress=progress)
    table = _named(found.metrics, [metric.name for metric in policy.metrics])
    own = () if policy.thanks else ("The policy has no `thanks`; shown is what `thanks: true` would change",)
    texts = store.cursor().execute(_TEXTS).fetchall()[0][0]
    return Report("thanks", _title(run, found), table, (*own, *([] if texts else [_NO_TEXTS]), _KEPT))


def _title(run: KeptRun, found: Comparison) -> str:
    kept = f"{found.kept:,} of {counted(found.tickets, 'ticket')} kept solved"
    return f"{run.name}: {kept}, {counted(found.reopenings, 'reopening')} fewer with the detector of thanks"


def _named(table: pa.Table, metrics: list[str]) -> pa.Table:
    names = pc.take(pa.array(metrics, pa.string()), table["metric"])
    detector = pc.if_else(table["detects"], pa.scalar("with"), pa.scalar("without"))
    table = table.set_column(0, "metric", names).set_column(1, "detector", detector)
    for name in _DURATIONS:
        place = table.schema.get_field_index(name)
        table = table.set_column(place, name, table.column(name).cast(pa.int64()).cast(DURATION))
    return table
