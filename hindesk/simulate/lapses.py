"""How often tickets would lapse from permissions and sensitive matters, under both policies."""

from __future__ import annotations

from typing import Final

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from hindesk.policy.values import Policy
from hindesk.replay.lapse_codes import LAPSES, OUTSIDE, SENSITIVE, UNKNOWN_HOLDER
from hindesk.simulate.sql import sql

_NAMED: Final = "insert into lapsed select $side, section, name, 0, 0 from lapse_names"


class Lapses:
    """Counts the lapses of one side of a comparison, set by set."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, *, side: str, policy: Policy) -> None:
        """Count on a connection that has the comparison's tables; the side is `old` or `new`."""
        self._connection = connection
        self._side = side
        self._names = _names(policy)
        if self._names.num_rows:
            connection.register("lapse_names", self._names)
            connection.execute(_NAMED, {"side": side})
            connection.unregister("lapse_names")

    def add(self, lapses: pa.RecordBatch) -> None:
        """Count the lapses of a set of tickets."""
        if lapses.num_rows:
            self._connection.register("walked_lapses", lapses)
            self._connection.register("lapse_names", self._names)
            self._connection.execute(sql("lapsed"), {"side": self._side})
            self._connection.unregister("walked_lapses")
            self._connection.unregister("lapse_names")


def lapses_table(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """How often tickets lapse from the rules of both sides.

    Returns:
        lapse (`lapse_codes.LAPSES`), rule (by its name), old_lapses, new_lapses, difference (new less old),
        old_tickets, new_tickets; in the order of sorts and names.
    """
    rows: pa.Table = connection.sql(sql("lapses"), params={"unknown": UNKNOWN_HOLDER}).to_arrow_table()
    sorts = pc.take(pa.array(LAPSES, pa.string()), rows["section"].cast(pa.int64()))
    table: pa.Table = rows.set_column(0, "lapse", sorts)
    return table


def _names(policy: Policy) -> pa.Table:
    """The rules' names: section, rule (its number there), name."""
    named = [(section, policy.permissions) for section in (OUTSIDE, UNKNOWN_HOLDER)]
    rows = [(section, number, rule.name) for section, rules in named for number, rule in enumerate(rules)]
    rows += [(SENSITIVE, number, matter.name) for number, matter in enumerate(policy.sensitive)]
    sections, numbers, names = zip(*rows, strict=True) if rows else ((), (), ())
    kinds = (pa.int8(), pa.int16(), pa.string())
    columns = zip((sections, numbers, names), kinds, strict=True)
    return pa.table([pa.array(column, kind) for column, kind in columns], names=["section", "rule", "name"])
