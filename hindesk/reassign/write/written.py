"""A written plan as frozen values: its files, and what each of them sets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

SetName = Literal["upload", "undo"]
"""What files do: hand the tickets over, or give them back as the export had them."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a file sets on one ticket.

    Args:
        ticket: the ticket's id in the help desk.
        assignee: the holder in the help desk's words (an id; of ServiceNow a name may be one); None: nobody.
        group: the team likewise; None: no team.
        updated: when the export saw the ticket changed last, UTC microseconds; None: unknown, and in the undo set.
        sets_group: whether the file sets the team at all. Where it does not, `group` is None and says nothing.
    """

    ticket: str
    assignee: str | None
    group: str | None
    updated: int | None = None
    sets_group: bool = True

    def is_done(self, assignee: str | None, group: str | None) -> bool:
        """Tell whether a ticket with this holder and team already is as the file sets it."""
        return assignee == self.assignee and (not self.sets_group or group == self.group)


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """One file of a set: the body of one call, or a table.

    Args:
        file: its path below the folder, with `/`: `upload/zendesk-001.json`.
        sha256: the hash of its bytes, in lower-case hexadecimal digits.
        vendor: the help desk that it is for, a name of `vendors.yaml`.
        tickets: what it sets, in the order of the file.
    """

    file: str
    sha256: str
    vendor: str
    tickets: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder holds.

    Args:
        folder: where the files are.
        as_of: the instant that the plan was made for, UTC microseconds.
        upload: the files that hand over, in the order in which they go.
        undo: the files that give back.
    """

    folder: Path
    as_of: int
    upload: tuple[WrittenFile, ...]
    undo: tuple[WrittenFile, ...]

    def files(self, name: SetName) -> tuple[WrittenFile, ...]:
        """The files of one set."""
        return self.upload if name == "upload" else self.undo
