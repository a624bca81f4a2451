"""Cells: the columns of `raw` that are fields, as one row per field and row, with the values that they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import duckdb
import pyarrow as pa

from hindesk.importers.sql import sql
from hindesk.importers.table import tidy

MISSING: Final = ("", "?", "-", "--", "n/a", "null", "none", "(null)", "nil")
"""Texts that say that there is nothing, in lower case."""

_RULES: Final = pa.schema([(name, pa.string()) for name in ("column", "field", "header", "number")])
_VALUES: Final = pa.schema([("field", pa.string()), ("text", pa.string()), ("meaning", pa.string())])


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """A column of `raw` that is a field of tickets.

    Args:
        column: its name in `raw`.
        field: the field's name.
        header: its name in the file.
        values: what its values mean, by their text in lower case; other values stand for themselves.
        number: its values must be plain numbers; others are rejected.
    """

    column: str
    field: str
    header: str
    values: Mapping[str, str] | None = None
    number: bool = False


def stage_cells(
    connection: duckdb.DuckDBPyConnection,
    columns: Sequence[FieldColumn],
    missing: Sequence[str] = MISSING,
    *,
    only: bool = False,
) -> None:
    """Make the temporary table `raw_cells` ("row", field, value): '' is empty. Cells that can't be go to `raw_rejects`.

    Args:
        connection: with `raw` and `raw_rejects`.
        columns: the columns that are fields.
        missing: texts that say that there is nothing, in lower case.
        only: cells are wanted of the rows in the temporary table `opening_rows` alone, and no blank ones; numbers
            are asked of all rows.
    """
    rules = [[c.column, c.field, c.header, "yes" if c.number else ""] for c in columns]
    values = [[c.field, text.casefold(), meaning] for c in columns for text, meaning in (c.values or {}).items()]
    fill(connection, "cell_rules", rules, _RULES)
    fill(connection, "cell_values", values, _VALUES)
    fill(connection, "cell_missing", [[text] for text in missing], pa.schema([("text", pa.string())]))
    _below_one_another(connection, "cell_numbers", [c.column for c in columns if c.number], only=False)
    _below_one_another(connection, "cell_texts", [c.column for c in columns], only=only)
    connection.execute(sql("cells"))
    for table in ("cell_rules", "cell_values", "cell_missing"):
        connection.execute(f"drop table {table}")
    for view in ("cell_numbers", "cell_texts"):
        connection.execute(f"drop view {view}")


def _below_one_another(connection: duckdb.DuckDBPyConnection, view: str, columns: Sequence[str], *, only: bool) -> None:
    """Make the view `view` ("row", "column", text): columns of `raw`, of all rows, or `only` what openings tell."""
    names = ", ".join(f"'{name}'" for name in dict.fromkeys(columns))
    cells = ", ".join(tidy(name) for name in dict.fromkeys(columns))
    connection.execute(
        f'create or replace temp view {view} as from (select rowid as "row", '  # noqa: S608 - names of `raw`
        f'unnest([{names}]::varchar[]) as "column", unnest([{cells}]::varchar[]) as text from raw '
        + ('where rowid in (select "row" from opening_rows)) where text is not null' if only else ")")
    )


def stage_statuses(connection: duckdb.DuckDBPyConnection, meanings: Mapping[str, int]) -> None:
    """Write what statuses mean (events.Category) to `staged_statuses`."""
    for status, category in meanings.items():
        connection.execute("insert into staged_statuses values (?, ?)", [status, int(category)])


def fill(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[object]], schema: pa.Schema
) -> None:
    """Make the temporary table `table` (one of this package's names) from a few rows."""
    columns = list(zip(*rows, strict=True)) or [() for _ in schema]
    arrays = [pa.array(list(column), kind.type) for column, kind in zip(columns, schema, strict=True)]
    connection.register("filling", pa.Table.from_arrays(arrays, schema=schema))
    connection.execute(f"create or replace temp table {table} as from filling")
    connection.unregister("filling")
