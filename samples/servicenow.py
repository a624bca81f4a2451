"""Some tickets of the sample desk as ServiceNow's audit shows incidents: one snapshot of the incident per row."""

from __future__ import annotations

from .facts import Desk
from .log import Ticket, tickets
from .states import State, clock, last, states
from .tables import csv_text

HEADER = (
    *("number", "incident_state", "active", "reassignment_count", "reopen_count", "sys_mod_count", "made_sla"),
    *("caller_id", "opened_by", "opened_at", "sys_created_by", "sys_created_at", "sys_updated_by", "sys_updated_at"),
    *("contact_type", "location", "category", "subcategory", "u_symptom", "cmdb_ci", "impact", "urgency", "priority"),
    *("assignment_group", "assigned_to", "knowledge", "u_priority_confirmation", "notify", "problem_id", "rfc"),
    *("vendor", "caused_by", "closed_code", "resolved_by", "resolved_at", "closed_at"),
)
COUNT = 25
STATES = {
    "New": "New",
    "Open": "Active",
    "Pending": "Awaiting User Info",
    "On-hold": "Awaiting Vendor",
    "Solved": "Resolved",
    "Closed": "Closed",
}
LEVELS = {
    "urgent": ("1 - High", "1 - Critical"),
    "high": ("2 - Medium", "2 - High"),
    "normal": ("2 - Medium", "3 - Moderate"),
    "low": ("3 - Low", "4 - Low"),
}
"""Impact (and urgency), and priority."""
CONTACTS = {"email": "Email", "web": "Self service", "chat": "Chat", "phone": "Phone", "twitter": "Social media"}
UNKNOWN = "?"


def servicenow_csv(desk: Desk) -> str:
    """The first solved tickets; times on the desk's own clock, to the minute, day first."""
    solved = [ticket for ticket in tickets(desk) if last(ticket, "Closed") is not None]
    return csv_text(HEADER, (_row(*row) for ticket in solved[:COUNT] for row in _snapshots(ticket)))


def _snapshots(ticket: Ticket) -> list[tuple[Ticket, State, int]]:
    """The ticket after each of its events, with how often it was modified."""
    return [(ticket, state, modified) for modified, state in enumerate(states(ticket))]


def _row(ticket: Ticket, state: State, modified: int) -> list[str]:
    cells = {**_facts(ticket), **_state(ticket, state, modified)}
    return [cells.get(column) or UNKNOWN for column in HEADER]


def _facts(ticket: Ticket) -> dict[str, str]:
    """What every row of an incident says alike: also when it was resolved and closed in the end."""
    request, opened = ticket.request, _time(ticket.request.at)
    return {
        "number": f"INC00{request.key}",
        "caller_id": request.person,
        "opened_by": request.person,
        "opened_at": opened,
        "sys_created_by": request.person,
        "sys_created_at": opened,
        "contact_type": CONTACTS[request.channel],
        "location": request.company.name,
        "category": request.topic.product,
        "subcategory": request.topic.name,
        "u_symptom": request.subject,
        "knowledge": "false",
        "u_priority_confirmation": "false",
        "notify": "Do Not Notify",
        "closed_code": "Solved",
        "resolved_by": states(ticket)[-1].assignee,
        "resolved_at": _time(last(ticket, "Solved")),
        "closed_at": _time(last(ticket, "Closed")),
    }


def _state(ticket: Ticket, state: State, modified: int) -> dict[str, str]:
    impact, priority = LEVELS[state.priority]
    days = (state.event.at - ticket.request.at) // 86_400
    return {
        "incident_state": STATES[state.status],
        "active": "false" if state.status == "Closed" else "true",
        "reassignment_count": str(state.handovers),
        "reopen_count": str(state.reopenings),
        "sys_mod_count": str(modified),
        "made_sla": "true" if days < 5 else "false",
        "sys_updated_by": state.event.person or "system",
        "sys_updated_at": _time(state.event.at),
        "impact": impact,
        "urgency": impact,
        "priority": priority,
        "assignment_group": state.team,
        "assigned_to": state.assignee,
    }


def _time(at: int | None) -> str:
    return clock(at, "%d/%m/%Y %H:%M")
