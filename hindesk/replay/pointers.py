"""The compiled walk's entrance: arrays come in as pointers, which cost a call one parameter and an access no check."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from numba import types
from numba.extending import intrinsic

from hindesk.replay.business import Ints
from hindesk.replay.follow import Tables
from hindesk.replay.history import Events
from hindesk.replay.walk import walk


def _pointer(_: object, array: Any) -> tuple[Any, Callable[..., Any]]:  # noqa: ANN401 - Numba's own types
    def first(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ANN401
        return context.make_array(signature.args[0])(context, builder, arguments[0]).data

    return cast("Any", types).CPointer(array.dtype)(array), first


pointer: Any = intrinsic(_pointer)
"""Gives an array's memory, for indexing only: it knows no length, and a negative place is outside of it."""


def walk_arrays(e: Events, t: Tables, k: Ints, out: Ints) -> None:
    """Walk over arrays that outlive the call, as `walk` does."""
    events = Events(
        pointer(e.ticket),
        pointer(e.at),
        pointer(e.kind),
        pointer(e.actor),
        pointer(e.flags),
        pointer(e.field),
        pointer(e.value),
        pointer(e.knows),
        pointer(e.openings),
    )
    walk(events, Tables(pointer(t.p), pointer(t.truth), pointer(t.c)), pointer(k), pointer(out))
