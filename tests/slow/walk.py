"""One ticket on its way: its events, and in between what the policy sends and sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from hindesk.events import Kind
from hindesk.policy.values import Policy
from tests.slow.acts import Acts, Changes, moved_fields
from tests.slow.approvals import approvals
from tests.slow.clocks import Clock
from tests.slow.conditions import holds
from tests.slow.history import Event, History, MatchRow, NoticeRow
from tests.slow.hours import Hours
from tests.slow.knowledge import lacking, reopening_needs
from tests.slow.life import Life, Moment, State, priority_rule, set_by_policy, tier_of
from tests.slow.reading import Reading
from tests.slow.timed import Instants, Timed, timed
from tests.slow.upcoming import Telling, upcoming

ENDS: Final = frozenset({"merged", "deleted"})
"""What no rule hears, as nothing that follows counts."""


class Walk:
    """The life of a ticket, a reading for each metric, the notices that were sent, and the rules that acted."""

    def __init__(self, history: History, policy: Policy, others: Sequence[History] = ()) -> None:
        """Take the ticket before anything has happened to it, and the other tickets of its store."""
        self.history = history
        self.policy = policy
        self.life = Life(history, policy, others)
        self.hours = {name: Hours(calendar) for name, calendar in policy.calendars.items()}
        self.readings = [Reading(metric, policy, hours=self.hours, knows=history.knows) for metric in policy.metrics]
        self.sent: list[NoticeRow] = []
        self.matches: list[MatchRow] = []
        self.changes = Changes()
        self.instants = Instants()

    def go(self, as_of: int) -> None:
        """Go through all events up to an instant, or until the ticket is merged or deleted."""
        for number, event in enumerate(self.history.events):
            if event.at_us > as_of:
                break
            self.act_before(event.at_us)
            if self.hear(event, self.history.events[number + 1 :]).is_end():
                return
        self.act_before(as_of)

    def hear(self, event: Event, following: tuple[Event, ...]) -> Moment:
        """Take an event, and what rules do upon it."""
        after, signals = self.life.after(event, following)
        self.matches += self.traits_by(event, after)
        self.matches += approvals(event, signals, after, self.policy)
        acts = self.acts(event.at_us, after)
        if event.kind != Kind.CREATED:
            self.changes.grant()
        if event.kind == Kind.CREATED:
            place = priority_rule(replace(self.life.state, fields=dict(self.history.openings)), self.policy)
            if place is not None:
                self.matches.append(MatchRow("priority", place, event.at_us))
            acts.at_creation()
        elif signals.isdisjoint(ENDS):
            acts.after_event(event, signals)
        acts.in_rounds()
        return self.go_on(acts, event, signals)

    def traits_by(self, event: Event, after: State) -> list[MatchRow]:
        """The traits that a ticket has from an event on; of conditions, those that hold of the ticket as it is born."""
        if event.kind == Kind.CREATED:
            born = replace(after, fields=dict(self.history.openings))
            places = [
                place
                for place, trait in enumerate(self.policy.traits)
                if (trait.name in born.traits if trait.when is None else holds(trait.when, born.texts))
            ]
        else:
            gained = after.traits - self.life.state.traits
            places = [place for place, trait in enumerate(self.policy.traits) if trait.name in gained]
        return [MatchRow("traits", place, event.at_us) for place in places]

    def acts(self, at: int, state: State) -> Acts:
        """What rules do at an instant upon a state of the ticket."""
        return Acts(
            self.policy, at, tier_of(self.life.state, self.policy) if self.life.moments else None, state, self.changes
        )

    def go_on(self, acts: Acts, event: Event | None, signals: frozenset[str]) -> Moment:
        """Take a moment, with all that rules did in it, in every metric."""
        self.sent += acts.sent
        self.matches += acts.matches
        moment = self.life.go_on(acts.at, event, tuple(acts.states), signals | acts.begun)
        self.instants.hear(moment)
        for reading in self.readings:
            reading.hear(moment)
        return moment

    def open_clocks(self) -> list[Clock]:
        """The last clock of each metric, in the order of the policy."""
        return [reading.clocks[-1] for reading in self.readings if reading.clocks]

    def agenda(self) -> list[Telling | Timed]:
        """What the policy will do by itself if nothing happens; of one instant, what goes first stands first."""
        every, clocks = self.policy.evaluate_every, self.open_clocks()
        if not self.life.moments:
            return []
        tellings = [telling for clock in clocks for telling in upcoming(clock, self.life.state, every)]
        return [*tellings, *timed(self.life, self.instants, self.hours, clocks)]

    def act_before(self, end: int) -> None:
        """Do what is to be done before an instant; each thing may change what comes after it."""
        while items := [item for item in self.agenda() if item.sent < end]:
            first = min(items, key=lambda item: item.sent)
            if isinstance(first, Telling):
                self.tell(first)
            else:
                self.act(first)

    def act(self, timed: Timed) -> None:
        """Let a rule in time act."""
        self.instants.acted[timed.rule] = timed.since
        acts = self.acts(timed.sent, self.life.state)
        acts.states.clear()
        self.changes.one_more()
        acts.act(timed.rule, self.life.state)
        acts.in_rounds()
        self.go_on(acts, None, frozenset())

    def tell(self, telling: Telling) -> None:
        """Send a notice, unless it would remind of what is breached, and do what it sets."""
        clock, notice = telling.clock, telling.notice
        clock.settle(telling.sent, len(self.life.moments) - 1, self.life.state)
        clock.told.add(telling.place)
        if notice.offset < 0 and clock.breached:
            return
        self.sent.append(self.row_of(telling))
        clock.highest = max(clock.highest, notice.level)
        if notice.offset >= 0:
            clock.breach(telling.sent)
        if notice.sets:
            self.change(telling)

    def change(self, telling: Telling) -> None:
        """Let the policy set fields."""
        self.changes.one_more()
        acts = self.acts(telling.sent, set_by_policy(self.life.state, telling.notice.sets))
        acts.changed = moved_fields(self.life.state, acts.states[-1])
        acts.in_rounds()
        self.go_on(acts, None, frozenset())

    def row_of(self, telling: Telling) -> NoticeRow:
        """What a notice tells."""
        clock, state = telling.clock, self.life.state
        return NoticeRow(
            metric=clock.metric.name,
            cycle=clock.cycle,
            rule=clock.terms.rule.name if clock.terms.rule else "",
            notice=telling.place,
            level=telling.notice.level,
            point=telling.point,
            sent=telling.sent,
            due=clock.due(telling.sent)[0],
            missing=lacking(clock.pause_needs | reopening_needs(clock.metric), self.history.knows),
            priority=state.value("priority"),
            team=state.value("team"),
            assignee=state.value("assignee"),
            tier=tier_of(state, self.policy),
        )
