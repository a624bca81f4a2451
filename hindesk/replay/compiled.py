"""The walk, compiled: the same functions through Numba."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Final, cast

from hindesk.replay import (
    acts,
    business,
    clocks,
    follow,
    history,
    lapses,
    matching,
    notices,
    points,
    steps,
    stretches,
    thanks,
    ticket,
    traits,
    walk,
    write,
)
from hindesk.replay.business import Ints
from hindesk.replay.machine_code import compile_twins, has_machine_code

Walk = Callable[[history.Events, follow.Tables, Ints, Ints], None]

_MODULES: tuple[ModuleType, ...] = (
    business,
    matching,
    stretches,
    clocks,
    write,
    steps,
    ticket,
    lapses,
    follow,
    points,
    acts,
    notices,
    thanks,
    traits,
    walk,
)
_FOLDER: Final = Path(__file__).parent
_SELDOM: Final = frozenset({"go_on", "send", "act_in_time", "hear_changes", "automate", "at_creation", "follow_lapses"})
"""What only policies that act by themselves, or say who may hold what, need."""
_SHARED: Final = frozenset({"follow", "match_rule", "reach", "instant_of", "write_clock"})
"""Large functions that several others call. Copied into each, they and those above would double the time of compiling,
and make the walk hardly faster."""


@cache
def compiled_walk() -> Walk:
    """Return the walk as machine code: compiled in some seconds the first time, loaded from the cache from then on."""
    from hindesk.replay import pointers

    modules = (*_MODULES, pointers)
    return cast("Walk", compile_twins(modules, entrance="walk_arrays", folder=_FOLDER, apart=_SELDOM | _SHARED))


def is_cached() -> bool:
    """Tell whether machine code of this very source is in the cache, so that loading it takes no compiling."""
    return has_machine_code(_FOLDER)
