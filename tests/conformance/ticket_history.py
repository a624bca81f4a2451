"""A case's timeline as the history of a ticket."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from hindesk.events import Actor, Flag, Kind
from tests.conformance.ticket_cases import NotExpressible, Question, TicketCase, instant
from tests.conformance.ticket_sla_words import AGREEMENT, opening_agreement, plain_status, transition
from tests.history_notation import EVERYTHING
from tests.slow.history import Event, History

_NO_FIELDS: Final = frozenset({"at", "kind", "value", "by", "synthetic_time", "level"})
_MESSAGES: Final = {
    "customer_message": (Actor.CUSTOMER, Flag.PUBLIC),
    "agent_message": (Actor.AGENT, Flag.PUBLIC),
    "agent_note": (Actor.AGENT, Flag.NONE),
}
_SILENT: Final = frozenset({"evaluate"})
"""Kinds that say when somebody looked, not that something happened."""


def history(case: TicketCase, question: Question, priorities: Mapping[str, str]) -> History:
    """The history that a question is about, in order of (instant, place); a ticket begins with its creation.

    Priorities by number get the names that the family has for them.
    """
    events = [event for told in question.events for event in _events(told)]
    openings = {"sla": opening_agreement(case)}
    created = next((event for event in question.events if event["kind"] == "created"), None)
    if created is None:
        events.insert(0, Event(min(event.at_us for event in events), Kind.CREATED, Actor.CUSTOMER))
    else:
        openings |= {key: str(value) for key, value in created.items() if key not in _NO_FIELDS}
        if openings.get("priority") in priorities:
            openings["priority"] = priorities[openings["priority"]]
        openings["status"] = plain_status(str(created.get("value", "")))
    events += _asked(case, min(event.at_us for event in events))
    return History(tuple(sorted(events, key=lambda event: event.at_us)), openings, EVERYTHING, {})


def _events(told: dict[str, Any]) -> Iterator[Event]:
    """The events that a case's event stands for."""
    at, kind = instant(told["at"]), told["kind"]
    if kind == "created":
        yield Event(at, Kind.CREATED, Actor.CUSTOMER)
        if str(told.get("by", "")).startswith("requestor"):
            yield Event(at, Kind.MESSAGE, Actor.CUSTOMER, Flag.PUBLIC)
    elif kind in _MESSAGES:
        yield Event(at, Kind.MESSAGE, *_MESSAGES[kind])
    elif kind not in _SILENT:
        yield Event(at, Kind.CHANGE, Actor.AGENT, Flag.NONE, *_change(told))


def _change(told: dict[str, Any]) -> tuple[str, str]:
    """The field that an event changes and its new value."""
    kind, value = told["kind"], str(told.get("value", ""))
    if kind == "status":
        return "status", plain_status(value)
    if kind in {"set_field", "field"}:
        return told["field"], value
    if kind in {"sla_changed", "sla_assigned"}:
        change = transition(value)
        return "sla", change[1] if change else value or AGREEMENT
    if kind == "calendar_changed":
        return "calendar", value
    if kind == "bot_handoff":
        return "bot_handoff", told["at"]
    raise NotExpressible(f"event of kind {kind}")


def _asked(case: TicketCase, created: int) -> Iterator[Event]:
    """Changes at the instants from which, or between which, a case wants time counted."""
    if case.clock_start:
        yield _mark(instant(case.clock_start), "clock_start", "now")
    if case.window:
        first, last = map(instant, case.window)
        yield _mark(max(first, created), "window", "open")
        yield _mark(last, "window", "over")


def _mark(at: int, name: str, value: str) -> Event:
    return Event(at, Kind.CHANGE, Actor.SYSTEM, Flag.NONE, name, value)
