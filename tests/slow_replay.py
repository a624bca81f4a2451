"""The slow replay of one ticket, which the engine is compared with; `tests/slow/` has its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hindesk.policy.values import Policy
from tests.slow.acts import Endless
from tests.slow.clocks import Clock, Terms
from tests.slow.history import ClockRow, Event, History, Judgement, LapseRow, MatchRow, NoticeRow, TierVisit
from tests.slow.knowledge import lacking, reopening_needs
from tests.slow.lapses import lapses_of
from tests.slow.life import Moment, tier_of
from tests.slow.reading import Reading, fired
from tests.slow.shares import BUCKETS, cares_of, work_bucket
from tests.slow.tiers import resolving_tier, visits_of
from tests.slow.walk import Walk

__all__ = [
    "BUCKETS",
    "ClockRow",
    "Endless",
    "Event",
    "History",
    "Judgement",
    "LapseRow",
    "MatchRow",
    "NoticeRow",
    "TierVisit",
    "replay_slowly",
]


def replay_slowly(history: History, policy: Policy, as_of: int, others: Sequence[History] = ()) -> Judgement:
    """Judge one ticket as clocks.md, escalation.md, automation.md, traits.md and permissions.md of docs/concepts say.

    Args:
        history: the ticket; its events are in order, the first of them creates it.
        policy: what to judge it by; its calendars name no countries, their holidays are closed dates.
        as_of: the instant of the judgement in UTC microseconds; later events do not count.
        others: the other tickets of its store.

    Returns:
        The clocks by metric in the order of the policy and then by cycle, the ticket's way through the tiers, and the
        notices in the order in which they were sent, the rules that acted, in their order, and the lapses rule by rule.

    Raises:
        Endless: the policy goes on changing the ticket.
    """
    walk = Walk(history, policy, others)
    walk.go(as_of)
    moments = walk.life.moments
    rows = [row for reading in walk.readings for row in rows_of(reading, moments, as_of)]
    visits = visits_of(moments, policy)
    return Judgement(
        tuple(rows),
        visits,
        tier_of(moments[-1].after, policy) if moments else None,
        max((visit.tier for visit in visits), default=None),
        resolving_tier(moments, policy),
        tuple(walk.sent),
        tuple(walk.matches),
        lapses_of(moments, policy),
    )


def rows_of(reading: Reading, moments: list[Moment], as_of: int) -> list[ClockRow]:
    """The rows of one metric: its clocks that ever had a target, or the one that says that they are unknown."""
    if missing := reading.untold:
        return unknown_rows(reading, moments, missing)
    for clock in reading.clocks:
        if clock.stopped is None:
            clock.settle(as_of, len(moments), moments[-1].after)
    return [row_of(clock, reading, moments, as_of) for clock in reading.clocks if clock.judged]


def unknown_rows(reading: Reading, moments: list[Moment], missing: tuple[str, ...]) -> list[ClockRow]:
    """The row of a metric whose clocks can't be told, under the last target that the ticket was given; else none.

    A task that no rule began gives none.
    """
    born = moments[0].at if moments else 0
    offers = [reading.terms(moment.after, started=born, at=moment.at) for moment in moments]
    targets = [terms for terms in offers if terms.target is not None]
    begun = any(fired(reading.metric.start, moment) for moment in moments)
    if not targets or (reading.metric.own and not begun):
        return []
    clock = Clock(reading.metric, 0, born, reading.policy.landing, targets[-1], last=moments[-1].after)
    return [blank_row(clock, reading, targets[-1], verdict="unknown", missing=missing)]


def verdict_of(clock: Clock, missing: tuple[str, ...]) -> str:
    """The verdict on a clock that had a target, of whose pauses something may be missing."""
    if clock.breached and missing:
        return "unknown"
    if clock.breached:
        return "breached"
    if clock.cancelled or clock.terms.target is None:
        return "cancelled"
    return "met" if clock.stopped is not None else clock.phase


def blank_row(clock: Clock, reading: Reading, terms: Terms, *, verdict: str, missing: tuple[str, ...]) -> ClockRow:
    """The row of a clock that counted nothing."""
    return ClockRow(
        metric=clock.metric.name,
        cycle=clock.cycle,
        rule=terms.rule.name if terms.rule else None,
        calendar=terms.hours.calendar.name if terms.hours else None,
        started=clock.started,
        due=None,
        due_recorded=None,
        stopped=None,
        elapsed=0,
        paused=0,
        target=terms.target,
        verdict=verdict,
        missing=missing,
        buckets=dict.fromkeys(BUCKETS, 0),
        tier=tier_of(clock.last, reading.policy),
        priority=clock.last.value("priority"),
        team=clock.last.value("team"),
        assignee=clock.last.value("assignee"),
    )


def row_of(clock: Clock, reading: Reading, moments: list[Moment], as_of: int) -> ClockRow:
    """The row of a clock, under the last terms that had a target."""
    missing = lacking(clock.pause_needs | reopening_needs(clock.metric), reading.knows)
    verdict = verdict_of(clock, missing)
    due, recorded = clock.due(as_of if clock.stopped is None else clock.stopped)
    return replace(
        blank_row(
            clock,
            reading,
            clock.judged or clock.terms,
            verdict=verdict,
            missing=missing if verdict == "unknown" else (),
        ),
        due=due,
        due_recorded=recorded,
        stopped=clock.stopped,
        elapsed=clock.counted("running"),
        paused=clock.counted("paused"),
        buckets=shares_of(clock, moments, as_of),
    )


def shares_of(clock: Clock, moments: list[Moment], as_of: int) -> dict[str, int]:
    """The counted time of a clock by bucket, every bucket named."""
    cares = cares_of(moments)
    instants = [*(moment.at for moment in moments), as_of]
    shares = dict.fromkeys(BUCKETS, 0)
    for stretch in clock.stretches:
        if stretch.phase == "running":
            stop = next((stop for stop in clock.stops if stop > stretch.moment), len(moments))
            bucket = cares[stretch.moment].bucket
            shares[work_bucket(stretch.moment, stop, cares, instants) if bucket == "work" else bucket] += stretch.open()
    return shares
