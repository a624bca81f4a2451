"""The folder of a written plan: all files, or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from hindesk.errors import InputError
from hindesk.reassign.write.bodies import Body, bodies
from hindesk.reassign.write.handover import Handover
from hindesk.reassign.write.manifest import MANIFEST, as_json
from hindesk.reassign.write.notes import notes_on
from hindesk.reassign.write.written import Manifest, SetName, WrittenFile

PLAN: Final = "plan.csv"

_SETS: Final[tuple[SetName, ...]] = ("upload", "undo")
_ELSEWHERE: Final = "name another folder with `--write`, or move that one away"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and what somebody who loads it should know, a sentence each."""

    manifest: Manifest
    notes: tuple[str, ...]


def write_folder(folder: Path, plan_csv: bytes, handovers: Iterable[Handover], *, as_of: int) -> Written:
    """Write a plan with its upload and its undo files to a folder of its own, which only its owner can read.

    The files are written beside the folder and flushed to disk before the folder gets its name, so that whatever goes
    wrong leaves nothing behind.

    Args:
        folder: where to; it must not exist, or be empty.
        plan_csv: the plan as `plan.csv` shall hold it.
        handovers: what changes, in the order of the plan.
        as_of: the instant that the plan was made for, UTC microseconds.

    Raises:
        InputError: the folder holds something already, or can't be made where it is to be.
        OSError: the disk is full, or the like.
    """
    target = folder.resolve()
    _refuse_taken(folder, target)
    those = tuple(handovers)
    with _beside(target) as new:
        write_file(new / PLAN, plan_csv)
        upload, undo = (_write_set(new, those, name) for name in _SETS)
        manifest = Manifest(folder, as_of, upload, undo)
        write_file(new / MANIFEST, as_json(manifest))
        _flush_folders(new)
        _name(new, target, folder)
    _flush(target.parent)
    return Written(manifest, notes_on(those))


def write_file(path: Path, content: bytes) -> None:
    """Write a new file that only its owner can read, and flush it to disk."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _refuse_taken(folder: Path, target: Path) -> None:
    if not target.parent.is_dir():
        raise InputError(f"the folder `{folder.parent}` does not exist", "make it, or name another one with `--write`")
    if target.exists() and not target.is_dir():
        raise InputError(f"`{folder}` is a file", "name a folder with `--write`")
    if target.is_dir() and any(target.iterdir()):
        plan = (target / MANIFEST).exists() or (target / PLAN).exists()
        raise InputError(f"`{folder}` {'holds an earlier plan' if plan else 'is not empty'}", _ELSEWHERE)


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A new folder beside another one; gone at the end unless it was given another name."""
    new = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    try:
        yield new
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _write_set(new: Path, handovers: tuple[Handover, ...], name: SetName) -> tuple[WrittenFile, ...]:
    (new / name).mkdir(mode=0o700)
    return tuple(_write_body(new, body) for body in bodies(handovers, name))


def _write_body(new: Path, body: Body) -> WrittenFile:
    write_file(new / body.file, body.content)
    return WrittenFile(body.file, sha256(body.content).hexdigest(), body.vendor, body.tickets)


def _name(new: Path, target: Path, folder: Path) -> None:
    with suppress(OSError):
        target.rmdir()
    try:
        new.rename(target)
    except OSError:
        _refuse_taken(folder, target)
        raise


def _flush_folders(new: Path) -> None:
    for folder in (*(new / name for name in _SETS), new):
        _flush(folder)


def _flush(folder: Path) -> None:
    """Flush a folder's list of files to disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
