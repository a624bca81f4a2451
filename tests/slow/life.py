"""The life of one ticket under a policy: its state and its signals, event by event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from hindesk.events import CATEGORY_NAMES, Actor, Flag, Kind
from hindesk.policy.traits import TRAIT
from hindesk.policy.values import Policy
from tests.slow.conditions import GIVEN, holds, same
from tests.slow.history import Event, History
from tests.slow.mail import written
from tests.slow.traits import said_by, traits_at_creation


@dataclass(frozen=True, slots=True)
class State:
    """The fields of a ticket, which of them are the policy's doing, and the tier that it was raised to.

    `categories` names the category of each status; `tags` are those that the policy gave; `kept` says that the ticket
    is kept solved since a customer only said thanks; `traits` are those that it has, but for mere conditions.
    """

    fields: dict[str, str] = field(default_factory=dict)
    handled_by: str = "nobody"
    by_policy: frozenset[str] = frozenset()
    categories: dict[str, str] = field(default_factory=dict)
    least_tier: int | None = None
    tags: frozenset[str] = frozenset()
    kept: bool = False
    traits: frozenset[str] = frozenset()

    def category(self) -> str:
        """The category of the status; empty if there is no status."""
        status = self.fields.get("status", "")
        return self.categories.get(status.casefold(), "open") if status else ""

    def value(self, name: str) -> str:
        """The value of a field; empty if there is none."""
        return self.handled_by if name == "handled_by" else self.fields.get(name, "")

    def texts(self, name: str) -> tuple[str, ...]:
        """The names that a condition may use for the value of a field."""
        if name == GIVEN:
            return tuple(sorted(self.tags))
        if name.startswith(TRAIT):
            return ("true",) if name.removeprefix(TRAIT) in self.traits else ()
        value = self.value(name)
        return () if not value else (value, self.category()) if name == "status" else (value,)


@dataclass(frozen=True, slots=True)
class Moment:
    """One event, or what the policy does (no event), what it raises, what was raised before, and the states around.

    `steps` are the states after the event or the deed alone, and after each rule that acted; `after` is the last.
    """

    index: int
    at: int
    event: Event | None
    before: State
    after: State
    signals: frozenset[str]
    earlier: frozenset[str]
    steps: tuple[State, ...]

    def parts(self) -> list[Moment]:
        """The event or the deed alone, then each rule that acted upon it, as moments of their own."""
        first = replace(self, after=self.steps[0])
        acts = [replace(self, event=None, before=a, after=b, signals=frozenset()) for a, b in pairwise(self.steps)]
        return [first, *acts]

    def is_end(self) -> bool:
        """Whether the ticket is merged or deleted here."""
        return not self.signals.isdisjoint(("merged", "deleted"))


def categories_of(history: History, policy: Policy) -> dict[str, str]:
    """The category of each status by its case-folded name: the reader's, overridden by the policy's.

    What neither of them gives one, and is named like a category, is of that one.
    """
    named = [*zip(CATEGORY_NAMES, CATEGORY_NAMES, strict=True), *history.categories.items(), *policy.statuses.items()]
    return {status.casefold(): category for status, category in named}


def set_by_policy(state: State, sets: tuple[tuple[str, str], ...]) -> State:
    """The state after the policy has set these fields; `tier` is the least tier from then on."""
    for name, value in sets:
        if name == "tier":
            state = replace(state, least_tier=max(int(value), state.least_tier or 0))
        else:
            state = replace(state, fields=state.fields | {name: value}, by_policy=state.by_policy | {name})
    return state


def priority_rule(state: State, policy: Policy) -> int | None:
    """The place of the rule of `priority` that a ticket matches at its creation."""
    places = (place for place, rule in enumerate(policy.priority) if holds(rule.when, state.texts))
    return next(places, None)


def created(state: State, history: History, policy: Policy) -> State:
    """The state after creation, with the priority that the policy gives."""
    state = replace(state, fields=dict(history.openings))
    place = priority_rule(state, policy)
    return state if place is None else set_by_policy(state, (("priority", policy.priority[place].priority),))


def changed(state: State, event: Event) -> State:
    """The state after a change; a machine does not undo what the policy did, an agent ends that it is kept solved."""
    if event.field in state.by_policy and event.actor in (Actor.BOT, Actor.SYSTEM):
        return state
    if event.field == "status" and event.actor in (Actor.AGENT, Actor.UNKNOWN):
        state = replace(state, kept=False)
    return replace(state, fields=state.fields | {event.field: event.value}, by_policy=state.by_policy - {event.field})


def answered(state: State, event: Event) -> State:
    """The state after a message, other than one that only says thanks."""
    if event.actor == Actor.CUSTOMER:
        return replace(state, kept=False)
    if event.actor == Actor.AGENT:
        return replace(state, handled_by="agent")
    if event.actor == Actor.BOT and state.handled_by == "nobody":
        return replace(state, handled_by="bot")
    return state


def state_after(state: State, event: Event, history: History, policy: Policy) -> State:
    """The state after an event."""
    if event.kind == Kind.CREATED:
        return created(state, history, policy)
    if event.kind == Kind.CHANGE:
        return changed(state, event)
    return answered(state, event) if event.kind == Kind.MESSAGE else state


def message_signals(event: Event) -> set[str]:
    """What a message raises."""
    public, automatic = Flag.PUBLIC in event.flags, Flag.AUTOMATIC in event.flags
    raised = set()
    if event.actor == Actor.CUSTOMER:
        raised.add("customer_message")
    if event.actor == Actor.AGENT and public and not automatic:
        raised.add("agent_reply")
    if event.actor == Actor.AGENT and not public:
        raised.add("agent_note")
    if public and (event.actor in (Actor.BOT, Actor.SYSTEM) or (automatic and event.actor != Actor.CUSTOMER)):
        raised.add("automatic_reply")
    return raised


def signals_of(event: Event, before: State, after: State) -> frozenset[str]:
    """What an event raises; the change of a field is written `changed FIELD`."""
    if event.kind == Kind.MESSAGE:
        return frozenset(message_signals(event))
    if event.kind == Kind.CHANGE:
        moved = before.value(event.field) != after.value(event.field)
        return frozenset({f"changed {event.field}"} if moved else ())
    words = {Kind.CREATED: "created", Kind.MERGED: "merged", Kind.DELETED: "deleted"}
    return frozenset({words[event.kind]} if event.kind in words else ())


class Life:
    """The moments of a ticket's life, one after the other."""

    def __init__(self, history: History, policy: Policy, others: Sequence[History] = ()) -> None:
        """Take the ticket before anything has happened to it, and the other tickets of its store."""
        self.history = history
        self.policy = policy
        traits = traits_at_creation(history, others, policy)
        self.state = State(categories=categories_of(history, policy), traits=traits)
        self.earlier: frozenset[str] = frozenset()
        self.moments: list[Moment] = []

    def after(self, event: Event, following: tuple[Event, ...]) -> tuple[State, frozenset[str]]:
        """The state after an event, before rules act upon it, and its signals; `following` are the events after it."""
        if stays_solved(self.state, event, following, self.policy):
            return self.state, frozenset()
        before = replace(self.state, traits=self.state.traits | said_by(event, self.policy))
        if only_thanks(self.state, event, self.policy):
            return replace(before, kept=True), frozenset()
        after = state_after(before, event, self.history, self.policy)
        return after, signals_of(event, before, after)

    def go_on(self, at: int, event: Event | None, steps: tuple[State, ...], signals: frozenset[str]) -> Moment:
        """The moment that leads through some states to another."""
        moment = Moment(len(self.moments), at, event, self.state, steps[-1], signals, self.earlier, steps)
        self.moments.append(moment)
        self.state, self.earlier = steps[-1], self.earlier | signals
        return moment


