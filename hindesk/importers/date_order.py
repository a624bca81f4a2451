"""Which of day and month comes first in a file, from all values of all its columns of dates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import duckdb

from hindesk.errors import InputError
from hindesk.importers.date_columns import DateColumn, example, timestamp
from hindesk.importers.date_layouts import DAY_FIRST, MONTH_FIRST, Order
from hindesk.importers.table import Table

_ORDERS: Final[tuple[Order, Order]] = (DAY_FIRST, MONTH_FIRST)


def settle(
    connection: duckdb.DuckDBPyConnection, table: Table, columns: Sequence[DateColumn], named: str | None
) -> Order | None:
    """The order of day and month: the one that is named, else the one that every value allows; None where none asks.

    Raises:
        InputError: no value decides, some values decide for one order and some for the other, or the name is unknown.
    """
    asking = [column for column in columns if any(pattern.order for pattern in column.patterns)]
    for order in _ORDERS:
        if named == order:
            return order
    if named is not None and "%" not in named:
        raise InputError(
            f"there is no date order {named!r}", "it is day-first, month-first or a pattern such as %d/%m/%Y"
        )
    if not asking:
        return None
    days, months = _only(connection, asking, DAY_FIRST, MONTH_FIRST), _only(connection, asking, MONTH_FIRST, DAY_FIRST)
    if days and months:
        raise InputError(
            f"{table.file}: {days!r} can only be day-first and {months!r} only month-first",
            "--date-order day-first (or month-first) reads one of them and rejects the other",
        )
    if days or months:
        return DAY_FIRST if days else MONTH_FIRST
    return _same(connection, table, asking)


def _parsed(column: DateColumn, order: Order) -> str:
    """The wall-clock time of a cell whose day and month come in `order`, as an expression."""
    return timestamp(column, [pattern for pattern in column.patterns if pattern.order == order])


def _only(
    connection: duckdb.DuckDBPyConnection, columns: Sequence[DateColumn], order: Order, other: Order
) -> str | None:
    """A value that can be read in one order and not in the other."""
    for column in columns:
        where = f"{_parsed(column, order)} is not null and {_parsed(column, other)} is null"
        if (found := example(connection, column.text, where)) is not None:
            return found
    return None


def _same(connection: duckdb.DuckDBPyConnection, table: Table, columns: Sequence[DateColumn]) -> Order:
    """The order where no value decides: refused, unless both readings of every value are the same."""
    for column in columns:
        days, months = (_parsed(column, order) for order in _ORDERS)
        found = example(connection, column.text, f"{days} <> {months}")
        if found is not None:
            readings = connection.execute(
                f"select strftime({days}, '%-d %B %Y'), strftime({months}, '%-d %B %Y') "  # noqa: S608
                f"from raw where {column.text} = ? limit 1",
                [found],
            ).fetchall()[0]
            raise InputError(
                f"{table.file}, column {column.header!r}: {found!r} is {readings[0]} or {readings[1]}, "
                "and no value in the file decides",
                "say which with --date-order day-first or --date-order month-first",
            )
    return DAY_FIRST
