"""What a run was measured on."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from importlib.util import find_spec
from typing import Final

LIBRARIES: Final = ("duckdb", "pyarrow", "numpy", "numba", "highspy", "businesstimedelta")


def machine() -> str:
    """Two lines: cores, memory and load (runnable processes over the last minute); versions of what does the work."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1024**3
    load = os.getloadavg()[0]
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES if find_spec(name))
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, load {load:.1f} before the run\n"
        f"{platform.python_implementation()} {platform.python_version()}, {versions}"
    )
