"""Who would have been told how often, under both policies, in the policies' own words."""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from hindesk.policy.values import Policy
from hindesk.replay.told import recipients_of
from hindesk.simulate.sql import sql


class Notices:
    """Counts whom one side of a comparison tells, set by set."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, *, side: str, policy: Policy) -> None:
        """Count on a connection that has the comparison's tables; the side is `old` or `new`."""
        self._connection = connection
        self._side = side
        self._names = [metric.name for metric in policy.metrics]
        self._recipients = recipients_of(policy)

    def add(self, sent: pa.RecordBatch, metrics: tuple[str, ...]) -> None:
        """Count the notices of a set of tickets: those about clocks of these metrics; without any, all, also rules'."""
        table = pa.Table.from_batches([sent])
        if metrics:
            wanted = [number for number, name in enumerate(self._names) if name in metrics]
            table = table.filter(pc.is_in(table["metric"], value_set=pa.array(wanted, pa.int8())))
        if table.num_rows and self._recipients.num_rows:
            self._connection.register("sent", table)
            self._connection.register("recipients", self._recipients)
            self._connection.execute(sql("told"), {"side": self._side})
            self._connection.unregister("sent")
            self._connection.unregister("recipients")


def notices_table(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """How often both sides tell whom.

    Returns:
        level (`reminder`, `level 1` and so on, `rule`), recipient (as the policies name them), old_notices,
        new_notices, difference (new less old), old_tickets, new_tickets; in the order of levels and recipients.
    """
    rows: pa.Table = connection.sql(sql("notices")).to_arrow_table()
    levels = [_level(level) for level in rows["level"].to_pylist()]
    table: pa.Table = rows.set_column(0, "level", pa.array(levels, pa.string()))
    return table


def _level(level: int | None) -> str:
    if level is None:
        return "rule"
    return f"level {level}" if level else "reminder"
