"""ServiceNow: audit rows, each of which is one version of an incident; what changed is found by comparing them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pyarrow as pa

from hindesk.errors import InputError
from hindesk.importers.cells import FieldColumn, fill, stage_cells, stage_statuses
from hindesk.importers.changes import create_snapshots, stage_changes
from hindesk.importers.dates import Instants, instants
from hindesk.importers.job import Job, Reading, date_note
from hindesk.importers.milestones import Milestone, StatusNames, stage_milestones
from hindesk.importers.rejects import stage_rejects
from hindesk.importers.servicenow_words import (
    CATEGORIES,
    CLOSED,
    FIELDS,
    KEY,
    LEFT_OUT,
    MODIFIED,
    OPENED,
    PRIORITIES,
    RESOLVED,
    STATE,
    STATE_CODES,
    UPDATED,
)
from hindesk.importers.sql import sql
from hindesk.importers.table import Table, folded, tidy
from hindesk.importers.tables import load_table

SOURCE: Final = "servicenow"

_HEADER: Final = pa.schema([("header", pa.string())])
_GAPS: Final = """
select count(*)
from (select key from audit_rows group by key having max(modified) - min(modified) + 1 > count(*))
"""


def read_servicenow(job: Job) -> Reading:
    """Stage incidents from audit rows; a list with one row for each incident is read as milestones.

    Raises:
        InputError: a column that places the rows is missing, or the dates can't be told.
    """
    table = load_table(job)
    table.refuse_doubles()
    key = table.need(_present(table, KEY))
    names = {name: _present(table, names) for name, names in (("updated", UPDATED), ("opened", OPENED))}
    for name, options in (("resolved", RESOLVED), ("closed", CLOSED)):
        if header := _first(table, options):
            names[name] = header
    read = instants(job.connection, table, list(dict.fromkeys(names.values())), job.options.dates)
    stage_statuses(job.connection, CATEGORIES)
    stage_cells(job.connection, _fields(table))
    rows = job.connection.execute(f"select count(*) > 1 and count(*) = count(distinct {key}) from raw").fetchall()  # noqa: S608
    when = {name: read[header] for name, header in names.items()}
    reading = _read_list(job, table, key, when) if rows[0][0] else _read_audit(job, table, when)
    stage_rejects(job.connection, table)
    return reading


def _first(table: Table, names: Sequence[str]) -> str | None:
    """The first of several column names that the table has."""
    return next((name for name in names if table.find(name)), None)


def _present(table: Table, names: Sequence[str]) -> str:
    """The first of several column names that the table has.

    Raises:
        InputError: it has none of them.
    """
    found = _first(table, names)
    if found is None:
        raise InputError(f"{table.file} has no column {' or '.join(names)}", "export the incidents with that column")
    return found


def _fields(table: Table) -> list[FieldColumn]:
    """The columns that are fields: known ones by their standard names, others by their own."""
    state = _first(table, STATE)
    columns: list[FieldColumn] = []
    for place, header in enumerate(table.columns, start=1):
        name = folded(header)
        if not name or name in LEFT_OUT or (name in STATE and name != state):
            continue
        column, field = f"c{place}", FIELDS.get(name, name)
        values = {"status": STATE_CODES, "priority": PRIORITIES}.get(field, {})
        columns.append(FieldColumn(column, field, header, values))
        if field == "priority":
            columns.append(FieldColumn(column, "priority_name", header))
    return columns


def _read_audit(job: Job, table: Table, read: dict[str, Instants]) -> Reading:
    """Stage incidents from the differences between their versions."""

    def cell(*names: str) -> str:
        found = _first(table, names)
        text = table.need(found) if found else "null"
        return f"nullif({tidy(text)}, '?')"

    job.connection.execute(
        f"""create or replace temp table audit as select
            rowid as "row", {cell(*KEY)} as key, {read["updated"].sql} as updated,
            {tidy(table.need(read["updated"].header))} as updated_text,
            {read["opened"].sql} as opened,
            {read["resolved"].sql if "resolved" in read else "null::bigint"} as resolved,
            {read["closed"].sql if "closed" in read else "null::bigint"} as closed,
            try_cast({cell(*MODIFIED)} as bigint) as modified,
            coalesce({cell("sys_updated_by", "updated_by")}, '') as person,
            {cell("resolved_by")} as resolver, {cell("close_code", "closed_code")} as code,
            {cell("made_sla")} as made_sla
        from raw"""  # noqa: S608 - names of `raw` and expressions of `dates`
    )
    fill(job.connection, "audit_headers", [[read["updated"].header]], _HEADER)
    fill(job.connection, "state_headers", [[_first(table, STATE) or ""]], _HEADER)
    create_snapshots(job.connection)
    job.connection.execute(sql("servicenow"))
    stage_changes(job.connection)
    job.connection.execute(sql("servicenow_close"))
    gaps = job.connection.execute(_GAPS).fetchall()[0][0]
    notes = [f"{gaps} incidents skip versions: what changed in those is seen at their next row"] if gaps else []
    return Reading(SOURCE, (*table.notes, *date_note(read), *notes))


def _read_list(job: Job, table: Table, key: str, read: dict[str, Instants]) -> Reading:
    """Stage a list with one row for each incident: its milestones and its fields as they are now."""
    names = {"opened": "created", "updated": "updated", "resolved": "solved", "closed": "closed"}
    milestones = [
        Milestone(names[name], column.header, table.need(column.header), column.sql) for name, column in read.items()
    ]
    stage_milestones(job.connection, key, milestones, StatusNames("Resolved", "Closed"))
    note = "each incident stands in one row: read as milestones, not as a history"
    return Reading(SOURCE, (*table.notes, note, *date_note(read)))
