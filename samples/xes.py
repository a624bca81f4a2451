"""Some tickets of the sample desk as a XES event log: one trace per ticket, one event per change."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from .facts import Desk
from .log import Ticket, tickets
from .states import State, last, states, with_offset

COUNT = 25
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
\t<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
\t<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
\t<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
\t<classifier name="Status" keys="concept:name"/>
"""


def xes_log(desk: Desk) -> str:
    """The first solved tickets, with the desk's offset from UTC in every timestamp."""
    solved = [ticket for ticket in tickets(desk) if last(ticket, "Closed") is not None]
    return HEAD + "".join(_trace(desk, ticket) for ticket in solved[:COUNT]) + "</log>\n"


def _trace(desk: Desk, ticket: Ticket) -> str:
    request = ticket.request
    facts = {
        "concept:name": request.key,
        "subject": request.subject,
        "channel": request.channel,
        "product": request.topic.product,
        "company": request.company.name,
    }
    events = "".join(_event(desk, state) for state in states(ticket) if state.event.event in ("created", "change"))
    return f"\t<trace>\n{_strings(facts, 2)}{events}\t</trace>\n"


def _event(desk: Desk, state: State) -> str:
    values = {
        "concept:name": state.status,
        "org:group": state.team,
        "org:resource": state.assignee,
        "priority": state.priority,
    }
    stamp = f'\t\t\t<date key="time:timestamp" value="{with_offset(desk, state.event.at)}"/>\n'
    return f"\t\t<event>\n{_strings(values, 3)}{stamp}\t\t</event>\n"


def _strings(values: dict[str, str], depth: int) -> str:
    indent = "\t" * depth
    return "".join(f'{indent}<string key="{key}" value={quoteattr(value)}/>\n' for key, value in values.items())
