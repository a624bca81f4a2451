"""The bytes of one file in each shape that help desks take."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from typing import Final

from hindesk.reassign.write.handover import Handover, Holding
from hindesk.reassign.write.stamps import stamp
from hindesk.reassign.write.vendors import Part, vendors
from hindesk.reassign.write.written import SetName
from hindesk.spreadsheet import as_text

Shape = Callable[[list[Handover], SetName], bytes]

_Id = int | None
_JSON: Final = json.JSONEncoder(indent=1)


def batch(handovers: list[Handover], name: SetName) -> bytes:
    """A body of Zendesk's `update_many` that sets every ticket by itself.

    In the upload a ticket carries the stamp that the export had; where it has changed since, Zendesk refuses it.
    """
    return _json({"tickets": [_ticket(one, name) for one in handovers]})


def bucket(handovers: list[Handover], name: SetName) -> bytes:
    """A body of Freshdesk's `bulk_update` that sets the same holder and team on all tickets."""
    to = handovers[0].set_by(name)
    group = {"group_id": _number(to.group)} if to.sets_group else {}
    properties = {**group, "responder_id": _number(to.assignee)}
    return _json({"bulk_action": {"ids": [int(one.ticket) for one in handovers], "properties": properties}})


def table(handovers: list[Handover], name: SetName) -> bytes:
    """A CSV table as RFC 4180 says; a text is none that a spreadsheet runs.

    A column of teams is left out where no ticket has one before or after.
    """
    files = vendors()[handovers[0].vendor]
    sets_group = any(one.set_by(name).sets_group for one in handovers)
    columns = {header: part for header, part in files.columns.items() if part != "group" or sets_group}
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    for one in handovers:
        cells = shown(one, one.set_by(name), nothing=files.nothing)
        writer.writerow([as_text(cells[part]) for part in columns.values()])
    return text.getvalue().encode()


def shown(one: Handover, to: Holding, *, nothing: str = "") -> dict[Part, str]:
    """The texts of a ticket in a table, with its holder and team, or the text for nobody and no team."""
    return {
        "ticket": one.ticket,
        "subject": one.subject,
        "group": to.group or nothing,
        "assignee": to.assignee or nothing,
    }


SHAPES: Final[Mapping[str, Shape]] = {"batch": batch, "bucket": bucket, "table": table}
"""By the word that `vendors.yaml` has for each."""


def _ticket(one: Handover, name: SetName) -> dict[str, int | str | bool | None]:
    to = one.set_by(name)
    ticket: dict[str, int | str | bool | None] = {"id": int(one.ticket), "assignee_id": _number(to.assignee)}
    if to.sets_group:
        ticket["group_id"] = _number(to.group)
    if name == "upload" and one.updated is not None:
        ticket |= {"safe_update": True, "updated_stamp": stamp(one.updated)}
    return ticket


def _number(digits: str | None) -> _Id:
    return None if digits is None else int(digits)


def _json(value: dict[str, object]) -> bytes:
    return _JSON.encode(value).encode() + b"\n"
