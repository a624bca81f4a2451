"""The slow replay of one ticket, which the engine is compared with; `tests/slow/` has its parts."""

from __future__ import annotations

from hindesk.policy.values import Policy
from tests.slow.clocks import Clock
from tests.slow.history import ClockRow, Event, History, Judgement, TierVisit
from tests.slow.hours import Hours
from tests.slow.knowledge import lacking, metric_needs
from tests.slow.life import Moment, State, is_solved, life_of, tier_of
from tests.slow.reading import Reading
from tests.slow.shares import BUCKETS, cares_of, work_bucket

__all__ = ["BUCKETS", "ClockRow", "Event", "History", "Judgement", "TierVisit", "replay_slowly"]


def replay_slowly(history: History, policy: Policy, as_of: int) -> Judgement:
    """Judge one ticket as docs/concepts/clocks.md says.

    Args:
        history: the ticket; its events are in order, the first of them creates it.
        policy: what to judge it by; its calendars name no countries, their holidays are closed dates.
        as_of: the instant of the judgement in UTC microseconds; later events do not count.

    Returns:
        The clocks by metric in the order of the policy and then by cycle, and the ticket's way through the tiers.
    """
    moments = life_of(history, policy, as_of)
    hours = {name: Hours(calendar) for name, calendar in policy.calendars.items()}
    rows = [
        row
        for metric in policy.metrics
        for row in rows_of(Reading(metric, policy, hours=hours, knows=history.knows), moments, as_of)
    ]
    visits = visits_of(moments, policy)
    return Judgement(
        tuple(rows),
        visits,
        tier_of(moments[-1].after, policy) if moments else None,
        max((visit.tier for visit in visits), default=None),
        resolving_tier(moments, policy),
    )


def rows_of(reading: Reading, moments: list[Moment], as_of: int) -> list[ClockRow]:
    """The rows of one metric: its clocks that ever had a target."""
    for moment in moments:
        reading.hear(moment)
    for clock in reading.clocks:
        if clock.stopped is None:
            clock.settle(as_of, len(moments))
            clock.last = moments[-1].after
    return [row_of(clock, reading, moments, as_of) for clock in reading.clocks if clock.judged]


def verdict_of(clock: Clock, missing: tuple[str, ...], pause_missing: tuple[str, ...]) -> str:
    """The verdict on a clock that had a target."""
    if missing or (clock.breached and pause_missing):
        return "unknown"
    if clock.breached:
        return "breached"
    if clock.cancelled or clock.terms.target is None:
        return "cancelled"
    return "met" if clock.stopped is not None else clock.phase


def row_of(clock: Clock, reading: Reading, moments: list[Moment], as_of: int) -> ClockRow:
    """The row of a clock, under the last terms that had a target."""
    missing = lacking(metric_needs(clock.metric), reading.knows)
    pause_missing = lacking(clock.pause_needs, reading.knows)
    verdict = verdict_of(clock, missing, pause_missing)
    terms = clock.judged or clock.terms
    due, recorded = clock.due(as_of if clock.stopped is None else clock.stopped)
    return ClockRow(
        metric=clock.metric.name,
        cycle=clock.cycle,
        rule=terms.rule.name if terms.rule else None,
        calendar=terms.hours.calendar.name if terms.hours else None,
        started=clock.started,
        due=due,
        due_recorded=recorded,
        stopped=clock.stopped,
        elapsed=clock.counted("running"),
        paused=clock.counted("paused"),
        target=terms.target,
        verdict=verdict,
        missing=(missing or pause_missing) if verdict == "unknown" else (),
        buckets=shares_of(clock, moments, as_of),
        tier=tier_of(clock.last, reading.policy),
        priority=clock.last.value("priority"),
        team=clock.last.value("team"),
        assignee=clock.last.value("assignee"),
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


def visits_of(moments: list[Moment], policy: Policy) -> tuple[TierVisit, ...]:
    """The stretches in one tier each, in order; stretches without a tier leave a gap."""
    tiers = [(moment.at, tier_of(moment.after, policy)) for moment in moments]
    entries = [entry for entry, before in zip(tiers, [(0, None), *tiers], strict=False) if entry[1] != before[1]]
    ends = [*(at for at, _ in entries[1:]), None]
    return tuple(TierVisit(tier, at, end) for (at, tier), end in zip(entries, ends, strict=False) if tier is not None)


def resolving_tier(moments: list[Moment], policy: Policy) -> int | None:
    """The tier in which the ticket was when it was last solved."""
    solved = [moment.after for moment in moments if was_solved(moment.before, moment.after)]
    return tier_of(solved[-1], policy) if solved else None


def was_solved(before: State, after: State) -> bool:
    """Whether an event solved the ticket."""
    return is_solved(after) and not is_solved(before)
