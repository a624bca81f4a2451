"""Zendesk's bulk interface: `update_many`, which becomes a job with one result a ticket.

Sources: developer.zendesk.com, API reference, "Update Many Tickets", "Show Multiple Tickets" and "Job Statuses".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from hindesk.reassign.upload.answer import part as inner
from hindesk.reassign.upload.answer import rows, said, word
from hindesk.reassign.upload.calling import Line, Unanswered
from hindesk.reassign.upload.desk import Job, Present, taken
from hindesk.reassign.upload.outcome import MOVED, Outcome, Result
from hindesk.reassign.upload.parts import Part
from hindesk.reassign.upload.vendor import VENDORS

ENDED: Final = frozenset({"completed", "failed", "killed"})

_TOLD: Final = ("error", "errors", "details", "description")


class Zendesk:
    """Zendesk over a line."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def read(self, tickets: Sequence[str]) -> dict[str, Present]:
        """The tickets as they are now, in one call."""
        body = taken(self._line.get(f"/api/v2/tickets/show_many.json?ids={','.join(tickets)}"))
        return {str(row.get("id")): _present(row) for row in rows(body, "tickets")}

    def send(self, part: Part, tickets: Sequence[str], seen: Mapping[str, Present]) -> str:
        """Send these tickets of a file; those that were read go with the stamp that they had then."""
        going = frozenset(tickets)
        held = [_held(row, seen) for row in part.body["tickets"] if str(row["id"]) in going]
        body = taken(self._line.change(*VENDORS["zendesk"].call, {"tickets": held}))
        job = word(inner(body, "job_status").get("id"))
        if job is None:
            raise Unanswered("its answer names no job")
        return job

    def look(self, job: str) -> Job | None:
        """How far a job is."""
        answer = self._line.get(f"/api/v2/job_statuses/{quote(job, safe='')}.json")
        if answer.status == 404:
            return None
        status = inner(taken(answer), "job_status")
        outcomes = {str(row["id"]): _outcome(row) for row in rows(status, "results") if "id" in row}
        return Job(status.get("status") in ENDED, outcomes, said(status.get("message")))


def _present(row: dict[str, Any]) -> Present:
    return Present(word(row.get("assignee_id")), word(row.get("group_id")), str(row.get("updated_at")))


def _held(row: dict[str, Any], seen: Mapping[str, Present]) -> dict[str, Any]:
    found = seen.get(str(row["id"]))
    return row if found is None else {**row, "safe_update": True, "updated_stamp": found.stamp}


def _outcome(row: dict[str, Any]) -> Outcome:
    if row.get("success") is True:
        return MOVED
    told = said({name: row[name] for name in _TOLD if name in row})
    conflict = "conflict" in f"{told} {row.get('status')}".casefold()
    return Outcome(Result.CONFLICT if conflict else Result.FAILED, told)
