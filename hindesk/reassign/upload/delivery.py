"""One file on its way: each ticket is sent once, however often the line breaks, and settled by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hindesk.reassign.upload.backoff import backoff
from hindesk.reassign.upload.calling import GO_ON, TRIES, Line, Stopped, Unanswered
from hindesk.reassign.upload.desk import Desk, Job, Present, Refused
from hindesk.reassign.upload.journal import Journal, State
from hindesk.reassign.upload.outcome import MOVED, Outcome, Outcomes, Result, for_all
from hindesk.reassign.upload.parts import Part
from hindesk.reassign.write.written import Change

SETTLING: Final = (5.0, 15.0)
"""Seconds to wait before each of the two looks at tickets of a call that got no answer: it may still be at work."""

POLLS: Final = 10.0
"""Seconds between two looks at a job, at most."""

PATIENCE: Final = 900.0
"""Seconds that a job may take until the upload leaves it and goes on with the next file."""

_ALREADY: Final = Outcome(Result.ALREADY)
_CHANGED: Final = Outcome(Result.CONFLICT, "changed since, so it is left as it is")
_MISSING: Final = Outcome(Result.FAILED, "the help desk has no such ticket")
_STILL: Final = Outcome(Result.WAITING, "the help desk is still at it; the same command asks again")


class Delivery:
    """Delivers files to a help desk and writes down each step before and after it is taken.

    Args:
        desk: the help desk.
        line: the line to it, which knows how to wait.
        journal: where the steps go.
        guards: whether the help desk itself refuses tickets that were changed after their stamp.
    """

    def __init__(self, desk: Desk, line: Line, *, journal: Journal, guards: bool) -> None:
        self._desk = desk
        self._line = line
        self._journal = journal
        self._guards = guards

    def deliver(self, part: Part) -> Outcomes:
        """Bring one file to its end, from wherever the journal says that it is; the outcome of each of its tickets.

        Raises:
            Stopped: the help desk does not answer or does not let us in. The journal says what is to be done next.
        """
        self._line.about = part.file
        for attempt in range(TRIES):
            outcomes = self._once(part)
            if outcomes is not None:
                return outcomes
            self._line.wait(backoff(attempt, part.file))
        raise Stopped(f"`{part.file}` was sent {TRIES} times and never answered", GO_ON)

    def _once(self, part: Part) -> Outcomes | None:
        """Take the next step of a file; None: a call was made, and it is not known whether it was taken."""
        entry = self._journal.entry(part)
        if entry.state is State.DONE:
            return dict(entry.outcomes)
        outcomes = dict(entry.outcomes)
        if entry.state is State.QUEUED:
            job = self._followed(entry.job)
            if job is not None:
                return self._settled(part, outcomes, job)
        if entry.calls:
            outcomes |= self._arrived(part, outcomes)
        return self._sent(part, outcomes)

    def _sent(self, part: Part, outcomes: Outcomes) -> Outcomes | None:
        seen = self._seen(part, outcomes)
        outcomes |= _standing(part, seen)
        going = _open(part, outcomes)
        if not going:
            return self._done(part, outcomes)
        self._journal.sending(part, outcomes)
        try:
            name = self._desk.send(part, going, {ticket: found for ticket, found in seen.items() if found})
        except Unanswered:
            return None
        except Refused as problem:
            return self._done(part, outcomes | for_all(going, Outcome(Result.FAILED, str(problem))))
        self._journal.queued(part, name)
        job = self._followed(name)
        return None if job is None else self._settled(part, outcomes, job)

    def _seen(self, part: Part, outcomes: Outcomes) -> dict[str, Present | None]:
        """The open tickets that have to be looked at before they are sent; None: there is none."""
        unsure = [ticket for ticket in _open(part, outcomes) if not self._held(part.changes[ticket])]
        found = self._desk.read(unsure) if unsure else {}
        return {ticket: found.get(ticket) for ticket in unsure}

    def _held(self, change: Change) -> bool:
        return self._guards and change.updated is not None

    def _arrived(self, part: Part, outcomes: Outcomes) -> Outcomes:
        """The tickets of a call without an answer that are as the file sets them."""
        arrived: Outcomes = {}
        for seconds in SETTLING:
            going = _open(part, outcomes | arrived)
            if going:
                self._line.wait(seconds)
                arrived |= for_all(self._as_set(part, going), MOVED)
        return arrived

    def _as_set(self, part: Part, tickets: list[str]) -> list[str]:
        found = self._desk.read(tickets)
        return [ticket for ticket in tickets if ticket in found and found[ticket].is_as(part.changes[ticket])]

    def _followed(self, name: str) -> Job | None:
        """A job at its end, or still running when patience is over; None: the help desk does not know it."""
        waited, pause = 0.0, 1.0
        while True:
            job = self._desk.look(name)
            if job is None or job.ended or waited >= PATIENCE:
                return job
            self._line.wait(pause)
            waited, pause = waited + pause, min(POLLS, 2 * pause)

    def _settled(self, part: Part, outcomes: Outcomes, job: Job) -> Outcomes:
        """The outcomes of a call that was taken; what the job does not call moved is looked at."""
        going = _open(part, outcomes)
        if not job.ended:
            return outcomes | for_all(going, _STILL)
        again = self._journal.entry(part).calls > 1
        told = {ticket: job.outcomes[ticket] for ticket in going if ticket in job.outcomes}
        unsure = [ticket for ticket in going if told.get(ticket) != MOVED]
        for ticket in self._as_set(part, unsure) if unsure else ():
            told[ticket] = MOVED if again or ticket not in told else _ALREADY
        silent = Outcome(Result.FAILED, f"not moved, though the job ended: {job.message or 'without a word'}")
        return self._done(part, outcomes | for_all(going, silent) | told)

    def _done(self, part: Part, outcomes: Outcomes) -> Outcomes:
        ordered = {ticket: outcomes[ticket] for ticket in part.changes}
        self._journal.done(part, ordered)
        return ordered


def _open(part: Part, outcomes: Mapping[str, Outcome]) -> list[str]:
    return [ticket for ticket in part.changes if ticket not in outcomes]


def _standing(part: Part, seen: Mapping[str, Present | None]) -> Outcomes:
    """The outcome of each ticket that was looked at and is not to be sent."""
    standing: Outcomes = {}
    for ticket, present in seen.items():
        change = part.changes[ticket]
        if present is None:
            standing[ticket] = _MISSING
        elif present.is_as(change):
            standing[ticket] = _ALREADY
        elif _was_changed(change, part.before.get(ticket), present):
            standing[ticket] = _CHANGED
    return standing


def _was_changed(change: Change, before: Change | None, present: Present) -> bool:
    """By the stamp of the export where there is one, else by the holder that the other set has."""
    if change.updated is not None:
        return present.was_changed(change.updated)
    return before is None or present.holder != before.assignee
