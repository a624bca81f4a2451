"""The file that is imported: that it is there, what it starts with, its bytes and their fingerprint."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, cast

from hindesk.errors import InputError

GZIP: Final = b"\x1f\x8b"
CHUNK: Final = 4 * 1024 * 1024
HEAD: Final = 1024 * 1024
"""Bytes from which the kind of a file, its separator and its header are read."""


def check_file(path: Path) -> None:
    """Raise an InputError unless `path` is a file with something in it that can be read."""
    if path.is_dir():
        raise InputError(f"{path} is a folder, not a file", "name the export inside it")
    if not path.exists():
        raise InputError(f"there is no file {path}", "check the name and the folder")
    if not head(path, 1):
        raise InputError(f"{path.name} is empty", "export it again")


def open_bytes(path: Path) -> IO[bytes]:
    """The file's bytes, unpacked where it is compressed by gzip."""
    with path.open("rb") as file:
        packed = file.read(len(GZIP)) == GZIP
    return cast("IO[bytes]", gzip.open(path, "rb")) if packed else path.open("rb")


def head(path: Path, size: int = HEAD) -> bytes:
    """The first `size` bytes, unpacked."""
    with _told(path), open_bytes(path) as file:
        return file.read(size)


def chunks(path: Path) -> Iterator[bytes]:
    """The file's bytes, unpacked, a few megabytes at a time."""
    with _told(path), open_bytes(path) as file:
        while chunk := file.read(CHUNK):
            yield chunk


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Failures to read are errors for people."""
    try:
        yield
    except (OSError, EOFError, zlib.error) as problem:
        raise InputError(f"{path.name} can't be read: {problem}", "copy or export it again") from problem


def fingerprint(path: Path) -> str:
    """SHA-256 of the file's bytes as they are on disk, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def exactly(path: Path) -> str:
    """A path as a pattern of the database's readers that means itself."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(path))
