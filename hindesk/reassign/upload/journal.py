"""`journal.ndjson`: what was sent and what came of it, on disk before and after each call."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Self

from hindesk.errors import InputError
from hindesk.reassign.upload.outcome import Outcome, Outcomes, Result
from hindesk.reassign.upload.parts import Part

JOURNAL: Final = "journal.ndjson"


class State(StrEnum):
    """How far a file is."""

    NEW = "new"  # nothing was sent
    SENDING = "sending"  # a call was made, or was about to be
    QUEUED = "queued"  # the help desk has it, as a job
    DONE = "done"  # every ticket has its outcome


@dataclass(frozen=True, slots=True)
class Entry:
    """What the journal says of one file.

    Args:
        state: how far it is.
        calls: how many calls were made for it.
        job: the help desk's name of the last call, while `queued`.
        outcomes: of the tickets that are settled.
    """

    state: State = State.NEW
    calls: int = 0
    job: str = ""
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)


Entries = dict[tuple[str, str], Entry]
"""By set and file."""


def read_journal(folder: Path, site: str) -> Entries:
    """What the journal says of each file; of files that it does not name, nothing was sent.

    A last line without its end was being written when the program was stopped, and counts as not there.

    Raises:
        InputError: a line is not one of ours, or tells of another site.
    """
    path = folder / JOURNAL
    entries: Entries = {}
    for number, line in enumerate(_whole_lines(path), start=1):
        try:
            found = json.loads(line)
            key = found["set"], found["file"]
            entries[key] = _after(entries.get(key, Entry()), found)
            sent_to = found["site"]
        except (ValueError, KeyError, TypeError, AttributeError):
            raise InputError(
                f"{path}: line {number} is no line of a journal", "bring it back as it was; nothing was sent now"
            ) from None
        if sent_to != site:
            raise InputError(f"this plan went to {sent_to}, not to {site}", "write the plan again for the other site")
    return entries


class Journal:
    """The journal of one folder, open for appending; a context manager. Only one process may have it open."""

    def __init__(self, folder: Path, site: str) -> None:
        self.entries: Final = read_journal(folder, site)
        self._site = site
        _end_whole(folder / JOURNAL)
        self._file = (folder / JOURNAL).open("ab")
        (folder / JOURNAL).chmod(0o600)
        _keep_name(folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def entry(self, part: Part) -> Entry:
        """What is known of a file."""
        return self.entries.get((part.set_name, part.file), Entry())

    def sending(self, part: Part, outcomes: Outcomes) -> None:
        """Note that a call is about to be made for every ticket of a file that has no outcome yet."""
        self._note(part, {"state": State.SENDING, **_told(outcomes)})

    def queued(self, part: Part, job: str) -> None:
        """Note that the help desk has taken the call as a job."""
        self._note(part, {"state": State.QUEUED, "job": job})

    def done(self, part: Part, outcomes: Outcomes) -> None:
        """Note what became of every ticket of a file."""
        self._note(part, {"state": State.DONE, **_told(outcomes)})

    def _note(self, part: Part, said: dict[str, Any]) -> None:
        at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        line = {"at": at, "site": self._site, "set": part.set_name, "file": part.file, **said}
        self._file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())
        self.entries[part.set_name, part.file] = _after(self.entry(part), line)


def _after(entry: Entry, line: Mapping[str, Any]) -> Entry:
    state = State(line["state"])
    if state is State.QUEUED:
        return replace(entry, state=state, job=str(line["job"]))
    calls = entry.calls + (state is State.SENDING)
    messages = line.get("messages", {})
    results = line["results"].items()
    return Entry(state, calls, "", {key: Outcome(Result(said), messages.get(key, "")) for key, said in results})


def _told(outcomes: Outcomes) -> dict[str, dict[str, str]]:
    messages = {ticket: outcome.message for ticket, outcome in outcomes.items() if outcome.message}
    results = {ticket: str(outcome.result) for ticket, outcome in outcomes.items()}
    return {"results": results, **({"messages": messages} if messages else {})}


def _whole_lines(path: Path) -> Iterable[bytes]:
    if not path.exists():
        return ()
    return path.read_bytes().split(b"\n")[:-1]


def _end_whole(path: Path) -> None:
    if path.exists():
        whole = sum(len(line) + 1 for line in _whole_lines(path))
        os.truncate(path, whole)


def _keep_name(folder: Path) -> None:
    """Flush the folder's list of files to disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
