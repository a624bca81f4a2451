"""Help desks as a test needs them: what becomes of tickets when the files of a set are loaded."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hindesk.reassign.write.handover import Handover
from hindesk.reassign.write.manifest import read_manifest
from hindesk.reassign.write.vendors import vendors
from hindesk.reassign.write.written import SetName


@dataclass(slots=True)
class Held:
    """Who holds a ticket: ids, None for nobody and no team."""

    assignee: str | None
    group: str | None


Tickets = dict[tuple[str, str], Held]
"""By help desk and ticket."""


def tickets_before(handovers: tuple[Handover, ...]) -> Tickets:
    """The tickets as the export had them."""
    return {(one.vendor, one.ticket): Held(one.undo.assignee, one.undo.group) for one in handovers}


def load(folder: Path, name: SetName, tickets: Tickets) -> None:
    """Do what a help desk does with each file of a set, from the file's bytes alone."""
    for file in read_manifest(folder).files(name):
        content = (folder / file.file).read_bytes()
        if vendors()[file.vendor].body == "table":
            _load_table(content, file.vendor, tickets)
        else:
            _load_json(json.loads(content), file.vendor, tickets)


def _load_json(body: dict[str, Any], vendor: str, tickets: Tickets) -> None:
    for one in body.get("tickets", ()):
        _set(tickets[vendor, str(one["id"])], one, "assignee_id")
    bulk = body.get("bulk_action", {"ids": ()})
    for ticket in bulk["ids"]:
        _set(tickets[vendor, str(ticket)], bulk["properties"], "responder_id")


def _set(held: Held, given: dict[str, Any], holder: str) -> None:
    held.assignee = _word(given[holder])
    if "group_id" in given:
        held.group = _word(given["group_id"])


def _word(number: int | None) -> str | None:
    return None if number is None else str(number)


def _load_table(content: bytes, vendor: str, tickets: Tickets) -> None:
    files = vendors()[vendor]
    headers = {part: header for header, part in files.columns.items()}
    for row in csv.DictReader(io.StringIO(content.decode(), newline="")):
        held = tickets[vendor, row[headers["ticket"]]]
        held.assignee = _cell(row[headers["assignee"]], files.nothing)
        if headers.get("group") in row:
            held.group = _cell(row[headers["group"]], files.nothing)


def _cell(text: str, nothing: str) -> str | None:
    return None if text == nothing else text
