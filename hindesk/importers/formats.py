"""The formats that can be read: one table, and the choice of one for a file, with the reason for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hindesk.calendars.nearest import did_you_mean
from hindesk.errors import InputError
from hindesk.importers.files import check_file
from hindesk.importers.freshdesk import read_freshdesk
from hindesk.importers.job import ImportOptions, Job, Reading
from hindesk.importers.kinds import KIND_TITLES, Kind, Sight, sight_of
from hindesk.importers.map_reader import read_mapped
from hindesk.importers.servicenow import read_servicenow
from hindesk.importers.table import folded
from hindesk.importers.xes import read_xes


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be read.

    Args:
        name: what `--as` calls it.
        title: what people call it.
        kinds: of file that it comes in.
        marks: the columns that tell it, each with the names that it may have, in lower case.
        read: stages a file.
    """

    name: str
    title: str
    kinds: frozenset[Kind]
    marks: tuple[tuple[str, ...], ...]
    read: Callable[[Job], Reading]


@dataclass(frozen=True, slots=True)
class Detection:
    """The format that a file is read in, and why: a clause that follows `read as TITLE because`."""

    format: Format
    why: str


TABLES: Final[frozenset[Kind]] = frozenset({"csv", "json", "parquet", "xlsx"})

FORMATS: Final = (
    Format(
        "servicenow",
        "ServiceNow audit rows",
        TABLES,
        (
            ("number",),
            ("sys_mod_count", "updates"),
            ("sys_updated_on", "sys_updated_at"),
            ("incident_state", "state"),
            ("opened_at",),
        ),
        read_servicenow,
    ),
    Format(
        "freshdesk",
        "a Freshdesk ticket export",
        TABLES,
        (("ticket id",), ("created time",), ("status",), ("resolved time", "due by time", "initial response time")),
        read_freshdesk,
    ),
    Format("xes", "an XES event log", frozenset({"xml"}), (), read_xes),
)

MAPPED: Final = Format("map", "a table with a column map", TABLES, (), read_mapped)


def detect(path: Path, options: ImportOptions) -> Detection:
    """The format of a file: the one that the person names, the column map, or the one whose columns it has.

    Raises:
        InputError: there is no such file, map or format, or nothing fits; the hint names the nearest format and the
            way out.
    """
    check_file(path)
    if options.map is not None:
        check_file(options.map)
        return Detection(MAPPED, f"--map names the column map {options.map.name}")
    if options.as_ is not None:
        return Detection(_named(options.as_), f"--as {options.as_} says so")
    sight = sight_of(path, options.encoding)
    for form in FORMATS:
        found = _marks(form, sight)
        if sight.kind in form.kinds and len(found) == len(form.marks):
            return Detection(form, _why(found, sight))
    raise _unknown(path, sight)


def _named(name: str) -> Format:
    """The format called `name`."""
    known = {form.name: form for form in FORMATS}
    if name not in known:
        listed = f"--as takes {', '.join(known)}; --map FILE reads any other table"
        raise InputError(f"there is no format {name!r}", " ".join(filter(None, (did_you_mean(name, known), listed))))
    return known[name]


def _marks(form: Format, sight: Sight) -> list[str]:
    """The columns of a file that tell a format, as the file writes them."""
    columns = {folded(column): column for column in sight.columns}
    return [next(columns[n] for n in names if n in columns) for names in form.marks if columns.keys() & set(names)]


def _why(found: list[str], sight: Sight) -> str:
    """The reason for a choice, as a clause."""
    return f"it has the columns {', '.join(found)}" if found else f"it is {KIND_TITLES[sight.kind]}"


def _unknown(path: Path, sight: Sight) -> InputError:
    """The error that no format fits, with the nearest one and what it misses."""
    formats = ", ".join(f"{form.name} ({form.title})" for form in FORMATS)
    message = f"{path.name} is {KIND_TITLES[sight.kind]} in no format that is known: {formats}"
    fitting = [form for form in FORMATS if sight.kind in form.kinds and _marks(form, sight)]
    if not fitting:
        return InputError(message, "write a column map (--map FILE), or name the format with --as")
    near = max(fitting, key=lambda form: len(_marks(form, sight)) / len(form.marks))
    columns = {folded(column) for column in sight.columns}
    missing = ", ".join(" or ".join(names) for names in near.marks if not columns & set(names))
    return InputError(
        message,
        f"nearest is {near.name}, but there is no column {missing}; write a column map (--map FILE), "
        f"or name the format with --as",
    )
