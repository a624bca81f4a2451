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
from hindesk.importers.date_layouts import DAY_FIRST, EPOCH, MONTH_FIRST, Order, Pattern, patterns_of
from hindesk.importers.table import Table

SHAPES: Final = 400
"""Shapes of a column's values that are looked at, the most frequent first."""

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
        layout: how its dates are written, for people.
        sql: an expression over `raw`: microseconds of UTC, or NULL where the cell is blank or can't be read.
    """

    header: str
    layout: str
    sql: str


@dataclass(frozen=True, slots=True)
class _Column:
    """One column's values, as far as a format must be found for them."""

    header: str
    text: str
    patterns: tuple[Pattern, ...]


def instants(
    connection: duckdb.DuckDBPyConnection, table: Table, headers: Sequence[str], rules: DateRules
) -> dict[str, Instants]:
    """How each of the columns `headers` is read; columns of one file share what decides between day and month.

    Raises:
        InputError: a column is no date, could be day-first or month-first, mixes both, or has no zone.
    """
    columns = [_column(connection, table, header, rules) for header in headers]
    order = _order(connection, table, columns, rules)
    return {column.header: _instants(connection, table, column, (order, rules.zone)) for column in columns}


def _column(connection: duckdb.DuckDBPyConnection, table: Table, header: str, rules: DateRules) -> _Column:
    """The patterns that the values of a column may be read by."""
    text = _text(table.need(header))
    if rules.order is not None and "%" in rules.order:
        zone = "offset" if "%z" in rules.order else "none"
        return _Column(header, text, (Pattern(rules.order, None, rules.order, zone),))
    shapes = connection.execute(
        f"select translate({text}, '012345678', '999999999') as shape, count(*) as n from raw "  # noqa: S608
        f"where {text} <> '' group by shape order by n desc, shape limit {SHAPES}"
    ).fetchall()
    patterns = {pattern: None for shape, _ in shapes for pattern in patterns_of(str(shape))}
    if shapes and not patterns:
        raise _no_date(table, header, str(_example(connection, text)))
    return _Column(header, text, tuple(patterns))


def _text(column: str) -> str:
    """The cell as it is read: without outer spaces, Korean AM and PM in English."""
    return f"replace(replace(trim({column}), '오전', 'AM'), '오후', 'PM')"


def _example(connection: duckdb.DuckDBPyConnection, text: str, where: str = "true") -> str | None:
    """The first value of a column, or the first for which `where` holds."""
    found = connection.execute(
        f"select {text} from raw where {text} <> '' and ({where}) order by rowid limit 1"  # noqa: S608
    ).fetchall()
    return str(found[0][0]) if found else None


def _no_date(table: Table, header: str, example: str) -> InputError:
    return InputError(
        f"{table.file}, column {header!r}: {example!r} is no date that is known",
        "say how its dates are written with --date-order, for example --date-order '%d.%m.%Y %H:%M'",
    )


def _order(
    connection: duckdb.DuckDBPyConnection, table: Table, columns: Sequence[_Column], rules: DateRules
) -> Order | None:
    """Which of day and month comes first, from all values of all columns together."""
    open_columns = [column for column in columns if any(pattern.order for pattern in column.patterns)]
    if not open_columns:
        return None
    for order in (DAY_FIRST, MONTH_FIRST):
        if rules.order == order:
            return order
    days, months = (_only(connection, open_columns, *pair) for pair in _PAIRS)
    if days and months:
        raise InputError(
            f"{table.file}: {days!r} can only be day-first and {months!r} only month-first",
            "--date-order day-first (or month-first) reads one of them and rejects the other",
        )
    if days or months:
        return DAY_FIRST if days else MONTH_FIRST
    return _settled(connection, table, open_columns)


_PAIRS: Final = ((DAY_FIRST, MONTH_FIRST), (MONTH_FIRST, DAY_FIRST))


def _only(
    connection: duckdb.DuckDBPyConnection, columns: Sequence[_Column], order: Order, other: Order
) -> str | None:
    """A value that can be read in one order and not in the other."""
    for column in columns:
        fits, differs = (_parsed(column, wanted) for wanted in (order, other))
        found = _example(connection, column.text, f"{fits} is not null and {differs} is null")
        if found:
            return found
    return None


def _settled(connection: duckdb.DuckDBPyConnection, table: Table, columns: Sequence[_Column]) -> Order:
    """The order where no value decides: refused, unless both readings of every value are the same."""
    for column in columns:
        days, months = (_parsed(column, order) for order in (DAY_FIRST, MONTH_FIRST))
        found = _example(connection, column.text, f"{days} <> {months}")
        if found:
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


