"""What the program tells the person at the terminal: the only module that writes to stderr."""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress

QUIET: Final = 1.0
"""Seconds of work before progress is shown."""

SPARSE: Final = 10.0
"""Seconds between two lines of progress where stderr is not a terminal."""


class Step(Protocol):
    """Takes note of progress: what is being done, and the share of it that is done (0 to 1; None: not known)."""

    def __call__(self, what: str, share: float | None, /) -> None:
        """Take note."""


COMPILING: Final = "compiling the replay for this machine: half a minute, once"


def say(text: str) -> None:
    """Write one sentence."""
    _write(text)


def warn(text: str) -> None:
    """Write a sentence that the person should act on."""
    _write(f"warning: {text}")


def error(message: str, hint: str | None = None) -> None:
    """Write what is wrong, and the way out below it after an empty line."""
    _write(f"error: {message}")
    if hint:
        _write(f"\nhint: {hint}")


def trace(problem: BaseException) -> None:
    """Write where an exception comes from, for whoever mends the program."""
    _write("".join(traceback.format_exception(problem)).rstrip())


@contextmanager
def progress() -> Iterator[Step]:
    """Show how far work is, once it takes more than a second: as a bar in a terminal, else as a line now and then."""
    shown = _Bar() if sys.stderr.isatty() else _Lines()
    try:
        yield shown
    finally:
        shown.close()


class _Lines:
    """Progress as lines, a few seconds apart."""

    def __init__(self) -> None:
        self._next = time.monotonic() + QUIET

    def __call__(self, what: str, share: float | None, /) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + SPARSE
            _write(what if share is None else f"{what}: {share:.0%}")

    def close(self) -> None:
        """Leave the lines where they are."""


class _Bar:
    """Progress as a bar that vanishes when the work is done."""

    def __init__(self) -> None:
        self._from = time.monotonic() + QUIET
        self._bar: Progress | None = None

    def __call__(self, what: str, share: float | None, /) -> None:
        if time.monotonic() < self._from:
            return
        bar = self._bar = self._bar or _started()
        task = bar.task_ids[0] if bar.task_ids else bar.add_task("")
        bar.update(task, description=what, completed=share or 0.0, total=None if share is None else 1.0)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()


def _started() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.start()
    return bar


def _write(text: str) -> None:
    with suppress(BrokenPipeError, UnicodeEncodeError):
        sys.stdout.flush()
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
