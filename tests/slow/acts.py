"""What rules do at one instant, upon an event or by themselves: a reading of docs/concepts/automation.md."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from hindesk.policy.automation import AutomationRule, Moment
from hindesk.policy.values import Policy, Trigger
from tests.slow.conditions import holds
from tests.slow.history import DOERS, Event, MatchRow, NoticeRow
from tests.slow.life import State, set_by_policy

MOST_CHANGES: Final = 200
"""How often a policy may change one ticket by levels and rules in time; and how many rounds an instant may have."""
CHANGES_AN_EVENT: Final = 4
"""How much more often it may change the ticket with each event after its creation."""


class Endless(Exception):
    """The policy goes on changing the ticket; its arguments are the names of the two rules that acted last."""


class Changes:
    """How often the policy has changed a ticket, and which rules acted."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.count = 0
        self.rules: list[str] = []

    def grant(self) -> None:
        """Let the policy change the ticket more often, because something has happened to it."""
        self.count -= CHANGES_AN_EVENT

    def one_more(self) -> None:
        """Count a change.

        Raises:
            Endless: it is one too many.
        """
        self.count += 1
        if self.count > MOST_CHANGES:
            raise Endless(*self.rules[-2:])


def moved_fields(before: State, after: State) -> set[str]:
    """The fields whose text is another."""
    return {name for name in before.fields.keys() | after.fields.keys() if before.value(name) != after.value(name)}


def names_one(triggers: tuple[Trigger, ...], words: Collection[str]) -> bool:
    """Whether one of the triggers is a signal or, written `changed FIELD`, a change among these."""
    return any((f"changed {one.changed}" if one.changed else one.signal or "") in words for one in triggers)


class Acts:
    """Rules at one instant: the states that they lead to, one after the other, and all that they bring about.

    `changed` are the fields that a round has changed so far, `begun` the signals of the tasks that begin.
    """

    def __init__(self, policy: Policy, at: int, tier: int | None, state: State, changes: Changes) -> None:
        """Take the ticket after the event or the level; `tier` is what it had before."""
        self.policy = policy
        self.at = at
        self.tier = tier
        self.changes = changes
        self.states = [state]
        self.changed: set[str] = set()
        self.begun: frozenset[str] = frozenset()
        self.sent: list[NoticeRow] = []
        self.matches: list[MatchRow] = []

    def rules(self, moment: Moment) -> list[tuple[int, AutomationRule]]:
        """The rules that are looked at then, with their places."""
        return [(place, rule) for place, rule in enumerate(self.policy.automation.rules) if rule.moment == moment]

    def at_creation(self) -> None:
        """The rules for new tickets: the first that matches, or all."""
        for place, rule in self.rules("create"):
            if holds(rule.when, self.states[-1].texts):
                self.act(place, self.states[-1])
                if self.policy.automation.first_at_creation:
                    return

    def after_event(self, event: Event, signals: frozenset[str]) -> None:
        """Every rule that hears an event and whose condition then holds."""
        for place, rule in self.rules("update"):
            named = not rule.by or DOERS[event.actor] in rule.by
            heard = not rule.on or names_one(rule.on, signals)
            if named and heard and holds(rule.when, self.states[-1].texts):
                self.act(place, self.states[-1])

    def in_rounds(self) -> None:
        """Let rules hear, as the system's doing, what rules changed, until nothing changes.

        Raises:
            Endless: they go on.
        """
        rounds = 0
        while self.changed:
            rounds += 1
            if rounds > MOST_CHANGES:
                raise Endless(*self.changes.rules[-2:])
            words = {f"changed {name}" for name in self.changed}
            self.changed = set()
            for place, rule in self.rules("update"):
                named = not rule.by or "system" in rule.by
                if named and names_one(rule.on, words) and holds(rule.when, self.states[-1].texts):
                    self.act(place, self.states[-1])

    def act(self, place: int, state: State) -> None:
        """Do all that a rule does."""
        rule = self.policy.automation.rules[place]
        action = rule.action
        after = set_by_policy(state, action.sets)
        after = replace(after, tags=after.tags | set(action.tags))
        self.states.append(after)
        self.changed |= moved_fields(state, after)
        self.begun |= {f"task:{name}" for name in action.tasks}
        self.matches.append(MatchRow("automation", place, self.at))
        self.changes.rules.append(rule.name)
        if action.notify:
            self.sent.append(self.notice(rule, after))

    def notice(self, rule: AutomationRule, state: State) -> NoticeRow:
        """What a rule tells, as the rule leaves the ticket."""
        return NoticeRow(
            metric="automation",
            cycle=0,
            rule=rule.name,
            notice=0,
            level=0,
            point=self.at,
            sent=self.at,
            due=None,
            missing=(),
            priority=state.value("priority"),
            team=state.value("team"),
            assignee=state.value("assignee"),
            tier=self.tier,
        )
