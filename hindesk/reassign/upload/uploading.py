"""A written plan, sent to its help desk: dry or for good, from wherever the journal says that it stopped."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Final

from hindesk.errors import HindeskError, Interrupted
from hindesk.reassign.upload.account import uploaded
from hindesk.reassign.upload.credentials import credentials
from hindesk.reassign.upload.journal import Entries, Entry, Journal, State, read_journal
from hindesk.reassign.upload.lock import alone
from hindesk.reassign.upload.outcome import Uploaded
from hindesk.reassign.upload.parts import Part, others_note, parts_of, vendor_of
from hindesk.reassign.upload.site import site_address
from hindesk.reassign.upload.vendor import Vendor
from hindesk.reassign.write.manifest import read_manifest
from hindesk.reassign.write.written import SetName

if TYPE_CHECKING:
    from hindesk.reassign.upload.calling import Line
    from hindesk.reassign.upload.delivery import Delivery
    from hindesk.reassign.upload.desk import Desk

Progress = Callable[[str, float | None], None]
"""Takes note of what is being done, and of the share of it that is done."""

LONG: Final = 3.0
"""Seconds from which a wait is told."""

_UNDER_WAY: Final = frozenset({State.SENDING, State.QUEUED})
_AGAIN: Final = "give the same command again: it goes on where it stopped"


def _unnoticed(_what: str, _share: float | None, /) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Manner:
    """How to go about an upload: `wait` waits so many seconds, `progress` hears of each file."""

    wait: Callable[[float], None] = time.sleep
    progress: Progress = _unnoticed


@dataclass(frozen=True, slots=True)
class _Errand:
    folder: Path
    site: str
    set_name: SetName
    vendor: Vendor
    parts: tuple[Part, ...]
    notes: tuple[str, ...]


def rehearse(folder: Path, site: str, *, set_name: SetName, environment: Mapping[str, str]) -> Uploaded:
    """Say which calls `upload` would make, without making any; the folder is left as it is.

    Args:
        folder: a written plan.
        site: the address of the help desk.
        set_name: `upload` or `undo`.
        environment: where credentials would be read from; a note says what is missing.

    Raises:
        HindeskError: the folder, its journal or the address can't be used.
    """
    errand = _errand(folder, site, set_name)
    entries = read_journal(folder, errand.site)
    _check_order(errand, entries)
    notes = (*errand.notes, *_lacking(errand.vendor, environment))
    return _told(errand, entries, sent=False, notes=notes)


def upload(
    folder: Path,
    site: str,
    *,
    set_name: SetName,
    environment: Mapping[str, str],
    manner: Manner | None = None,
) -> Uploaded:
    """Send the files of a set, one call each, and settle what became of every ticket.

    Files that the journal calls done are skipped; one that was under way is asked after before anything of it is sent
    again. Tickets that were changed since the export are left as they are.

    Args:
        folder: a written plan.
        site: the address of the help desk: https, or http on this machine.
        set_name: `upload` or `undo`.
        environment: where credentials are read from: ZENDESK_EMAIL and ZENDESK_TOKEN, or ZENDESK_OAUTH_TOKEN;
            FRESHDESK_API_KEY.
        manner: how to wait, and whom to tell.

    Raises:
        HindeskError: the folder, its journal, the address or the credentials can't be used; httpx is missing; somebody
            else is uploading the folder; or the help desk stopped answering, with what is done and how to go on.
        Interrupted: Ctrl-C. The journal says where to go on.
    """
    errand = _errand(folder, site, set_name)
    known = credentials(errand.vendor, environment)
    line_to = _calling().line_to
    ways = manner or Manner()
    with alone(folder), Journal(folder, errand.site) as journal:
        _check_order(errand, journal.entries)
        with line_to(errand.vendor, errand.site, credentials=known, wait=_told_waits(errand, ways)) as line:
            _deliver(errand, journal, line=line, progress=ways.progress)
        return _told(errand, journal.entries, sent=True, notes=errand.notes)


def _told_waits(errand: _Errand, manner: Manner) -> Callable[[float], None]:
    def wait(seconds: float) -> None:
        if seconds >= LONG:
            manner.progress(f"waiting {seconds:.0f}s for {errand.vendor.title}", None)
        manner.wait(seconds)

    return wait


def _errand(folder: Path, site: str, set_name: SetName) -> _Errand:
    address = site_address(site)
    manifest = read_manifest(folder)
    vendor = vendor_of(manifest, address)
    parts = parts_of(manifest, set_name, vendor)
    return _Errand(folder, address, set_name, vendor, parts, others_note(manifest, set_name, vendor))


def _deliver(errand: _Errand, journal: Journal, *, line: Line, progress: Progress) -> None:
    from hindesk.reassign.upload.calling import Stopped

    open_parts = [part for part in errand.parts if journal.entry(part).state is not State.DONE]
    try:
        if open_parts:
            line.greet()
        delivery = _delivery(errand.vendor, line, journal)
        for number, part in enumerate(open_parts):
            progress(f"{errand.set_name} to {errand.vendor.title}", number / len(open_parts))
            delivery.deliver(part)
    except Stopped as stop:
        raise HindeskError(f"{stop.message}; {_how_far(errand, journal)}", stop.hint) from None
    except KeyboardInterrupt:
        raise Interrupted(f"interrupted: {_how_far(errand, journal)}", _AGAIN) from None


def _delivery(vendor: Vendor, line: Line, journal: Journal) -> Delivery:
    from hindesk.reassign.upload.delivery import Delivery
    from hindesk.reassign.upload.freshdesk import Freshdesk
    from hindesk.reassign.upload.zendesk import Zendesk

    desk: Desk = Zendesk(line) if vendor.name == "zendesk" else Freshdesk(line)
    return Delivery(desk, line, journal=journal, guards=vendor.guards)


def _calling() -> ModuleType:
    try:
        from hindesk.reassign.upload import calling
    except ModuleNotFoundError as problem:
        if problem.name != "httpx":
            raise
        raise HindeskError("uploading needs httpx, which is not installed", 'pip install "hindesk[upload]"') from None
    return calling


def _check_order(errand: _Errand, entries: Entries) -> None:
    other = {file: entry.state for (name, file), entry in entries.items() if name != errand.set_name}
    if errand.set_name == "upload" and other:
        raise HindeskError(
            f"`{errand.folder}` was taken back with --undo already", "write a new plan with `hindesk reassign --write`"
        )
    if under_way := [file for file, state in other.items() if state in _UNDER_WAY]:
        raise HindeskError(
            f"the upload of {', '.join(under_way)} is under way: what became of it is not known yet",
            "give the command once more without --undo, and take it back then",
        )


def _how_far(errand: _Errand, journal: Journal) -> str:
    done = sum(journal.entry(part).state is State.DONE for part in errand.parts)
    files = len(errand.parts)
    return f"{done} of {files} {'file' if files == 1 else 'files'} {'is' if done == 1 else 'are'} done"


def _lacking(vendor: Vendor, environment: Mapping[str, str]) -> tuple[str, ...]:
    try:
        credentials(vendor, environment)
    except HindeskError as problem:
        return (f"Before it is sent: {problem.hint}",)
    return ()


def _told(errand: _Errand, entries: Entries, *, sent: bool, notes: tuple[str, ...]) -> Uploaded:
    found = [(part, entries.get((part.set_name, part.file), Entry())) for part in errand.parts]
    files, tickets = uploaded(found, f"{errand.vendor.call[0]} {errand.site}{errand.vendor.call[1]}")
    return Uploaded(errand.site, errand.set_name, sent, files, tickets, notes)
