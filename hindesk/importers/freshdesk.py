"""Freshdesk: the ticket export from the list view, one row for each ticket with its milestones."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pyarrow as pa

from hindesk.errors import InputError
from hindesk.events import Category
from hindesk.importers.cells import MISSING, FieldColumn, fill, stage_cells, stage_statuses
from hindesk.importers.dates import instants
from hindesk.importers.job import Job, Reading, date_note
from hindesk.importers.milestones import Milestone, StatusNames, stage_milestones
from hindesk.importers.rejects import stage_rejects
from hindesk.importers.table import Table, folded, tidy
from hindesk.importers.tables import load_table

SOURCE: Final = "freshdesk"

KEY: Final = "ticket id"

MILESTONES: Final = {
    "created time": "created",
    "initial response time": "first_response",
    "resolved time": "solved",
    "closed time": "closed",
    "last update time": "updated",
    "last updated time": "updated",
}
"""Headers of instants, in lower case; older exports capitalise them otherwise, and say `Last updated time`."""

FIELDS: Final = {
    "subject": "subject",
    "description": "text",
    "status": "status",
    "priority": "priority",
    "source": "channel",
    "type": "type",
    "agent": "assignee",
    "group": "team",
    "tags": "tags",
    "product": "product",
    "full name": "customer",
    "requester name": "customer",
    "company name": "company",
    "company": "company",
}
"""Headers of standard fields, in lower case. Other headers are fields under their own names."""

LEFT_OUT: Final = frozenset(
    {
        KEY, *MILESTONES, "due by time", "time tracked", "first response time (in hrs)", "resolution time (in hrs)",
        "agent interactions", "customer interactions", "resolution status", "first response status",
        "every response status", "survey results", "survey result", "association type", "contact id", "unique id",
        "id", "email", "requester email", "title", "approval status",
    }
)  # fmt: skip
"""Headers that are no fields: durations in business hours, verdicts, counts, and personal details."""

RECORDED: Final = {
    "resolution status": "resolution",
    "first response status": "first_response",
    "every response status": "next_response",
}
"""Headers of Freshdesk's own verdicts, and the metric of each."""

VERDICTS: Final = {"within sla": "met", "sla violated": "breached"}

STATUSES: Final = {
    "Open": Category.OPEN,
    "Pending": Category.WAITING_ON_CUSTOMER,
    "Waiting on Customer": Category.WAITING_ON_CUSTOMER,
    "Waiting on Third Party": Category.ON_HOLD,
    "Resolved": Category.SOLVED,
    "Closed": Category.CLOSED,
    "열림": Category.OPEN,
    "보류 중": Category.WAITING_ON_CUSTOMER,
    "해결됨": Category.SOLVED,
    "종료됨": Category.CLOSED,
}

PRIORITIES: Final = {"low": "low", "medium": "normal", "high": "high", "urgent": "urgent"}

CHANNELS: Final = {"feedback widget": "widget", "outbound email": "outbound_email"}

EMPTY: Final = {"product": {"no product": ""}, "team": {"no group": ""}, "assignee": {"no agent": ""}}
"""Values that say that there is none."""

_VERDICTS: Final = pa.schema([("text", pa.string()), ("verdict", pa.string())])


def read_freshdesk(job: Job) -> Reading:
    """Stage tickets from Freshdesk's own export, whichever columns its author chose.

    Labels of custom fields may repeat: the first column counts.

    Raises:
        InputError: there is no ticket id or no creation, a column that is read stands twice, or the dates can't be
            told.
    """
    table = _once(load_table(job))
    key = table.need(KEY)
    headers = {folded(h): h for h in table.columns if folded(h) in MILESTONES}
    if "created time" not in headers:
        raise InputError(f"{table.file} has no column 'Created time'", "export the tickets with that column")
    read = instants(job.connection, table, list(headers.values()), job.options.dates)
    stage_statuses(job.connection, STATUSES)
    stage_cells(job.connection, _fields(table), MISSING)
    milestones = [
        Milestone(MILESTONES[name], header, table.need(header), read[header].sql) for name, header in headers.items()
    ]
    stage_milestones(job.connection, key, milestones, StatusNames("Resolved", "Closed"))
    _stage_verdicts(job, table, key)
    stage_rejects(job.connection, table)
    return Reading(SOURCE, (*table.notes, *date_note(read)))


def _once(table: Table) -> Table:
    """The table with every header but the first of the same name left blank.

    Raises:
        InputError: the header of a column that decides what happened to a ticket stands twice.
    """
    for header in (KEY, *MILESTONES, *FIELDS, *RECORDED):
        table.find(header)
    seen: set[str] = set()
    columns: list[str] = []
    for header in table.columns:
        columns.append("" if folded(header) in seen else header)
        seen.add(folded(header))
    return replace(table, columns=tuple(columns))


def _fields(table: Table) -> list[FieldColumn]:
    """The columns that are fields: known ones by their standard names, others by their own."""
    values = {"priority": PRIORITIES, "channel": CHANNELS, **EMPTY}
    columns: list[FieldColumn] = []
    for place, header in enumerate(table.columns, start=1):
        if header and folded(header) not in LEFT_OUT:
            field = FIELDS.get(folded(header), header.strip())
            columns.append(FieldColumn(f"c{place}", field, header, values.get(field, {})))
    return columns


def _stage_verdicts(job: Job, table: Table, key: str) -> None:
    """Write Freshdesk's own verdicts to `staged_recorded`; blank ones are still to come."""
    fill(job.connection, "verdict_words", [[text, verdict] for text, verdict in VERDICTS.items()], _VERDICTS)
    for header, metric in RECORDED.items():
        column = table.find(header)
        if column:
            job.connection.execute(
                f"insert into staged_recorded by name select {tidy(key)} as key, ? as metric, w.verdict from raw "  # noqa: S608
                f"join verdict_words as w on w.text = lower({tidy(column)}) where {tidy(key)} is not null",
                [metric],
            )
