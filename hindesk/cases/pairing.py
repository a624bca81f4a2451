"""Pairing what is expected with what came: the same first, then what is alike, then what stands alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

W = TypeVar("W")
G = TypeVar("G")


def paired(
    wanted: Sequence[W], got: Sequence[G], *, same: Callable[[W, G], bool], alike: Callable[[W, G], bool]
) -> Iterator[tuple[W | None, G | None]]:
    """Yield each of what is expected beside one of what came, or None, and what came unexpectedly beside None.

    Args:
        wanted: what is expected.
        got: what came; each is beside one at most.
        same: whether what came is what is expected; such pairs come first.
        alike: whether the two are worth showing beside each other.
    """
    left = list(got)
    missing: list[W] = []
    for one in wanted:
        found = next((other for other in left if same(one, other)), None)
        if found is None:
            missing.append(one)
        else:
            left.remove(found)
            yield one, found
    for one in missing:
        beside = next((other for other in left if alike(one, other)), None)
        if beside is not None:
            left.remove(beside)
        yield one, beside
    yield from ((None, other) for other in left)
