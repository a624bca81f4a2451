"""When: columns of texts become columns of instants, in one format for a whole column, found from all its values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import duckdb
import numpy as np

from hindesk.calendars.instants import DAY
from hindesk.calendars.offsets import offsets
from hindesk.errors import InputError
from hindesk.importers.date_columns import DateColumn, date_column, example, local, no_date, timestamp
from hindesk.importers.date_layouts import Order, Pattern
from hindesk.importers.date_order import settle
from hindesk.importers.table import Table

ENOUGH: Final = 0.5
"""Share of a column's values that must be instants; the others are rejected one by one."""


@dataclass(frozen=True, slots=True)
class DateRules:
    """What is said about a file's dates.

    Args:
        zone: the IANA zone of times without one.
        order: `day-first`, `month-first` or a strptime pattern, where the person or the column map says so.
    """

    zone: str | None = None
    order: str | None = None


@dataclass(frozen=True, slots=True)
class Instants:
    """How one column is read.

    Args:
        header: the column's name in the file.
        layout: how its dates are written, for people; '' of a blank column.
        sql: an expression over `raw`: microseconds of UTC, or NULL where the cell is blank or can't be read.
    """

    header: str
    layout: str
    sql: str


def instants(
    connection: duckdb.DuckDBPyConnection, table: Table, headers: Sequence[str], rules: DateRules
) -> dict[str, Instants]:
    """How each of the columns `headers` is read; columns of one file share what decides between day and month.

    Raises:
        InputError: a column is no date, could be day-first or month-first, mixes both, or has no zone.
    """
    named = rules.order if rules.order is not None and "%" in rules.order else None
    columns = [date_column(connection, table, header, named) for header in headers]
    order = settle(connection, table, columns, rules.order)
    return {column.header: _instants(connection, table, column, (order, rules.zone)) for column in columns}


def _instants(
    connection: duckdb.DuckDBPyConnection, table: Table, column: DateColumn, settled: tuple[Order | None, str | None]
) -> Instants:
    """One column with its format settled."""
    order, zone = settled
    kept = [pattern for pattern in column.patterns if pattern.order in (None, order)]
    if not kept:
        return Instants(column.header, "", "null::bigint")
    shown = local(column, kept)
    share, first, last = connection.execute(
        f"select count({shown}) / greatest(count(*), 1), min({shown}), max({shown}) "  # noqa: S608
        f"from raw where {column.text} is not null"
    ).fetchall()[0]
    if (wrong := example(connection, column.text, f"{shown} is null") if share < ENOUGH else None) is not None:
        raise no_date(table, column.header, wrong)
    if first is None:
        return Instants(column.header, "", "null::bigint")
    if zone is None and any(pattern.zone == "none" for pattern in kept):
        raise InputError(
            f"{table.file}, column {column.header!r}: {example(connection, column.text)!r} does not say its time zone",
            "name the zone of the file's times with --time-zone, for example --time-zone Asia/Seoul",
        )
    return Instants(column.header, kept[0].layout, _utc(column, kept, zone or "UTC", (int(first), int(last))))


def _utc(column: DateColumn, patterns: Sequence[Pattern], zone: str, span: tuple[int, int]) -> str:
    """Microseconds of UTC, whatever the texts say of their zone, as an expression."""
    parts: list[str] = []
    if naive := [pattern for pattern in patterns if pattern.zone == "none"]:
        parts.append(_from_wall_clock(local(column, naive), zone, span))
    if certain := [pattern for pattern in patterns if pattern.zone == "utc"]:
        parts.append(local(column, certain))
    if offset := [pattern for pattern in patterns if pattern.zone == "offset"]:
        parts.append(f"epoch_us({timestamp(column, offset, '')})")
    return parts[0] if len(parts) == 1 else f"coalesce({', '.join(parts)})"


def _from_wall_clock(times: str, zone: str, span: tuple[int, int]) -> str:
    """Wall-clock times of a zone as UTC: an ambiguous time is its first occurrence, a skipped one the change's."""
    stretches = offsets(zone, span[0] // DAY - 2, span[1] // DAY + 3)
    reached = np.maximum.accumulate(stretches.ends + stretches.shifts)
    if len(stretches.shifts) == 1:
        return f"{times} - ({int(stretches.shifts[0])})"
    cases = " ".join(
        f"when {times} < {int(end)} then greatest({times} - ({int(shift)}), {int(start)})"
        for end, shift, start in zip(reached, stretches.shifts, stretches.starts, strict=True)
    )
    return f"case {cases} end"
