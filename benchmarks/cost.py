"""What a piece of work costs: seconds of wall clock and CPU, and memory; alone in a process of its own where asked."""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final, ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")

PROC: Final = Path("/proc/self/status")
PEAK: Final = "VmHWM:"


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall clock, and of CPU in all threads of the process."""

    wall: float
    cpu: float


def cost_of(work: Callable[[], Result]) -> tuple[Cost, Result]:
    """Do the work and give its cost with its result."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return Cost(time.perf_counter() - wall, time.process_time() - cpu), result


def middle(costs: Iterable[Cost]) -> Cost:
    """The median wall clock and the median CPU, each for itself."""
    taken = list(costs)
    return Cost(median(cost.wall for cost in taken), median(cost.cpu for cost in taken))


def peak_memory() -> int:
    """The most bytes that this process has had in memory.

    Linux counts what `getrusage` tells from the parent's memory on; its status file starts anew with each program.
    """
    if PROC.exists():
        told = next(line for line in PROC.read_text(encoding="ascii").splitlines() if line.startswith(PEAK))
        return int(told.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def apart(work: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
    """Do the work in a fresh process, which ends with it, and give its result."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        return process.submit(work, *args, **kwargs).result()
