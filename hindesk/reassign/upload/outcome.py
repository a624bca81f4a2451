"""What became of each ticket."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa


class Result(StrEnum):
    """What became of a ticket of a file."""

    MOVED = "moved"  # it has the holder and the team that the file sets
    ALREADY = "already"  # it had them without us
    CONFLICT = "conflict"  # it was changed since; left as it is
    FAILED = "failed"  # the help desk did not take it
    WAITING = "waiting"  # not sent yet, or no answer yet


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result, and in words what lies behind it; empty where nothing does."""

    result: Result
    message: str = ""


Outcomes = dict[str, Outcome]
"""By ticket."""

MOVED = Outcome(Result.MOVED)


def for_all(tickets: Iterable[str], outcome: Outcome) -> Outcomes:
    """The same outcome for each of these tickets."""
    return dict.fromkeys(tickets, outcome)


@dataclass(frozen=True, slots=True)
class Uploaded:
    """What an upload did, or would do.

    Args:
        site: the address of the help desk.
        set_name: `upload` or `undo`.
        sent: whether it was sent; False: this is a dry run.
        files: one row a file: file, call (method and address) and tickets, then the number of tickets by `Result`.
        tickets: one row a ticket: file, ticket, result and message, all text.
        notes: sentences that belong to it.
    """

    site: str
    set_name: str
    sent: bool
    files: pa.Table
    tickets: pa.Table
    notes: tuple[str, ...] = ()
