"""One metric on one ticket: the nine steps of docs/concepts/clocks.md at each moment."""

from __future__ import annotations

from hindesk.events import Knows
from hindesk.policy.values import Choice, Metric, Policy, T, Trigger
from tests.slow.clocks import Clock, Terms
from tests.slow.conditions import holds, same
from tests.slow.hours import Hours
from tests.slow.knowledge import condition_needs, lacking, metric_needs
from tests.slow.life import Moment, State


def choose(choice: Choice[T], state: State) -> T | None:
    """The case of the field's value, else the other value."""
    texts = state.texts(choice.by) if choice.by else ()
    cases = (case for value, case in choice.cases if any(same(text, value) for text in texts))
    return next(cases, choice.otherwise)


def raised(trigger: Trigger, signals: frozenset[str]) -> bool:
    """Whether the signal of a trigger is among these."""
    word = f"changed {trigger.changed}" if trigger.changed else trigger.signal
    return word is not None and word in signals


def condition_holds(triggers: tuple[Trigger, ...], state: State) -> bool:
    """Whether a condition among these triggers holds."""
    return any(trigger.condition is not None and holds(trigger.condition, state.texts) for trigger in triggers)


def fired(triggers: tuple[Trigger, ...], moment: Moment) -> bool:
    """Whether one of these triggers fires at a moment."""
    signal = any(raised(trigger, moment.signals) for trigger in triggers)
    return signal or condition_holds(triggers, moment.after)


class Reading:
    """Replays one metric; `clocks` has all its clocks in order of their start.

    `untold` names what the history lacks to tell how they move; then there are none.
    """

    def __init__(self, metric: Metric, policy: Policy, *, hours: dict[str, Hours], knows: Knows) -> None:
        """Take the policy and its calendars."""
        self.metric = metric
        self.policy = policy
        self.hours = hours
        self.knows = knows
        self.untold = lacking(metric_needs(metric), knows)
        self.clocks: list[Clock] = []
        self.owed = False

    def hear(self, moment: Moment) -> None:
        """Take all steps at one moment."""
        if self.untold:
            return
        for step in (self.settle, self.end, self.stop, self.cancel, self.restart):
            step(moment)
        for step in (self.resume, self.start, self.change, self.pause):
            step(moment)

    def clock(self, *phases: str) -> Clock | None:
        """The clock that is open, if it is in one of these phases."""
        return next((clock for clock in self.clocks[-1:] if clock.phase in phases), None)

    def terms(self, state: State, *, started: int, at: int, before: Hours | None = None) -> Terms:
        """What a state gives a clock of this metric that started at an instant; `before` stays if it gives no hours.

        A task's clock has its own, whatever the state.
        """
        if self.metric.own:
            own, calendar = self.metric.own
            hours = self.hours[calendar]
            return Terms(None, hours, hours.amount(started, own.amount, own.unit), at)
        rule = next((rule for rule in self.policy.sla if holds(rule.when, state.texts)), None)
        name = choose(rule.calendar, state) if rule else None
        target = rule.targets.get(self.metric.name) if rule else None
        duration = choose(target, state) if target else None
        if name is None or duration is None:
            return Terms(rule, self.hours[name] if name else before, None, at)
        hours = self.hours[name]
        return Terms(rule, hours, hours.amount(started, duration.amount, duration.unit), at)

    def begin(self, moment: Moment) -> None:
        """Start a new clock."""
        terms = self.terms(moment.after, started=moment.at, at=moment.at)
        clock = Clock(self.metric, len(self.clocks), moment.at, self.policy.landing, terms)
        clock.begin(terms, moment.at, moment.index)
        self.clocks.append(clock)

    def finish(self, clock: Clock, moment: Moment) -> None:
        """End a clock before its stop: without a verdict, unless it is breached, which comes first in the row."""
        clock.cancelled = True
        if not clock.breached:
            clock.last = moment.before
        clock.halt(moment.at, moment.index, phase="over")

    def settle(self, moment: Moment) -> None:
        """Step 1."""
        if clock := self.clock("running", "paused"):
            clock.settle(moment.at, moment.index, moment.before)

    def end(self, moment: Moment) -> None:
        """Step 2."""
        if moment.is_end():
            if clock := self.clock("running", "paused"):
                self.finish(clock, moment)
            if clock := self.clock("stopped"):
                clock.phase = "over"

    def stop(self, moment: Moment) -> None:
        """Step 3."""
        clock = self.clock("running", "paused")
        if clock and fired(self.metric.stop, moment):
            resumes = self.metric.repeat == "resume"
            clock.halt(moment.at, moment.index, phase="stopped" if resumes else "over")

    def cancel(self, moment: Moment) -> None:
        """Step 4."""
        clock = self.clock("running", "paused")
        if clock and fired(self.metric.cancel, moment):
            self.finish(clock, moment)

    def restart(self, moment: Moment) -> None:
        """Step 5."""
        clock = self.clock("running", "paused")
        if clock and fired(self.metric.restart, moment):
            clock.begin(self.terms(moment.after, started=moment.at, at=moment.at), moment.at, moment.index)

    def resume(self, moment: Moment) -> None:
        """Step 6: unless a stop trigger fires, as it does in the moment of the stop itself."""
        clock = self.clock("stopped")
        if clock and not fired(self.metric.stop, moment):
            clock.resume(moment.at, moment.index)

    def start(self, moment: Moment) -> None:
        """Step 7; nothing starts when the ticket is merged or deleted."""
        if moment.is_end() or self.clock("running", "paused", "stopped"):
            return
        ready = all(raised(trigger, moment.earlier) for trigger in self.metric.after)
        if ready and any(raised(trigger, moment.signals) for trigger in self.metric.start):
            self.owed = True
        elif any(raised(trigger, moment.signals) for trigger in self.metric.stop + self.metric.cancel):
            self.owed = False
        called = self.owed or (ready and condition_holds(self.metric.start, moment.after))
        ended = condition_holds(self.metric.stop + self.metric.cancel, moment.after)
        if called and not ended and (self.metric.repeat == "each" or not self.clocks):
            self.owed = False
            self.begin(moment)

    def change(self, moment: Moment) -> None:
        """Step 8, for a clock that has not stopped."""
        clock = self.clock("running", "paused")
        if not clock:
            return
        terms = self.terms(moment.after, started=clock.started, at=moment.at, before=clock.terms.hours)
        on_change = terms.rule.on_change if terms.rule else "carry"
        if not clock.terms.differ(terms):
            return
        if on_change == "restart":
            self.finish(clock, moment)
            self.begin(moment)
        else:
            clock.take(terms, moment.at, state=moment.after, backdate=on_change == "backdate")

    def pause(self, moment: Moment) -> None:
        """Step 9; a pause that the history can't tell never pauses."""
        clock = self.clock("running", "paused")
        if not clock:
            return
        own = clock.terms.rule.pause if clock.terms.rule else {}
        condition = own.get(self.metric.name, self.metric.pause)
        needs = condition_needs(condition) if condition is not None else Knows.NOTHING
        clock.pause_needs |= needs
        told = condition is not None and not lacking(needs, self.knows)
        clock.phase = "paused" if condition is not None and told and holds(condition, moment.after.texts) else "running"
