"""The walk, compiled: the same functions through Numba, cached on disk under a key of their source."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import FunctionType, ModuleType
from typing import cast

from hindesk.replay import business, clocks, matching, steps, stretches, ticket, walk, write
from hindesk.replay.business import Ints

Walk = Callable[[walk.Events, walk.Tables, Ints, Ints], None]

_MODULES: tuple[ModuleType, ...] = (business, matching, stretches, clocks, write, steps, ticket, walk)


@cache
def compiled_walk() -> Walk:
    """Return the walk as machine code: compiled in some seconds the first time, loaded from the cache from then on.

    Where the cache's folder can't be written, it is compiled each time.
    """
    import numba

    keeps = _makes(_folder())
    if keeps:
        numba.config.CACHE_DIR = str(_folder())  # type: ignore[attr-defined]
    from hindesk.replay import pointers

    scope: dict[str, object] = {}
    for module in (*_MODULES, pointers):
        scope.update(vars(module))
    for module in (*_MODULES, pointers):
        for name, function in _functions(module):
            twin = FunctionType(function.__code__, scope, name, function.__defaults__)
            twin.__module__ = module.__name__
            scope[name] = numba.njit(nogil=True, cache=keeps, forceinline=name != "walk_arrays")(twin)
    return cast("Walk", scope["walk_arrays"])


def is_cached() -> bool:
    """Tell whether machine code of this very source is in the cache, so that loading it takes no compiling."""
    return any(_folder().rglob("*.nbc"))


def cache_folder() -> Path:
    """Return the folder of the cache: `$XDG_CACHE_HOME/hindesk`, by default in the home folder."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "hindesk"


def _folder() -> Path:
    """Return the cache's folder for this source, Python and Numba."""
    digest = hashlib.sha256(f"{sys.version}{version('numba')}".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return cache_folder() / digest.hexdigest()[:24]


def _makes(folder: Path) -> bool:
    """Make a folder, for its owner alone; tell whether it is there."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def _functions(module: ModuleType) -> list[tuple[str, FunctionType]]:
    own = [(name, value) for name, value in vars(module).items() if isinstance(value, FunctionType)]
    return [(name, function) for name, function in own if function.__module__ == module.__name__]
