"""What a reader is given and what it gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from hindesk.importers.dates import DateRules, Instants

Progress = Callable[[str, float | None], None]
"""Told the name of a step and the share of it that is done (0 to 1), or None where that is not known."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How a person wants a file to be read; None leaves it to the file.

    Args:
        as_: the name of a format.
        map: a column map in YAML.
        time_zone: the IANA zone of times that don't say theirs.
        encoding: the codec of a text file.
        date_order: `day-first`, `month-first` or a strptime pattern.
        source: the name under which the tickets are kept.
        progress: called while the import goes on, from another thread.
    """

    as_: str | None = None
    map: Path | None = None
    time_zone: str | None = None
    encoding: str | None = None
    date_order: str | None = None
    source: str | None = None
    progress: Progress | None = None

    @property
    def dates(self) -> DateRules:
        """What the person says of the file's dates."""
        return DateRules(zone=self.time_zone, order=self.date_order)


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read.

    Args:
        connection: a connection with empty staging tables.
        path: the file.
        options: how the person wants it read.
        scratch: a folder for temporary files, cleared after the import.
    """

    connection: duckdb.DuckDBPyConnection
    path: Path
    options: ImportOptions
    scratch: Path


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader tells of a file beside what it staged.

    Args:
        source: whose tickets they are, unless the person says otherwise.
        notes: choices that a person should know of, as sentences without a full stop.
    """

    source: str
    notes: tuple[str, ...] = ()


def date_note(read: dict[str, Instants]) -> tuple[str, ...]:
    """How dates were read, as a note; nothing where the file has none."""
    layouts = sorted({column.layout for column in read.values() if column.layout})
    return (f"dates read as {' and '.join(layouts)}",) if layouts else ()
