"""Figures as lines of a plain table: what was measured, what it comes to, and the goal that it is held against."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tabulate import tabulate

from benchmarks.cost import Cost

HEADS: Final = ("", "wall s", "CPU s", "peak MiB", "rate", "ratio", "goal", "reached")
SIDES: Final = ("left", "right", "right", "right", "right", "left", "left", "left")
MIB: Final = 1024**2


@dataclass(frozen=True, slots=True)
class Goal:
    """What a measured number is to reach: `least` must be, `stretch` would be better; above or below, by their order.

    Args:
        measured: the number.
        least: the goal.
        stretch: the better one.
        unit: what follows the numbers, as in `s` or `×`.
    """

    measured: float
    least: float
    stretch: float
    unit: str

    def __str__(self) -> str:
        sign = "≥" if self.stretch > self.least else "≤"
        return f"{sign} {self.least:,g} ({self.stretch:,g}) {self.unit}"

    @property
    def verdict(self) -> str:
        """`no`, `yes`, or `yes, and the stretch`."""
        way = 1 if self.stretch > self.least else -1
        if way * self.measured < way * self.least:
            return "no"
        return "yes, and the stretch" if way * self.measured >= way * self.stretch else "yes"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: a name, its cost, the most memory in bytes, and words for its rate and its ratio to another figure."""

    name: str
    cost: Cost | None = None
    peak: int | None = None
    rate: str = ""
    ratio: str = ""
    goal: Goal | None = None


def table(title: str, figures: Iterable[Figure]) -> str:
    """The figures under a title, one line each, as plain text."""
    rows = [_cells(figure) for figure in figures]
    grid = tabulate(rows, HEADS, tablefmt="simple", disable_numparse=True, colalign=SIDES)
    return "\n".join(line.rstrip() for line in f"{title}\n\n{grid}".splitlines())


def rate(amount: float, seconds: float, unit: str) -> str:
    """An amount each second, in thousands or millions where it is large."""
    speed = amount / seconds
    if speed >= 1e6:
        return f"{speed / 1e6:,.1f} M {unit}/s"
    return f"{speed / 1e3:,.0f} k {unit}/s" if speed >= 1e4 else f"{speed:,.0f} {unit}/s"


def _cells(figure: Figure) -> list[str]:
    wall, cpu = (f"{figure.cost.wall:.2f}", f"{figure.cost.cpu:.2f}") if figure.cost else ("", "")
    peak = "" if figure.peak is None else f"{figure.peak / MIB:,.0f}"
    goal, verdict = (str(figure.goal), figure.goal.verdict) if figure.goal else ("", "")
    return [figure.name, wall, cpu, peak, figure.rate, figure.ratio, goal, verdict]
