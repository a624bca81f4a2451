"""Columns of dates: which patterns their values may be read by, before the order of day and month is settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import duckdb

from hindesk.errors import InputError
from hindesk.importers.date_layouts import EPOCH, Pattern, Zone, patterns_of
from hindesk.importers.table import Table, tidy

SHAPES: Final = 400
"""Shapes of a column's values that are looked at, the most frequent first."""

SAMPLE: Final = 5000
"""Values from all over a column whose shapes are looked at first; the others only where those don't explain all."""


@dataclass(frozen=True, slots=True)
class DateColumn:
    """One column's values, as far as a format must be found for them.

    Args:
        header: the column's name in the file.
        text: an expression over `raw` for the text that is parsed.
        patterns: the patterns that some of its values fit by their shape.
    """

    header: str
    text: str
    patterns: tuple[Pattern, ...]


def date_column(
    connection: duckdb.DuckDBPyConnection, table: Table, header: str, named: str | None = None
) -> DateColumn:
    """The patterns that the values of a column may be read by: `named` alone, or those that their shapes allow.

    Raises:
        InputError: no value has the shape of an instant.
    """
    column = table.need(header)
    if named is not None:
        zone: Zone = "offset" if "%z" in named else "none"
        return DateColumn(header, tidy(column), (Pattern(named, None, named, zone),))
    rows = int(connection.execute("select count(*) from raw").fetchall()[0][0])
    found = _by_shape(connection, header, column, f"rowid % {rows // SAMPLE + 1} = 0")
    if rows > SAMPLE and not _explained(connection, found):
        found = _by_shape(connection, header, column, "true")
    if not found.patterns and (first := example(connection, found.text)) is not None:
        raise no_date(table, header, first)
    return found


def _explained(connection: duckdb.DuckDBPyConnection, column: DateColumn) -> bool:
    """Whether every value fits one of the patterns."""
    found = connection.execute(
        f"select count({column.text}) = count({local(column)}) from raw"  # noqa: S608
    ).fetchall()
    return bool(found[0][0])


def _by_shape(connection: duckdb.DuckDBPyConnection, header: str, column: str, where: str) -> DateColumn:
    """The patterns that fit the shapes of the values in the rows `where`."""
    text = tidy(column)
    shapes = connection.execute(
        f"select translate({text}, '012345678', '999999999') as shape, count(*) as n from raw "  # noqa: S608
        f"where {text} is not null and ({where}) group by shape order by n desc, shape limit {SHAPES}"
    ).fetchall()
    korean = any("오전" in shape or "오후" in shape for shape, _ in shapes)
    read = f"replace(replace({text}, '오전', 'AM'), '오후', 'PM')" if korean else text
    return DateColumn(header, read, _of_one_layout(shapes))


def _of_one_layout(shapes: Sequence[tuple[str, int]]) -> tuple[Pattern, ...]:
    """The patterns of the date layout that most values have; day-first and month-first go together."""
    counts: Counter[tuple[str, ...]] = Counter()
    found: dict[tuple[str, ...], dict[Pattern, None]] = {}
    for shape, times in shapes:
        patterns = patterns_of(shape.replace("오전", "AM").replace("오후", "PM"))
        layouts = tuple(pattern.layout for pattern in patterns)
        if layouts:
            counts[layouts] += times
            found.setdefault(layouts, {}).update(dict.fromkeys(patterns))
    return tuple(found[counts.most_common(1)[0][0]]) if counts else ()


def example(connection: duckdb.DuckDBPyConnection, text: str, where: str = "true") -> str | None:
    """The first value of a column that is not blank and for which `where` holds."""
    found = connection.execute(
        f"select arg_min({text}, rowid) from raw where {text} is not null and ({where})"  # noqa: S608
    ).fetchall()[0][0]
    return None if found is None else str(found)


def no_date(table: Table, header: str, value: str) -> InputError:
    """The error that a column's values are no dates."""
    return InputError(
        f"{table.file}, column {header!r}: {value!r} is no date that is known",
        "say how its dates are written with --date-order, for example --date-order '%d.%m.%Y %H:%M'",
    )


def local(column: DateColumn, patterns: Sequence[Pattern] | None = None) -> str:
    """Microseconds that the texts show as they stand, as an expression; NULL where no pattern fits."""
    wanted = column.patterns if patterns is None else patterns
    parts = [f"epoch_us({timestamp(column, [p for p in wanted if p.text != EPOCH])})"]
    if any(pattern.text == EPOCH for pattern in wanted):
        parts.append(_epoch(column.text))
    return parts[0] if len(parts) == 1 else f"coalesce({', '.join(parts)})"


def timestamp(column: DateColumn, patterns: Sequence[Pattern], kind: str = "::timestamp") -> str:
    """What the first fitting pattern reads, as an expression; patterns are ours, or quoted here."""
    if not patterns:
        return f"null{kind or '::timestamptz'}"
    quoted = ", ".join("'" + pattern.text.replace("'", "''") + "'" for pattern in patterns)
    return f"try_strptime({column.text}, [{quoted}]){kind}"


def _epoch(text: str) -> str:
    """Microseconds since 1970 from a count of seconds, milliseconds or microseconds, told apart by its length."""
    number = f"try_cast({text} as decimal(22, 6))"
    return (
        f"(case when {number} < 1e11 then {number} * 1000000 when {number} < 1e14 then {number} * 1000 "
        f"else {number} end)::bigint"
    )
