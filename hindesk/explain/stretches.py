"""The stretches of a clock for people: joined where nothing changes, with the times of being stopped in between."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from hindesk.explain.moments import Stretch

RUNS: Final = "runs"
PAUSED: Final = "paused"
STOPPED: Final = "stopped"


def joined(stretches: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """The same time in as few stretches as can be; those without any length are left out."""
    found: list[Stretch] = []
    for stretch in stretches:
        if stretch.until == stretch.since:
            continue
        last = found[-1] if found else None
        if last and last.until == stretch.since and _kind(last) == _kind(stretch):
            found[-1] = replace(last, until=stretch.until, counted=last.counted + stretch.counted)
        else:
            found.append(stretch)
    return tuple(found)


def with_stops(stretches: tuple[Stretch, ...]) -> tuple[tuple[str, Stretch], ...]:
    """Each joined stretch with what the clock does in it (`runs`, `paused`), and the times between them (`stopped`)."""
    found: list[tuple[str, Stretch]] = []
    for stretch in joined(stretches):
        if found and found[-1][1].until < stretch.since:
            found.append((STOPPED, Stretch(found[-1][1].until, stretch.since, 0, paused=False, calendar=None)))
        found.append((PAUSED if stretch.paused else RUNS, stretch))
    return tuple(found)


def _kind(stretch: Stretch) -> tuple[bool, int | None]:
    return stretch.paused, stretch.calendar
