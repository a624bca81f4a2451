"""Measure how long `hindesk --help` takes from a cold interpreter: `python -m benchmarks.cold_start`."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from typing import Final

RUNS: Final = 11
LIMIT: Final = 0.4
"""Seconds that help may take."""

COMMANDS: Final = {
    "bare interpreter": [sys.executable, "-c", ""],
    "hindesk --help": [sys.executable, "-m", "cli", "--help"],
    "hindesk status --help": [sys.executable, "-m", "cli", "status", "--help"],
}


def seconds(command: list[str]) -> list[float]:
    """The wall-clock seconds of each run, the first one (which may write caches) left out."""
    taken = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        taken.append(time.perf_counter() - start)
    return taken[1:]


def main() -> None:
    """Print best, median and worst of each command, in milliseconds."""
    print(f"{'command':24}{'best':>8}{'median':>8}{'worst':>8}  ms; help may take {1000 * LIMIT:.0f}")
    for name, command in COMMANDS.items():
        taken = [1000 * one for one in seconds(command)]
        print(f"{name:24}{min(taken):8.0f}{statistics.median(taken):8.0f}{max(taken):8.0f}")


if __name__ == "__main__":
    main()
