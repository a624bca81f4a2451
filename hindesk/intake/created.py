"""The tickets of a store as they were when they were created, and what became of them in a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from hindesk.calendars.instants import Flags
from hindesk.intake.sql import sql
from hindesk.policy.values import Condition
from hindesk.reassign.conditions import matching
from hindesk.reassign.desk import BOUNDLESS, Ints
from hindesk.reassign.values import Values
from hindesk.replay.runs import KeptRun
from hindesk.store.store import Store


@dataclass(frozen=True, slots=True, eq=False)
class Created:
    """All tickets of a store, in the order of their numbers.

    Args:
        first: the values with which they were created.
        latest: the values at the end of the export.
        seen: which tickets the run has judged; the others count nowhere.
        tier: the tier that had each ticket last in the run; -1: none.
    """

    first: Values
    latest: Values
    seen: Flags
    tier: Ints

    def at_creation(self, condition: Condition) -> Flags:
        """Which of the judged tickets a condition held for when they were created."""
        return matching(condition, self.first) & self.seen

    def at_the_end(self, condition: Condition) -> Flags:
        """Which of the judged tickets a condition holds for at the end of the export."""
        return matching(condition, self.latest) & self.seen


def read_created(store: Store, run: KeptRun, *, statuses: Mapping[str, str] | None = None) -> Created:
    """Read the tickets of a store that a run has judged.

    Args:
        store: an open store.
        run: the run.
        statuses: the policy's categories of statuses, which override those of the readers.
    """
    first = Values(store, statuses=statuses, moment="first")
    latest = Values(store, statuses=statuses)
    rows: pa.Table = store.cursor().sql(sql("seen"), params={"run": run.run, "boundless": BOUNDLESS}).to_arrow_table()
    return Created(first, latest, first.spread(rows, "seen") == 1, first.spread(rows, "tier", absent=-1))
