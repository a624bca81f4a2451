"""The sample desk's log as a table: one event per row, as any program might export it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from .facts import Desk
from .log import Ticket, log
from .states import clock
from .story import Event

COLUMNS = (
    *("time", "ticket", "event", "actor", "person", "public", "automatic", "field", "value"),
    *("subject", "text", "type", "priority", "status", "channel", "product", "company", "customer", "segment"),
    *("language", "form", "tags", "team"),
)
"""The last fourteen are the fields at creation, stated in the row that creates the ticket."""


def events_csv(desk: Desk) -> str:
    """The whole log in order of time; the desk's own clock, without an offset."""
    return csv_text(COLUMNS, (_row(ticket, event) for ticket, event in log(desk)))


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A CSV file with line feeds."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def _row(ticket: Ticket, event: Event) -> tuple[str, ...]:
    message = event.event == "message"
    return (
        clock(event.at, "%Y-%m-%d %H:%M:%S"),
        event.ticket,
        event.event,
        event.actor,
        event.person,
        _yes(event.public) if message else "",
        _yes(event.automatic) if message else "",
        event.field,
        event.text if message else event.value,
        *_fields(ticket, event),
    )


def _fields(ticket: Ticket, event: Event) -> tuple[str, ...]:
    request = ticket.request
    if event.event != "created":
        return ("",) * 14
    return (
        request.subject,
        event.text,
        request.topic.type,
        request.priority,
        "New",
        request.channel,
        request.topic.product,
        request.company.name,
        request.person,
        request.company.segment,
        request.language,
        request.topic.form,
        ",".join(sorted(request.topic.tags)),
        ticket.team,
    )


def _yes(value: bool) -> str:  # noqa: FBT001 - the value of a cell
    return "yes" if value else "no"
