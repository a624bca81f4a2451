"""What the walk over one ticket leaves behind: its moments, and the stretches of its clocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hindesk.events import Actor
from hindesk.replay.rows import Rows

THE_END: Final = -1
"""The place of the moment at which everything is settled for the last time."""
BY_POLICY: Final = -2
"""The place of a moment at which the policy does something by itself: a notice is sent, or a rule in time acts."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is in force for a clock: the numbers of its rule and calendar, its target and due instant, in microseconds.

    The due instant of a paused clock is what it would be if it ran on.
    """

    rule: int | None
    calendar: int | None
    target: int | None
    due: int | None


@dataclass(frozen=True, slots=True)
class Clock:
    """One metric's clock at one moment: its state (`hindesk.replay.codes`), its terms, and what it has counted."""

    state: int
    cycle: int
    terms: Terms
    elapsed: int
    paused: int
    broken: bool
    stretches: int


@dataclass(frozen=True, slots=True)
class Moment:
    """What one event did, or one notice or rule in time.

    Args:
        event: its place among the ticket's events, THE_END or BY_POLICY.
        at: its instant, UTC microseconds.
        signal: the signals that it raised.
        changed: the slots that it changed, one bit each.
        rule: the number of the SLA rule in force after it, None: none matches.
        codes: the state's slots after it.
        settled: the clocks when everything before it was counted, by metric.
        after: the clocks after it.
        moved: by metric, the trigger that it fired first (METRIC_STOP, METRIC_CANCEL, METRIC_RESTART), or None.
        rows: the clock rows that it led to: metric and place in the trace's rows.
        own: the slots whose value is the policy's doing after it, one bit each.
        thanked: whether it is a customer's message that only says thanks for a solved ticket.
        notices: the places of the trace's notices that were sent at it.
        matches: the places of the trace's matches at it: of rules that acted, approvals and traits.
        tier: the ticket's tier after it.
        actor: whose event it is (`events.Actor`).
        text: the code of what a message says; 0: it is no message, or says nothing.
        heard: the state's slots right after its event, before the policy acts; only of policies with approvals.
    """

    event: int
    at: int
    signal: int
    changed: int
    rule: int | None
    codes: tuple[int, ...]
    settled: tuple[Clock, ...]
    after: tuple[Clock, ...]
    moved: tuple[int | None, ...]
    rows: dict[int, int]
    own: int
    thanked: bool
    notices: range
    matches: range
    tier: int | None = None
    actor: int = int(Actor.SYSTEM)
    text: int = 0
    heard: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """An uninterrupted time in which a clock ran or was paused: UTC microseconds, and the open time in its calendar."""

    since: int
    until: int
    counted: int
    paused: bool
    calendar: int | None


@dataclass(frozen=True, slots=True)
class Trace:
    """A watched walk: its moments in order, its rows as a run has them, and the stretches behind each clock row.

    `openings` are the codes of the slots with which it began, without what subject and description say.
    """

    moments: tuple[Moment, ...]
    rows: Rows
    stretches: tuple[tuple[Stretch, ...], ...]
    openings: tuple[int, ...] = ()
