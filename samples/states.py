"""What a ticket of the sample desk looked like after each of its events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from .facts import Desk
from .log import Ticket
from .story import Event

OPEN = ("New", "Open", "Pending", "On-hold")


@dataclass(frozen=True, slots=True)
class State:
    """A ticket after an event."""

    event: Event
    status: str
    priority: str
    team: str
    assignee: str
    handovers: int
    reopenings: int


def states(ticket: Ticket) -> list[State]:
    """The states of a ticket, one after each event; the first is its creation."""
    values = {"status": "New", "priority": ticket.request.priority, "team": ticket.team, "assignee": ""}
    handovers = reopenings = 0
    found = []
    for event in ticket.events:
        if event.event == "change":
            handovers += event.field == "team"
            reopenings += event.field == "status" and event.value in OPEN and values["status"] not in OPEN
            values[event.field] = event.value
        found.append(State(event, **values, handovers=handovers, reopenings=reopenings))
    return found


def last(ticket: Ticket, status: str) -> int | None:
    """When the ticket last became so, if it is so or was followed by no reopening; None if it is open."""
    path = states(ticket)
    if path[-1].status in OPEN:
        return None
    entered = [after.event.at for before, after in pairwise(path) if before.status != status and after.status == status]
    return entered[-1] if entered else None


def clock(at: int | None, layout: str) -> str:
    """An instant as the desk's own clock shows it, in `strftime`'s words; empty for None."""
    return "" if at is None else (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=at)).strftime(layout)


def with_offset(desk: Desk, at: int) -> str:
    """An instant in ISO 8601 with the desk's offset from UTC."""
    return f"{clock(at, '%Y-%m-%dT%H:%M:%S.000')}+{desk.utc_offset:02}:00"
