"""Seeded chance that gives the same draws in every version of Python and on every machine."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """Draws, all made from `random()` by arithmetic of our own, so that no library's algorithm matters."""

    __slots__ = ("_random",)

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - a sample, not a secret

    def happens(self, share: float) -> bool:
        """True in this share of the calls."""
        return self._random.random() < share

    def one(self, things: Sequence[T]) -> T:
        """One of the things, each as likely."""
        return things[int(self._random.random() * len(things))]

    def weighted(self, weights: Mapping[T, float]) -> T:
        """One of the keys, as likely as its weight."""
        left = self._random.random() * sum(weights.values())
        for thing, weight in weights.items():
            left -= weight
            if left < 0:
                return thing
        return thing

    def seconds(self, minutes: Sequence[float]) -> int:
        """A lognormal duration in whole seconds, at least one: (median in minutes, spread of the logarithm)."""
        median, spread = minutes
        first, second = 1 - self._random.random(), self._random.random()
        normal = math.sqrt(-2 * math.log(first)) * math.cos(2 * math.pi * second)
        return max(1, round(60 * median * math.exp(spread * normal)))
