"""Plain functions as machine code: twins of whole modules through Numba, cached on disk under a key of their source."""

from __future__ import annotations

import hashlib
import os
import sys
from importlib.metadata import version
from pathlib import Path
from types import FunctionType, ModuleType


def compile_twins(
    modules: tuple[ModuleType, ...], *, entrance: str, folder: Path, apart: frozenset[str] = frozenset()
) -> object:
    """Compile the functions of some modules, which call each other by name, into one; the modules stay as they are.

    It takes some seconds the first time and is loaded from the cache from then on. Where the cache's folder can't be
    written, it is compiled each time.

    Args:
        modules: names are unique among all of them.
        entrance: the function that is called from outside; the others become parts of it.
        folder: that of the modules, from whose source the key of the cache is made.
        apart: functions that are called and not copied into their callers: large ones that seldom run.

    Returns:
        The entrance; it lets other threads run while it works.
    """
    import numba

    cached = _folder(folder)
    keeps = _makes(cached)
    if keeps:
        numba.config.CACHE_DIR = str(cached)  # type: ignore[attr-defined]
    scope: dict[str, object] = {}
    for module in modules:
        scope.update(vars(module))
    for module in modules:
        for name, function in _functions(module):
            twin = FunctionType(function.__code__, scope, name, function.__defaults__)
            twin.__module__ = module.__name__
            scope[name] = numba.njit(nogil=True, cache=keeps, forceinline=name != entrance and name not in apart)(twin)
    return scope[entrance]


def has_machine_code(folder: Path, entrance: str = "") -> bool:
    """Tell whether machine code of the folder's very source is in the cache, so that loading it takes no compiling.

    Args:
        folder: that of the modules.
        entrance: the function whose machine code is meant; empty: that of any.
    """
    return any(entrance in path.name for path in _folder(folder).rglob("*.nbc"))


def cache_folder() -> Path:
    """Return the folder of the cache: `$XDG_CACHE_HOME/hindesk`, by default in the home folder."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "hindesk"


def _folder(sources: Path) -> Path:
    """Return the cache's folder for a folder's source, Python and Numba."""
    digest = hashlib.sha256(f"{sys.version}{version('numba')}".encode())
    for path in sorted({*sources.glob("*.py"), Path(__file__)}):
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
