"""An explained ticket as it stands in the store: its fields and its events."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from hindesk.calendars.zones import zone
from hindesk.events import Actor, Fidelity, Flag, Kind, Knows
from hindesk.explain.explanation import Explanation
from hindesk.reports.cells import instant
from hindesk.reports.columns import INSTANT, TEXT, Columns, table_of
from hindesk.reports.counted import counted
from hindesk.reports.report import Report
from hindesk.reports.run_notes import lacks

LONGEST: Final = 80
"""Characters of a text that are shown."""

OWN: Final = "left out: the policy set this field"
"""What is said of a change by a bot or the system that did not count."""
KEPT: Final = "left out: the customer only says thanks"
"""What is said of a change that would have reopened a ticket."""

_FIELDS: Final[Columns] = {"field": TEXT, "at_creation": TEXT, "latest": TEXT}
_EVENTS: Final[Columns] = {"at": INSTANT, "who": TEXT, "what": TEXT, "value": TEXT}
_APART: Final = ("subject", "person")
_MESSAGES: Final = {
    Flag.NONE: "note",
    Flag.PUBLIC: "public message",
    Flag.AUTOMATIC: "automatic note",
    Flag.PUBLIC | Flag.AUTOMATIC: "automatic message",
}


def ticket_report(explanation: Explanation, notes: tuple[str, ...] = ()) -> Report:
    """The ticket's fields, at creation and now, under its id and subject; the notes say what its history lacks."""
    found, fields = explanation.history.found, explanation.history.fields
    rows = [
        (name, _cut(first), _cut(latest))
        for name, first, latest in zip(*(fields[name].to_pylist() for name in ("name", "first", "latest")), strict=True)
    ]
    subject = next((latest for name, _, latest in rows if name == "subject"), None)
    title = f"Ticket {found.key} of {found.source}" + (f": {subject}" if subject else "")
    table = table_of(_FIELDS, (row for row in rows if row[0] not in _APART))
    return Report("ticket", title, table, (*notes, *_history(explanation)))


def events_report(explanation: Explanation) -> Report:
    """What happened to the ticket up to the instant of the judgement, in order; texts are cut."""
    events = explanation.history.events
    columns = [events[name].to_pylist() for name in ("at", "actor", "person", "kind", "flags", "name", "text")]
    taken = [row for row in zip(*columns, strict=True) if row[0] <= explanation.as_of]
    left_out = _left_out(explanation)
    rows = [
        (at, _who(actor, person), _what(*about), f"{text} ({left_out[number]})" if number in left_out else _cut(text))
        for number, (at, actor, person, *about, text) in enumerate(taken)
    ]
    later = events.num_rows - len(taken)
    moment = instant(explanation.as_of, zone(explanation.compiled.policy.time_zone))
    notes = (f"{counted(later, 'event')} after {moment} did not count",) if later else ()
    return Report("events", "Events", table_of(_EVENTS, rows), notes)


def _left_out(explanation: Explanation) -> dict[int, str]:
    """The places of the changes that left a field as it was, and why."""
    events, slots = explanation.history.events, explanation.compiled.slots
    changes = list(zip(*(events[name].to_pylist() for name in ("kind", "name", "value")), strict=True))
    found: dict[int, str] = {}
    for former, moment in pairwise(explanation.trace.moments):
        if moment.event < 0:
            continue
        kind, name, value = changes[moment.event]
        slot = slots.index(name) if kind == Kind.CHANGE and name in slots else -1
        if slot >= 0 and not moment.changed >> slot & 1 and former.codes[slot] != value:
            found[moment.event] = OWN if former.own >> slot & 1 else KEPT
    return found


def _history(explanation: Explanation) -> Iterator[str]:
    found = explanation.history.found
    if found.fidelity < Fidelity.EVENTS:
        yield "Its export carries no history of changes: fields count as they are at the end, at all times"
    missing = lacks(~found.knows & sum(Knows))
    if missing:
        yield f"Its history has {missing}"


def _who(actor: int, person: str | None) -> str:
    kind = Actor(actor).name.lower()
    return f"{person} ({kind})" if person else kind


def _what(kind: int, flags: int, field: str) -> str:
    if kind == Kind.CHANGE:
        return field
    return _MESSAGES[Flag(flags)] if kind == Kind.MESSAGE else Kind(kind).name.lower()


def _cut(text: str | None) -> str | None:
    if text is None or len(text) <= LONGEST:
        return text
    return f"{text[: LONGEST - 1].rstrip()}…"
