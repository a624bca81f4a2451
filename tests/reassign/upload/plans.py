"""Written plans of any size, and the help desk that they were exported from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from hindesk.reassign.upload.outcome import Uploaded
from hindesk.reassign.upload.uploading import Manner, upload
from hindesk.reassign.write.manifest import as_json
from hindesk.reassign.write.stamps import instant_of
from hindesk.reassign.write.written import Change, Manifest, SetName, WrittenFile
from tests.reassign.upload.help_desk import HelpDesk, Ticket, open_help_desk, stamp

BEFORE: Final = (901, 4711)
"""The holder and the team that every ticket has in the export."""

STAMP: Final = 3600
"""When every ticket was changed last before the export, in seconds since 2026."""


@dataclass(frozen=True)
class Plan:
    """A written plan: its folder, and the holder and team that it gives to each ticket."""

    vendor: str
    folder: Path
    gives: dict[int, tuple[int, int]]


def write_plan(folder: Path, vendor: str, sizes: tuple[int, ...], *, stamped: bool = True) -> Plan:
    """A plan of one file a size; the tickets of the n-th file go to person 1001 + n of team 51 + n.

    Args:
        folder: where it is written.
        vendor: the help desk.
        sizes: the number of tickets of each file.
        stamped: whether the export said when tickets were changed last.
    """
    updated = stamp(STAMP) if stamped else None
    files: dict[SetName, list[WrittenFile]] = {"upload": [], "undo": []}
    gives: dict[int, tuple[int, int]] = {}
    first = 1
    for number, size in enumerate(sizes):
        ours = dict.fromkeys(range(first, first + size), (1001 + number, 51 + number))
        first += size
        gives |= ours
        for name, written in files.items():
            at = updated if name == "upload" else None
            sets = ours if name == "upload" else dict.fromkeys(ours, BEFORE)
            written.append(_write(folder / name / f"{vendor}-{number + 1:03}.json", sets, at))
    manifest = Manifest(folder, instant_of(stamp(2 * STAMP)), tuple(files["upload"]), tuple(files["undo"]))
    (folder / "manifest.json").write_bytes(as_json(manifest))
    return Plan(vendor, folder, gives)


def _write(path: Path, sets: dict[int, tuple[int, int]], updated: str | None) -> WrittenFile:
    vendor = path.name.partition("-")[0]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(_BODIES[vendor](sets, updated)), encoding="utf-8")
    at = None if updated is None else instant_of(updated)
    changes = tuple(Change(str(key), str(holder), str(group), at) for key, (holder, group) in sets.items())
    file = f"{path.parent.name}/{path.name}"
    return WrittenFile(file, sha256(path.read_bytes()).hexdigest(), vendor, changes)


def _zendesk(sets: dict[int, tuple[int, int]], updated: str | None) -> dict[str, Any]:
    guard = {} if updated is None else {"safe_update": True, "updated_stamp": updated}
    rows = [{"id": key, "assignee_id": holder, "group_id": group, **guard} for key, (holder, group) in sets.items()]
    return {"tickets": rows}


def _freshdesk(sets: dict[int, tuple[int, int]], _updated: str | None) -> dict[str, Any]:
    holder, group = next(iter(sets.values()))
    return {"bulk_action": {"ids": list(sets), "properties": {"group_id": group, "responder_id": holder}}}


_BODIES: Final[dict[str, Callable[[dict[int, tuple[int, int]], str | None], dict[str, Any]]]] = {
    "zendesk": _zendesk,
    "freshdesk": _freshdesk,
}


@contextmanager
def desk_of(plan: Plan) -> Iterator[HelpDesk]:
    """The help desk that the plan was made from, as it was exported."""
    with open_help_desk(plan.vendor, {key: Ticket(*BEFORE, at=STAMP) for key in plan.gives}) as desk:
        yield desk


def send(plan: Plan, desk: HelpDesk, set_name: SetName = "upload") -> Uploaded:
    """Upload, with the help desk's own time."""
    manner = Manner(wait=desk.wait)
    return upload(plan.folder, desk.url, set_name=set_name, environment=desk.environment, manner=manner)


def results(done: Uploaded) -> dict[int, str]:
    """The result of each ticket."""
    return {int(row["ticket"]): row["result"] for row in done.tickets.to_pylist()}


def messages(done: Uploaded) -> dict[int, str]:
    """What is said of each ticket."""
    return {int(row["ticket"]): row["message"] for row in done.tickets.to_pylist()}
