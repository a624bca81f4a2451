"""`manifest.json`: a manifest as JSON and back, checked against the files that it names."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from hindesk.errors import InputError
from hindesk.reassign.write.stamps import instant_of, stamp
from hindesk.reassign.write.written import Change, Manifest, WrittenFile

MANIFEST: Final = "manifest.json"
VERSION: Final = 1
_WRITE_AGAIN: Final = "write the plan again with `hindesk reassign --write DIR`, to another folder"


def _instant(text: str) -> str:
    instant_of(text)
    return text


_Stamp = Annotated[str, AfterValidator(_instant)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Ticket(_Part):
    ticket: str
    assignee: str | None
    group: str | None = None
    updated: _Stamp | None


class _File(_Part):
    file: Annotated[str, Field(pattern=r"^(upload|undo)/[^/\\\x00]*[^/\\\x00.]$")]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    vendor: str
    tickets: list[_Ticket]


class _Sets(_Part):
    upload: list[_File]
    undo: list[_File]


class _Manifest(_Part):
    hindesk: Literal[1]
    as_of: _Stamp
    sets: _Sets


def as_json(manifest: Manifest) -> bytes:
    """The text of `manifest.json`, UTF-8, in one line."""
    sets = {name: [_file(one) for one in manifest.files(name)] for name in ("upload", "undo")}
    return _JSON.encode({"hindesk": VERSION, "as_of": stamp(manifest.as_of), "sets": sets}).encode() + b"\n"


def read_manifest(folder: Path) -> Manifest:
    """Read what a folder holds, and make sure that every file is there as it was written.

    Raises:
        InputError: there is no manifest, it can't be read, or a file is missing or was changed.
    """
    found = _parsed(folder / MANIFEST)
    upload, undo = (tuple(map(_written, files)) for files in (found.sets.upload, found.sets.undo))
    manifest = Manifest(folder, instant_of(found.as_of), upload, undo)
    for one in (*upload, *undo):
        _check(folder, one)
    return manifest


def _parsed(path: Path) -> _Manifest:
    try:
        value = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise InputError(f"`{path.parent}` holds no written plan: it has no {MANIFEST}", _WRITE_AGAIN) from None
    except ValueError as problem:
        raise InputError(f"{path}: it is no JSON ({problem})", _WRITE_AGAIN) from problem
    version = value.get("hindesk") if isinstance(value, dict) else None
    if isinstance(version, int) and version > VERSION:
        raise InputError(f"{path}: a later version of hindesk wrote it", "install that version")
    try:
        return _Manifest.model_validate(value)
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise InputError(f"{path}: {where}: {first['msg']}", _WRITE_AGAIN) from problem


def _check(folder: Path, one: WrittenFile) -> None:
    path = folder / one.file
    if not path.is_file():
        raise InputError(f"`{path}` is missing", _WRITE_AGAIN)
    if sha256(path.read_bytes()).hexdigest() != one.sha256:
        raise InputError(f"`{path}` was changed after it was written", _WRITE_AGAIN)


def _written(found: _File) -> WrittenFile:
    return WrittenFile(found.file, found.sha256, found.vendor, tuple(map(_change, found.tickets)))


def _change(found: _Ticket) -> Change:
    updated = None if found.updated is None else instant_of(found.updated)
    return Change(found.ticket, found.assignee, found.group, updated, "group" in found.model_fields_set)


def _file(one: WrittenFile) -> dict[str, Any]:
    tickets = [_ticket(change) for change in one.tickets]
    return {"file": one.file, "sha256": one.sha256, "vendor": one.vendor, "tickets": tickets}


def _ticket(change: Change) -> dict[str, str | None]:
    group = {"group": change.group} if change.sets_group else {}
    updated = None if change.updated is None else stamp(change.updated)
    return {"ticket": change.ticket, "assignee": change.assignee, **group, "updated": updated}


_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
