"""The partition: which share of the clocks' counted time went to each of the seven buckets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from hindesk.causes.sql import filled
from hindesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Grouping:
    """What clocks are told apart by.

    Args:
        codes: SQL of each code; `c` is the clock.
        joins: SQL of the tables that codes stand in, where that is not the clock.
        parameters: what the joins need.
        tables: Arrow tables that the joins read, by name.
    """

    codes: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    parameters: dict[str, object] = field(default_factory=dict)
    tables: dict[str, pa.Table] = field(default_factory=dict)


def partition(store: Store, run: int, metrics: Sequence[int], grouping: Grouping) -> pa.Table:
    """Add up where the time of the breached and of the met clocks went: docs/concepts/causes.md.

    Args:
        store: an open store.
        run: the number of a run.
        metrics: numbers of metrics of the run.
        grouping: what the clocks are told apart by.

    Returns:
        Columns d0, d1, … (the codes), verdict (`breached`, `met`), clocks, counted (microseconds), and a share from 0
        to 1 for each bucket; they add up to 1, and are null where nothing was counted. Ordered by the codes.
    """
    names = "".join(f"d{place}, " for place in range(len(grouping.codes)))
    codes = "".join(f"{code} as d{place}, " for place, code in enumerate(grouping.codes))
    query = filled("partition", {"codes": codes, "names": names, "joins": "\n".join(grouping.joins)})
    cursor = store.cursor()
    for name, table in grouping.tables.items():
        cursor.register(name, table)
    parameters = {"run": run, "metrics": list(metrics), **grouping.parameters}
    found: pa.Table = cursor.sql(query, params=parameters).to_arrow_table()
    return found