def says_thanks(event: Event, policy: Policy) -> bool:
    """Whether an event is a customer's message whose text says thanks and nothing that tells against it."""
    if policy.thanks is None or event.kind != Kind.MESSAGE or event.actor != Actor.CUSTOMER:
        return False
    text = written(event.value)
    phrase, veto = (
        any(re.search(pattern, text, re.IGNORECASE) for pattern in patterns)
        for patterns in (policy.thanks.phrases, policy.thanks.vetoes)
    )
    return bool(text) and phrase and not veto


def only_thanks(state: State, event: Event, policy: Policy) -> bool:
    """Whether an event only says thanks for a solved ticket."""
    return is_solved(state) and says_thanks(event, policy)


def stays_solved(state: State, event: Event, following: tuple[Event, ...], policy: Policy) -> bool:
    """Whether an event is a change of the status that is left out: thanks came before, or come at the same instant."""
    if event.kind != Kind.CHANGE or event.field != "status" or event.actor in (Actor.AGENT, Actor.UNKNOWN):
        return False
    coming = takewhile(lambda one: one.at_us == event.at_us, following)
    message = next((one for one in coming if one.kind == Kind.MESSAGE and one.actor == Actor.CUSTOMER), None)
    thanked = state.kept or (message is not None and says_thanks(message, policy))
    return is_solved(state) and thanked


def tier_of(state: State, policy: Policy) -> int | None:
    """The tier of the first rule that matches a state, and no less than the one that the ticket was raised to."""
    given = next((rule.tier for rule in policy.tiers if holds(rule.when, state.texts)), None)
    tiers = [tier for tier in (given, state.least_tier) if tier is not None]
    return max(tiers, default=None)


def is_solved(state: State) -> bool:
    """Whether a ticket counts as solved."""
    return any(same(state.category(), name) for name in ("solved", "closed"))
