"""Clocks and stretches, read from the walk's memory."""

from __future__ import annotations

from typing import Final

from hindesk.explain.moments import Clock, Stretch, Terms
from hindesk.replay.business import Ints, reach
from hindesk.replay.codes import (
    AMOUNT,
    BROKEN,
    CALENDAR,
    CYCLE,
    DUE,
    ELAPSED,
    FROM,
    METRIC,
    METRIC_CANCEL,
    METRIC_RESTART,
    METRIC_STOP,
    NONE,
    PAUSE,
    RULE_IN_FORCE,
    RULE_NUMBER,
    SINCE,
    SORT,
    STATE,
    STRETCH_COUNT,
    STRETCH_WIDTH,
    STRETCHES,
    TARGET,
    TO,
    WAITED,
    ZONE,
)
from hindesk.replay.follow import Tables
from hindesk.replay.steps import moved

_MOVES: Final = (METRIC_STOP, METRIC_CANCEL, METRIC_RESTART)


def clock_at(t: Tables, k: Ints, m: int) -> Clock:
    """The clock whose block begins at `m`."""
    return Clock(
        state=k[m + STATE],
        cycle=k[m + CYCLE],
        terms=_terms(t, k, m),
        elapsed=k[m + ELAPSED],
        paused=k[m + WAITED],
        broken=bool(k[m + BROKEN]),
        stretches=k[m + STRETCH_COUNT],
    )


def moved_first(t: Tables, k: Ints, m: int) -> int | None:
    """The trigger that a clock fires first at the present event, or None."""
    metric = k[m + METRIC]
    return next((trigger for trigger in _MOVES if moved(t.p, k, metric + trigger)), None)


def stretches_at(k: Ints, m: int, count: int) -> tuple[Stretch, ...]:
    """The first stretches of a clock, so many."""
    first = k[m + STRETCHES]
    return tuple(_stretch(k, place) for place in range(first, first + count * STRETCH_WIDTH, STRETCH_WIDTH))


def rule_at(p: Ints, place: int) -> int | None:
    """The number of the SLA rule whose block begins at a place of the policy; None where there is none."""
    return None if place < 0 else p[place + RULE_NUMBER]


def _stretch(k: Ints, place: int) -> Stretch:
    zone = k[place + ZONE]
    paused = k[place + SORT] == PAUSE
    return Stretch(k[place + FROM], k[place + TO], k[place + AMOUNT], paused, None if zone < 0 else zone)


def _terms(t: Tables, k: Ints, m: int) -> Terms:
    target, calendar, due = k[m + TARGET], k[m + CALENDAR], k[m + DUE]
    if due == NONE and target >= 0 and k[m + SINCE] != NONE:
        due = reach(t.c, k, calendar, k[m + SINCE], target - k[m + ELAPSED])
    return Terms(
        rule=rule_at(t.p, k[m + RULE_IN_FORCE]),
        calendar=None if calendar < 0 else calendar,
        target=None if target < 0 else target,
        due=None if due == NONE else due,
    )
