"""One ticket on its way: its events, and in between what the policy sends and sets."""

from __future__ import annotations

from typing import Final

from hindesk.policy.values import Policy
from tests.slow.clocks import Clock
from tests.slow.history import History, NoticeRow
from tests.slow.hours import Hours
from tests.slow.knowledge import lacking, reopening_needs
from tests.slow.life import Life, Moment, tier_of
from tests.slow.reading import Reading
from tests.slow.upcoming import Telling, upcoming

MOST_CHANGES: Final = 200
"""How often a policy may change one ticket."""


class Endless(Exception):
    """The policy goes on changing the ticket."""


class Walk:
    """The life of a ticket, a reading for each metric, and the notices that were sent."""

    def __init__(self, history: History, policy: Policy) -> None:
        """Take the ticket before anything has happened to it."""
        self.history = history
        self.policy = policy
        self.life = Life(history, policy)
        hours = {name: Hours(calendar) for name, calendar in policy.calendars.items()}
        self.readings = [Reading(metric, policy, hours=hours, knows=history.knows) for metric in policy.metrics]
        self.sent: list[NoticeRow] = []
        self.changes = 0

    def go(self, as_of: int) -> None:
        """Go through all events up to an instant, or until the ticket is merged or deleted."""
        for event in self.history.events:
            if event.at_us > as_of:
                break
            self.tell_before(event.at_us)
            moment = self.life.hear(event)
            self.hear(moment)
            if moment.is_end():
                return
        self.tell_before(as_of)

    def hear(self, moment: Moment) -> None:
        """Take a moment in every metric."""
        for reading in self.readings:
            reading.hear(moment)

    def open_clocks(self) -> list[Clock]:
        """The last clock of each metric, in the order of the policy."""
        return [reading.clocks[-1] for reading in self.readings if reading.clocks]

    def tell_before(self, end: int) -> None:
        """Send what is to be sent before an instant; each notice may change what comes after it."""
        while tellings := [
            telling
            for clock in self.open_clocks()
            for telling in upcoming(clock, self.life.state, self.policy.evaluate_every)
            if telling.sent < end
        ]:
            self.tell(min(tellings, key=lambda telling: telling.sent))

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
        self.changes += 1
        if self.changes > MOST_CHANGES:
            raise Endless(self.policy.name)
        self.hear(self.life.act(telling.sent, telling.notice.sets))

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
