"""The life of one ticket under a policy: its state and its signals, event by event."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from hindesk.events import Actor, Flag, Kind
from hindesk.policy.values import Policy
from tests.slow.conditions import holds, same
from tests.slow.history import Event, History


@dataclass(frozen=True, slots=True)
class State:
    """The fields of a ticket; `categories` names the category of each status, `by_policy` marks the priority."""

    fields: dict[str, str] = field(default_factory=dict)
    handled_by: str = "nobody"
    by_policy: bool = False
    categories: dict[str, str] = field(default_factory=dict)

    def category(self) -> str:
        """The category of the status; empty if there is no status."""
        status = self.fields.get("status", "")
        return self.categories.get(status.casefold(), "open") if status else ""

    def value(self, name: str) -> str:
        """The value of a field; empty if there is none."""
        return self.handled_by if name == "handled_by" else self.fields.get(name, "")

    def texts(self, name: str) -> tuple[str, ...]:
        """The names that a condition may use for the value of a field."""
        value = self.value(name)
        return () if not value else (value, self.category()) if name == "status" else (value,)


@dataclass(frozen=True, slots=True)
class Moment:
    """One event, what it raises, what was raised before it, and the states on both its sides."""

    index: int
    at: int
    event: Event
    before: State
    after: State
    signals: frozenset[str]
    earlier: frozenset[str]

    def is_end(self) -> bool:
        """Whether the ticket is merged or deleted here."""
        return not self.signals.isdisjoint(("merged", "deleted"))


def categories_of(history: History, policy: Policy) -> dict[str, str]:
    """The category of each status by its case-folded name: the reader's, overridden by the policy's."""
    named = [*history.categories.items(), *policy.statuses.items()]
    return {status.casefold(): category for status, category in named}


def created(state: State, history: History, policy: Policy) -> State:
    """The state after creation, with the priority that the policy gives."""
    state = replace(state, fields=dict(history.openings))
    for rule in policy.priority:
        if holds(rule.when, state.texts):
            return replace(state, fields=state.fields | {"priority": rule.priority}, by_policy=True)
    return state


def changed(state: State, event: Event) -> State:
    """The state after a change; a machine does not undo the policy's priority."""
    if event.field == "priority" and state.by_policy and event.actor in (Actor.BOT, Actor.SYSTEM):
        return state
    by_policy = state.by_policy and event.field != "priority"
    return replace(state, fields=state.fields | {event.field: event.value}, by_policy=by_policy)


def answered(state: State, event: Event) -> State:
    """The state after a message."""
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


def life_of(history: History, policy: Policy, as_of: int) -> list[Moment]:
    """The moments of a ticket's life up to an instant, or until it is merged or deleted."""
    moments: list[Moment] = []
    state = State(categories=categories_of(history, policy))
    earlier: frozenset[str] = frozenset()
    for index, event in enumerate(event for event in history.events if event.at_us <= as_of):
        after = state_after(state, event, history, policy)
        signals = signals_of(event, state, after)
        moments.append(Moment(index, event.at_us, event, state, after, signals, earlier))
        if moments[-1].is_end():
            break
        state, earlier = after, earlier | signals
    return moments


def tier_of(state: State, policy: Policy) -> int | None:
    """The tier of the first rule that matches a state."""
    return next((rule.tier for rule in policy.tiers if holds(rule.when, state.texts)), None)


def is_solved(state: State) -> bool:
    """Whether a ticket counts as solved."""
    return any(same(state.category(), name) for name in ("solved", "closed"))
