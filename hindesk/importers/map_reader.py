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
    stage_statuses(job.connection, wanted.categories)
    _stage_fields(job, table, wanted)
    rules = DateRules(job.options.time_zone or wanted.time_zone, job.options.date_order or wanted.dates)
    stage = stage_events if wanted.rows == "events" else _stage_one_row
    notes = stage(job, table, wanted, rules)
    stage_rejects(job.connection, table)
    return Reading(wanted.source, (*table.notes, *notes))


def _stage_fields(job: Job, table: Table, wanted: ColumnMap) -> None:
    """Make `raw_cells` from the map's fields, constants included."""
    columns = [
        FieldColumn(table.need(cell.column), field, cell.column, dict(cell.values), cell.number)
        for field, cell in wanted.fields.items()
        if cell.column is not None
    ]
    missing = MISSING if wanted.missing is None else tuple({"", *(text.casefold() for text in wanted.missing)})
    stage_cells(job.connection, columns, missing)
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
