"""Freshdesk's bulk interface: `bulk_update`, which becomes a job that does not say what became of each ticket.

Sources: developers.freshdesk.com/api, "Update Multiple Tickets", "View a Ticket" and "Jobs".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from hindesk.reassign.upload.answer import said, word
from hindesk.reassign.upload.calling import Line, Unanswered
from hindesk.reassign.upload.desk import Job, Present, taken
from hindesk.reassign.upload.parts import Part
from hindesk.reassign.upload.vendor import VENDORS

RUNNING: Final = frozenset({"INPROGRESS", "QUEUED", "PENDING", "PROCESSING", "SCHEDULED", "STARTED", "WAITING"})
"""Words for a job that has not ended, without spaces and underscores."""


class Freshdesk:
    """Freshdesk over a line."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def read(self, tickets: Sequence[str]) -> dict[str, Present]:
        """The tickets as they are now, one call each."""
        return dict(self._found(tickets))

    def send(self, part: Part, tickets: Sequence[str], seen: Mapping[str, Present]) -> str:  # noqa: ARG002
        """Send these tickets of a file. Freshdesk can't hold them to what was seen."""
        going = frozenset(tickets)
        action = part.body["bulk_action"]
        reduced = {**action, "ids": [ticket for ticket in action["ids"] if str(ticket) in going]}
        body = taken(self._line.change(*VENDORS["freshdesk"].call, {"bulk_action": reduced}))
        job = word(body.get("job_id"))
        if job is None:
            raise Unanswered("its answer names no job")
        return job

    def look(self, job: str) -> Job | None:
        """How far a job is."""
        answer = self._line.get(f"/api/v2/jobs/{quote(job, safe='')}")
        if answer.status == 404:
            return None
        body = taken(answer)
        status = str(body.get("status"))
        return Job(status.upper().replace(" ", "").replace("_", "") not in RUNNING, message=said(status))

    def _found(self, tickets: Sequence[str]) -> Iterator[tuple[str, Present]]:
        for ticket in tickets:
            answer = self._line.get(f"/api/v2/tickets/{quote(ticket, safe='')}")
            if answer.status != 404:
                yield ticket, _present(taken(answer))


def _present(row: dict[str, Any]) -> Present:
    return Present(word(row.get("responder_id")), word(row.get("group_id")), str(row.get("updated_at")))
