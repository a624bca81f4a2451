"""The account of an upload as tables: one row a file, one row a ticket."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pyarrow as pa

from hindesk.reassign.upload.journal import Entry, State
from hindesk.reassign.upload.outcome import Outcome, Result
from hindesk.reassign.upload.parts import Part

_WAITS: Final = {
    State.NEW: Outcome(Result.WAITING, "not sent yet"),
    State.SENDING: Outcome(Result.WAITING, "sent without an answer; it is looked at before it is sent again"),
    State.QUEUED: Outcome(Result.WAITING, "sent; what became of it is not known yet"),
    State.DONE: Outcome(Result.WAITING),
}


def uploaded(found: Sequence[tuple[Part, Entry]], call: str) -> tuple[pa.Table, pa.Table]:
    """The tables `files` and `tickets` of `outcome.Uploaded`.

    Args:
        found: each file with what the journal says of it.
        call: the method and the address that files are sent to.
    """
    told = [(part.file, ticket, _outcome(entry, ticket)) for part, entry in found for ticket in part.changes]
    tickets = pa.table(
        {
            "file": pa.array([file for file, _, _ in told], pa.string()),
            "ticket": pa.array([ticket for _, ticket, _ in told], pa.string()),
            "result": pa.array([str(outcome.result) for _, _, outcome in told], pa.string()),
            "message": pa.array([outcome.message for _, _, outcome in told], pa.string()),
        }
    )
    return _files(found, call), tickets


def _files(found: Sequence[tuple[Part, Entry]], call: str) -> pa.Table:
    counts = {result: [_count(part, entry, result) for part, entry in found] for result in Result}
    return pa.table(
        {
            "file": pa.array([part.file for part, _ in found], pa.string()),
            "call": pa.array([call] * len(found), pa.string()),
            "tickets": pa.array([len(part.changes) for part, _ in found], pa.int64()),
            **{str(result): pa.array(count, pa.int64()) for result, count in counts.items()},
        }
    )


def _count(part: Part, entry: Entry, result: Result) -> int:
    return sum(_outcome(entry, ticket).result is result for ticket in part.changes)


def _outcome(entry: Entry, ticket: str) -> Outcome:
    return entry.outcomes.get(ticket, _WAITS[entry.state])
