"""One upload of a folder at a time: a lock that the operating system lets go of however its holder ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from hindesk.errors import HindeskError

LOCK: Final = "journal.lock"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the folder's lock.

    Raises:
        HindeskError: somebody else holds it.
    """
    with (folder / LOCK).open("a+b") as file:
        try:
            _take(file.fileno())
        except OSError:
            raise HindeskError(
                f"another upload of `{folder}` is running", "wait until it has ended, or stop it, and try again"
            ) from None
        yield


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
