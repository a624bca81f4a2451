"""One clock as a list of stretches, from which everything about it is counted."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from hindesk.events import Knows
from hindesk.policy.escalation import REMINDER, Notice
from hindesk.policy.values import Landing, Metric, SlaRule
from tests.slow.hours import Hours
from tests.slow.life import State

Phase = Literal["running", "paused", "stopped", "over"]


@dataclass(frozen=True, slots=True)
class Terms:
    """What is in force for a clock, and since when."""

    rule: SlaRule | None
    hours: Hours | None
    target: int | None
    given: int

    def differ(self, other: Terms) -> bool:
        """Whether rule, calendar or target differ."""
        return self.rule is not other.rule or self.hours is not other.hours or self.target != other.target


@dataclass(frozen=True, slots=True)
class Stretch:
    """A running or paused stretch between two moments, in a calendar; `moment` is the one that it begins at."""

    start: int
    end: int
    phase: Phase
    hours: Hours | None
    moment: int

    def open(self) -> int:
        """Its open time; none without a calendar."""
        return self.hours.between(self.start, self.end) if self.hours else 0


@dataclass(slots=True)
class Clock:
    """One run of one metric."""

    metric: Metric
    cycle: int
    started: int
    landing: Landing
    terms: Terms
    phase: Phase = "running"
    stretches: list[Stretch] = field(default_factory=list)
    since: tuple[int, int] = (0, 0)
    judged: Terms | None = None
    kept: tuple[int | None, int | None] = (None, None)
    breached: bool = False
    cancelled: bool = False
    stopped: int | None = None
    stops: list[int] = field(default_factory=list)
    last: State = field(default_factory=State)
    pause_needs: Knows = Knows.NOTHING
    told: set[int] = field(default_factory=set)
    highest: int = REMINDER

    def counted(self, phase: Phase) -> int:
        """Open time of all stretches of a phase."""
        return sum(stretch.open() for stretch in self.stretches if stretch.phase == phase)

    def settle(self, at: int, moment: int, state: State) -> None:
        """Close the stretch, spent in a state, that ends at this moment; breach if it uses more than the target."""
        if self.phase in ("running", "paused"):
            start, begun = self.since
            self.stretches.append(Stretch(start, at, self.phase, self.terms.hours, begun))
            self.since = (at, moment)
            if not self.breached:
                self.last = state
                self.judge(at)

    def judge(self, at: int) -> bool:
        """Breach if more than the target has elapsed; whether it has."""
        if self.terms.target is not None and self.counted("running") > self.terms.target:
            self.kept = self.due(at)
            self.breached = True
        return self.breached

    def due(self, at: int) -> tuple[int | None, int | None]:
        """Due in theory and as recorded: looking back over the stretches, else if the clock runs on from `at`."""
        if self.breached or self.terms.target is None:
            return self.kept
        due = self.used_up(self.terms.target, at)
        return due, None if due is None else max(due, self.terms.given)

    def used_up(self, left: int, at: int) -> int | None:
        """The first instant at which the counted time reaches an amount."""
        for stretch in self.stretches:
            if stretch.phase == "running" and stretch.hours:
                if stretch.open() >= left:
                    return stretch.hours.use_up(stretch.start, left, self.landing)
                left -= stretch.open()
        return self.terms.hours.use_up(at, left, self.landing) if self.terms.hours else None

    def take(self, terms: Terms, at: int, *, state: State, backdate: bool) -> None:
        """Go on under the other terms that a state gives; what is breached keeps those that it broke."""
        if self.breached:
            return
        self.kept = self.due(at)
        if backdate or self.terms.hours is None:
            self.stretches = [replace(stretch, hours=terms.hours) for stretch in self.stretches]
        if terms.rule is not self.terms.rule:
            self.told = {place for place, notice in enumerate(self.notices(terms)) if 0 < notice.level <= self.highest}
        self.terms = terms
        self.remember()
        if self.judge(at):
            self.last = state

    def notices(self, terms: Terms) -> tuple[Notice, ...]:
        """What a rule lists for the metric of this clock."""
        return terms.rule.notices.get(self.metric.name, ()) if terms.rule else ()

    def passed(self, amount: int) -> int | None:
        """The last instant at which no more than an amount has counted: looking back, else if the clock runs on."""
        left = amount
        for stretch in self.stretches:
            if stretch.phase == "running":
                if stretch.hours and stretch.open() > left:
                    return stretch.hours.use_up(stretch.start, left, "next_open")
                left -= stretch.open()
        return self.terms.hours.use_up(self.since[0], left, "next_open") if self.terms.hours else None

    def breach(self, at: int) -> None:
        """Breach now, whatever comes."""
        if not self.breached:
            self.kept = self.due(at)
            self.breached = True

    def remember(self) -> None:
        """Keep the terms for the row if they have a target."""
        if self.terms.target is not None:
            self.judged = self.terms

    def begin(self, terms: Terms, at: int, moment: int) -> None:
        """Start, or start again without a trace of what was."""
        self.started, self.terms, self.judged = at, terms, None
        self.since, self.stretches, self.stops = (at, moment), [], []
        self.kept, self.breached, self.pause_needs = (None, None), False, Knows.NOTHING
        self.told, self.highest = set(), REMINDER
        self.remember()

    def halt(self, at: int, moment: int, *, phase: Phase) -> None:
        """Stop at this moment."""
        self.stopped, self.phase = at, phase
        self.stops.append(moment)

    def resume(self, at: int, moment: int) -> None:
        """Run on after a stop."""
        self.phase, self.stopped, self.since = "running", None, (at, moment)
