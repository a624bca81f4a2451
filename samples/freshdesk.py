"""The sample desk as Freshdesk exports tickets: one row per ticket, milestones instead of a history."""

from __future__ import annotations

from .facts import Desk
from .hours import after_work, worked
from .log import Ticket, tickets
from .states import State, clock, last, states
from .tables import csv_text

HEADER = (
    *("Ticket ID", "Subject", "Status", "Priority", "Source", "Type", "Agent", "Group", "Created time"),
    *("Due by Time", "Resolved time", "Closed time", "Last update time", "Initial response time", "Time tracked"),
    *("First response time (in hrs)", "Resolution time (in hrs)", "Agent interactions", "Customer interactions"),
    *("Resolution status", "First response status", "Tags", "Survey results", "Association type", "Product"),
    *("Every response status", "Full name", "Contact ID", "Company Name"),
)
STATUSES = {"New": "Open", "On-hold": "Waiting on Third Party", "Solved": "Resolved"}
PRIORITIES = {"low": "Low", "normal": "Medium", "high": "High", "urgent": "Urgent"}
SOURCES = {"email": "Email", "web": "Portal", "chat": "Chat", "phone": "Phone", "twitter": "Twitter"}
FIRST_RESPONSE = {"urgent": 3600, "high": 2 * 3600, "normal": 4 * 3600, "low": 8 * 3600}
RESOLUTION = {"urgent": 4 * 3600, "high": 8 * 3600, "normal": 24 * 3600, "low": 40 * 3600}
"""Targets in seconds of the desk's opening hours, by priority at the end."""


def freshdesk_csv(desk: Desk) -> str:
    """All tickets that were neither deleted nor merged, in order of their numbers; times on the desk's own clock."""
    kept = (ticket for ticket in tickets(desk) if ticket.events[-1].event not in ("deleted", "merged"))
    return csv_text(HEADER, (_row(desk, ticket) for ticket in kept))


def _row(desk: Desk, ticket: Ticket) -> list[str]:
    path = states(ticket)
    cells = {**_facts(ticket, path[-1]), **_milestones(desk, ticket, path), **_contact(desk, ticket)}
    return [cells.get(column, "") for column in HEADER]


def _facts(ticket: Ticket, state: State) -> dict[str, str]:
    request = ticket.request
    said = [event.actor for event in ticket.events if event.event == "message" and event.public]
    return {
        "Ticket ID": request.key,
        "Subject": request.subject,
        "Status": STATUSES.get(state.status, state.status),
        "Priority": PRIORITIES[state.priority],
        "Source": SOURCES[request.channel],
        "Type": request.topic.type.capitalize(),
        "Agent": state.assignee,
        "Group": state.team,
        "Agent interactions": str(said.count("agent")),
        "Customer interactions": str(said.count("customer")),
        "Tags": ",".join(request.topic.tags),
        "Survey results": next((event.value for event in ticket.events if event.event == "rated"), ""),
        "Product": request.topic.product,
        "Time tracked": "0:00",
    }


def _milestones(desk: Desk, ticket: Ticket, path: list[State]) -> dict[str, str]:
    opened, priority = ticket.request.at, path[-1].priority
    replied = next((e.at for e in ticket.events if e.event == "message" and e.actor == "agent" and e.public), None)
    solved, closed = last(ticket, "Solved"), last(ticket, "Closed")
    return {
        "Created time": _time(opened),
        "Due by Time": _time(after_work(desk, opened, RESOLUTION[priority])),
        "Resolved time": _time(solved),
        "Closed time": _time(closed),
        "Last update time": _time(ticket.events[-1].at),
        "Initial response time": _time(replied),
        "First response time (in hrs)": _spent(desk, opened, replied),
        "Resolution time (in hrs)": _spent(desk, opened, solved),
        "First response status": _kept(desk, opened, replied, target=FIRST_RESPONSE[priority]),
        "Resolution status": _kept(desk, opened, solved, target=RESOLUTION[priority]),
    }


def _contact(desk: Desk, ticket: Ticket) -> dict[str, str]:
    company = ticket.request.company
    number = 100 * (1 + list(desk.companies).index(company.name)) + company.people.index(ticket.request.person)
    return {
        "Full name": ticket.request.person,
        "Contact ID": f"contact{number}@example.com",
        "Company Name": company.name,
        "Association type": "",
    }


def _time(at: int | None) -> str:
    return clock(at, "%Y-%m-%d %H:%M:%S")


def _spent(desk: Desk, opened: int, done: int | None) -> str:
    seconds = 0 if done is None else worked(desk, opened, done)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _kept(desk: Desk, opened: int, done: int | None, *, target: int) -> str:
    if done is None:
        return ""
    return "Within SLA" if worked(desk, opened, done) <= target else "SLA Violated"
