"""What the uploader asks of a help desk, whichever it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from hindesk.reassign.upload.answer import Answer, said
from hindesk.reassign.upload.outcome import Outcomes
from hindesk.reassign.upload.parts import Part
from hindesk.reassign.write.stamps import instant_of
from hindesk.reassign.write.written import Change


@dataclass(frozen=True, slots=True)
class Present:
    """A ticket as the help desk has it now: the ids of its holder and its team, and when it was changed last."""

    holder: str | None
    group: str | None
    stamp: str

    def is_as(self, change: Change) -> bool:
        """Tell whether it is as a file sets it."""
        return change.is_done(self.holder, self.group)

    def was_changed(self, updated: int) -> bool:
        """Tell whether it was changed at another instant than this one, UTC microseconds."""
        try:
            return instant_of(self.stamp) != updated
        except ValueError:
            return True


@dataclass(frozen=True, slots=True)
class Job:
    """How far a call is that the help desk has taken.

    Args:
        ended: whether it has come to its end.
        outcomes: of the tickets of which it says what became; `moved`, `conflict` or `failed`.
        message: what it says of itself.
    """

    ended: bool
    outcomes: Outcomes = field(default_factory=dict)
    message: str = ""


class Refused(Exception):
    """The help desk does not take a call: its words."""


class Desk(Protocol):
    """One help desk's bulk interface."""

    def read(self, tickets: Sequence[str]) -> dict[str, Present]:
        """The tickets as they are now; those that the help desk does not know are missing."""

    def send(self, part: Part, tickets: Sequence[str], seen: Mapping[str, Present]) -> str:
        """Send a file with these of its tickets, and return the name of the job that it becomes.

        Args:
            part: the file.
            tickets: those that go.
            seen: how those that were read just before were then; a help desk that can holds them to that.

        Raises:
            Refused: the help desk does not take it.
            Unanswered: it may have taken it.
        """

    def look(self, job: str) -> Job | None:
        """How far a job is; None: the help desk does not know it (any more)."""


def taken(answer: Answer) -> dict[str, Any]:
    """The body of an answer to a call that was taken.

    Raises:
        Refused: it was not.
    """
    if answer.fine and isinstance(answer.body, dict):
        return answer.body
    raise Refused(said(answer.body) or f"it answered {answer.status}")
