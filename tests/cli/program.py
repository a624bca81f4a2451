"""The program as people start it: a process of its own."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final

from tests.conftest import Outcome

ROOT: Final = Path(__file__).parents[2]

PROGRAM: Final = "import sys; from cli import app, narration; narration.QUIET = 9e9; sys.exit(app.main())"
"""The program without its lines of progress, which depend on how busy the machine is."""

PATIENCE: Final = 120.0
"""Seconds that a test waits for a process at most."""


def start(
    folder: Path, *arguments: str, largest: int | None = None, stdout: IO[str] | int = subprocess.PIPE
) -> subprocess.Popen[str]:
    """Start the program in a folder; `largest` is the size in bytes beyond which no file can grow: a full disk."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HINDESK_STORE")}
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=folder,
        env={**clean, "PYTHONPATH": str(ROOT), "COLUMNS": "100"},
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=None if largest is None else _limit(largest),  # noqa: PLW1509
    )


def outcome(process: subprocess.Popen[str], *arguments: str) -> Outcome:
    """What a process did, once it has ended."""
    stdout, stderr = process.communicate(timeout=PATIENCE)
    return Outcome(arguments, process.returncode, stdout, stderr)


def call(folder: Path, *arguments: str, largest: int | None = None) -> Outcome:
    """Run the program in a folder to its end."""
    return outcome(start(folder, *arguments, largest=largest), *arguments)


def interrupt(folder: Path, *arguments: str, when: Callable[[], bool]) -> Outcome:
    """Run the program, and press Ctrl-C as soon as `when` holds."""
    process = start(folder, *arguments)
    until = time.monotonic() + PATIENCE
    while not when():
        assert process.poll() is None, "it ended before it could be interrupted"
        assert time.monotonic() < until, "it never came so far"
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    return outcome(process, *arguments)


def _limit(largest: int) -> Callable[[], None]:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    return limit