def _parsed(column: _Column, order: Order) -> str:
    """The wall-clock time of a cell whose day and month come in `order`, as an expression."""
    return _strptime(column.text, [pattern for pattern in column.patterns if pattern.order == order])


def _strptime(text: str, patterns: Sequence[Pattern]) -> str:
    """The timestamp that the first fitting pattern gives, as an expression; patterns are ours or quoted."""
    if not patterns:
        return "null::timestamp"
    quoted = ", ".join("'" + pattern.text.replace("'", "''") + "'" for pattern in patterns)
    return f"try_strptime({text}, [{quoted}])::timestamp"


def _instants(
    connection: duckdb.DuckDBPyConnection, table: Table, column: _Column, settled: tuple[Order | None, str | None]
) -> Instants:
    """One column with its format settled."""
    order, zone = settled
    patterns = [pattern for pattern in column.patterns if pattern.order in (None, order)]
    if not patterns:
        return Instants(column.header, "", "null::bigint")
    layout = _layout(connection, column, patterns)
    kept = [pattern for pattern in patterns if pattern.layout == layout]
    fits = _sql(connection, table, column, (kept, zone))
    share = connection.execute(
        f"select avg(({fits} is not null)::int) from raw where {column.text} <> ''"  # noqa: S608
    ).fetchall()[0][0]
    if share is not None and share < ENOUGH:
        raise _no_date(table, column.header, str(_example(connection, column.text, f"{fits} is null")))
    return Instants(column.header, layout, fits)


def _layout(connection: duckdb.DuckDBPyConnection, column: _Column, patterns: Sequence[Pattern]) -> str:
    """The layout that reads most values."""
    layouts = list(dict.fromkeys(pattern.layout for pattern in patterns))
    if len(layouts) == 1:
        return layouts[0]
    counts = ", ".join(
        f"count({_local(column.text, [pattern for pattern in patterns if pattern.layout == layout])})"
        for layout in layouts
    )
    found = connection.execute(f"select {counts} from raw").fetchall()[0]  # noqa: S608
    return layouts[int(np.argmax(found))]


def _local(text: str, patterns: Sequence[Pattern]) -> str:
    """Microseconds that the texts show, as they stand."""
    if any(pattern.text == EPOCH for pattern in patterns):
        return _epoch(text)
    return f"epoch_us({_strptime(text, patterns)})"


def _epoch(text: str) -> str:
    """Microseconds since 1970 from a count of seconds, milliseconds or microseconds, told apart by its length."""
    number = f"try_cast({text} as decimal(22, 6))"
    return (
        f"(case when {number} < 1e11 then {number} * 1000000 when {number} < 1e14 then {number} * 1000 "
        f"else {number} end)::bigint"
    )


def _sql(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    column: _Column,
    settled: tuple[Sequence[Pattern], str | None],
) -> str:
    """Microseconds of UTC, whatever the texts say of their zone."""
    patterns, zone = settled
    parts: list[str] = []
    naive = [pattern for pattern in patterns if pattern.zone == "none"]
    if naive:
        parts.append(_to_utc(connection, table, column, (_local(column.text, naive), zone)))
    if certain := [pattern for pattern in patterns if pattern.zone == "utc"]:
        parts.append(_local(column.text, certain))
    if offset := [pattern for pattern in patterns if pattern.zone == "offset"]:
        parts.append(f"epoch_us({_strptime(column.text, offset).removesuffix('::timestamp')})")
    return parts[0] if len(parts) == 1 else f"coalesce({', '.join(parts)})"


def _to_utc(
    connection: duckdb.DuckDBPyConnection, table: Table, column: _Column, local: tuple[str, str | None]
) -> str:
    """Wall-clock times of a zone as UTC: an ambiguous time is its first occurrence, a skipped one the change's."""
    times, zone = local
    first, last = connection.execute(f"select min({times}), max({times}) from raw").fetchall()[0]  # noqa: S608
    if first is None:
        return times
    if zone is None:
        raise InputError(
            f"{table.file}, column {column.header!r}: {_example(connection, column.text)!r} does not say its time zone",
            "name the zone of the file's times with --time-zone, for example --time-zone Asia/Seoul",
        )
    stretches = offsets(zone, int(first) // DAY - 2, int(last) // DAY + 3)
    reached = np.maximum.accumulate(stretches.ends + stretches.shifts)
    if len(stretches.shifts) == 1:
        return f"{times} - ({int(stretches.shifts[0])})"
    cases = " ".join(
        f"when {times} < {int(end)} then greatest({times} - ({int(shift)}), {int(start)})"
        for end, shift, start in zip(reached, stretches.shifts, stretches.starts, strict=True)
    )
    return f"case {cases} end"
