"""Any table, read by a column map: snapshots and milestones as one row a ticket, events as one row an event."""

from __future__ import annotations

from typing import Final

import pyarrow as pa

from hindesk.errors import InputError
from hindesk.importers.cells import MISSING, FieldColumn, fill, stage_cells, stage_statuses
from hindesk.importers.column_map import ColumnMap, load_map
from hindesk.importers.dates import DateRules, instants
from hindesk.importers.job import Job, Reading, date_note
from hindesk.importers.map_events import stage_events
from hindesk.importers.milestones import MILESTONES, Milestone, StatusNames, stage_milestones
from hindesk.importers.rejects import stage_rejects
from hindesk.importers.table import Table
from hindesk.importers.tables import load_table

_OPENINGS: Final = """
insert into staged_openings by name
select o.key, c.field, c.value from opening_rows as o join raw_cells as c using ("row") where c.value <> ''
"""
_ADD_CONSTANTS: Final = """
insert into raw_cells by name
select r.rowid as "row", c.field, c.value from raw as r cross join map_constants as c
"""
_CONSTANTS: Final = pa.schema([("field", pa.string()), ("value", pa.string())])


def read_mapped(job: Job) -> Reading:
    """Stage a table as its column map says.

    Raises:
        InputError: the map has problems, the table lacks a column that the map names, or the dates can't be told.
    """
    if job.options.map is None:
        raise InputError("a column map is needed", "name it with --map FILE")
    wanted = load_map(job.options.map)
    table = load_table(job)
    columns = _columns(table, wanted)
    stage_statuses(job.connection, wanted.categories)
    rules = DateRules(job.options.time_zone or wanted.time_zone, job.options.date_order or wanted.dates)
    if wanted.rows == "events":
        notes = stage_events(job, table, wanted, rules)
        _stage_fields(job, wanted, columns, only=True)
        job.connection.execute(_OPENINGS)
    else:
        _stage_fields(job, wanted, columns)
        notes = _stage_one_row(job, table, wanted, rules)
    stage_rejects(job.connection, table)
    return Reading(wanted.source, (*table.notes, *notes))


def _columns(table: Table, wanted: ColumnMap) -> list[FieldColumn]:
    """The columns that are fields."""
    return [
        FieldColumn(table.need(cell.column), field, cell.column, dict(cell.values), cell.number)
        for field, cell in wanted.fields.items()
        if cell.column is not None
    ]


def _stage_fields(job: Job, wanted: ColumnMap, columns: list[FieldColumn], *, only: bool = False) -> None:
    """Make `raw_cells` from the map's fields, constants included."""
    missing = MISSING if wanted.missing is None else tuple({"", *(text.casefold() for text in wanted.missing)})
    stage_cells(job.connection, columns, missing, only=only)
    constants = [[field, cell.constant] for field, cell in wanted.fields.items() if cell.constant is not None]
    fill(job.connection, "map_constants", constants, _CONSTANTS)
    job.connection.execute(_ADD_CONSTANTS)


def _stage_one_row(job: Job, table: Table, wanted: ColumnMap, rules: DateRules) -> tuple[str, ...]:
    """Stage tickets that stand in one row each."""
    told = MILESTONES if wanted.rows == "milestones" else ("created", "updated")
    headers = {name: header for name in told if (header := getattr(wanted.instants, name)) is not None}
    read = instants(job.connection, table, list(dict.fromkeys(headers.values())), rules)
    milestones = [Milestone(name, header, table.need(header), read[header].sql) for name, header in headers.items()]
    names = StatusNames(wanted.status_words.solved, wanted.status_words.closed)
    stage_milestones(job.connection, table.need(wanted.id), milestones, names)
    return date_note(read)
