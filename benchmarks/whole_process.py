"""What a person waits for: whole runs of the program, from a cold interpreter."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from benchmarks.cost import Cost, middle

PROGRAM: Final = (sys.executable, "-m", "cli")


def help_shown(*, rounds: int) -> Cost:
    """`hindesk --help`."""
    return _middle_of(("--help",), rounds=rounds)


def replayed_and_reported(store: Path, policy: Path, *, rounds: int) -> Cost:
    """`hindesk replay` and `hindesk report breaches`, added up."""
    replay = _middle_of(("replay", str(policy), "--store", str(store)), rounds=rounds)
    report = _middle_of(("report", "breaches", "--store", str(store)), rounds=rounds)
    return Cost(replay.wall + report.wall, replay.cpu + report.cpu)


def _middle_of(arguments: tuple[str, ...], *, rounds: int) -> Cost:
    """The median of several runs; a first one, which may write Python's own caches, is left out."""
    return middle([_one(arguments) for _ in range(rounds + 1)][1:])


def _one(arguments: tuple[str, ...]) -> Cost:
    start, before = time.perf_counter(), _children()
    subprocess.run([*PROGRAM, *arguments], check=True, capture_output=True)
    return Cost(time.perf_counter() - start, _children() - before)


def _children() -> float:
    """CPU seconds of all ended children."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
