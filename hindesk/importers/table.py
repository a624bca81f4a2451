"""A table that was read as text: the temporary table `raw`, whose columns are c1, c2, ... in the file's order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from hindesk.calendars.nearest import nearest
from hindesk.errors import InputError

REJECTED = """
create or replace temp table raw_rejects ("row" bigint, column_name varchar, value varchar, reason varchar)
"""
"""Cells of `raw` that could not be read, by the number of their row (rowid of `raw`)."""


@dataclass(frozen=True, slots=True)
class Table:
    """What `raw` holds.

    Args:
        file: the file's name, for errors.
        columns: the names in the header, as written.
        text: the file in UTF-8 where it is text with records on lines, else None.
        first_line: the line or row on which the first record stands, where there is no `text`.
        notes: how the file was read, where a person should know.
    """

    file: str
    columns: tuple[str, ...]
    text: Path | None = None
    first_line: int = 1
    notes: tuple[str, ...] = ()

    def find(self, name: str) -> str | None:
        """The column of `raw` whose header is `name`, without regard to case and outer spaces; None without one.

        Raises:
            InputError: several columns have that header.
        """
        found = [place for place, column in enumerate(self.columns, start=1) if folded(column) == folded(name)]
        if len(found) > 1:
            raise self.doubled(found)
        return f"c{found[0]}" if found else None

    def need(self, name: str) -> str:
        """The column of `raw` whose header is `name`.

        Raises:
            InputError: there is no such column, or several; the hint names the nearest.
        """
        found = self.find(name)
        if found is None:
            near = nearest(name, [column for column in self.columns if column])
            hint = f"did you mean {near!r}?" if near else f"the columns are {', '.join(self.columns)}"
            raise InputError(f"{self.file} has no column {name!r}", hint)
        return found

    def refuse_doubles(self) -> None:
        """Raise an InputError where two columns have the same header."""
        for name, times in Counter(folded(column) for column in self.columns if column).items():
            if times > 1:
                self.find(name)

    def doubled(self, places: Sequence[int]) -> InputError:
        """The error that two columns have one header."""
        numbers = " and ".join(str(place) for place in places)
        return InputError(
            f"{self.file}: columns {numbers} are both called {self.columns[places[0] - 1]!r}",
            "rename or delete one of them in the header line",
        )


def folded(name: str) -> str:
    """A header as it is compared: without regard to case, outer spaces and repeated spaces."""
    return " ".join(name.casefold().split())


def raw_columns(count: int) -> tuple[str, ...]:
    """The names of the first `count` columns of `raw`."""
    return tuple(f"c{place}" for place in range(1, count + 1))


def tidy(column: str) -> str:
    """A column of `raw` without outer spaces, as an expression; NULL where nothing is left."""
    spaced = f"{column} like ' %' or {column} like '% '"
    return f"(case when {spaced} then nullif(trim({column}), '') else nullif({column}, '') end)"


def drop_raw(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop what was read from the file, once it is staged."""
    for table in ("raw", "raw_cells", "raw_rejects", "opening_rows"):
        connection.execute(f"drop table if exists {table}")


def create_rejects(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the empty temporary table `raw_rejects`."""
    connection.execute(REJECTED)
