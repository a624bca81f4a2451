"""What a policy does by itself: rules at creation, after events and after a time, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hindesk.policy.escalation import Recipient
from hindesk.policy.values import Condition, Duration, Trigger

Moment = Literal["create", "update", "time"]
Since = Literal["created", "customer_message", "agent_reply", "unassigned", "waiting_on_customer", "due"]
Doer = Literal["customer", "agent", "system"]


@dataclass(frozen=True, slots=True)
class Action:
    """What a rule does, all of it at once.

    Args:
        sets: fields and their values from then on, as the policy's doing.
        tags: tags that the ticket has from then on.
        notify: who is told.
        tasks: names of the tasks that begin.
    """

    sets: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    notify: tuple[Recipient, ...] = ()
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AutomationRule:
    """One rule.

    Args:
        name: its name in reports.
        moment: when it is looked at: at creation, after each later event, or once a time has passed.
        when: what must hold of the ticket.
        action: what it does.
        by: after whose events; none: anybody's. Bots count as the system.
        on: after which signals or changes, any of them; none: after every event.
        since: from when the time counts.
        after: how long, in microseconds.
        calendar: the calendar in which the time counts; empty: by the wall clock.
        line: where it stands in the policy.
    """

    name: str
    moment: Moment
    when: Condition
    action: Action
    by: tuple[Doer, ...] = ()
    on: tuple[Trigger, ...] = ()
    since: Since = "created"
    after: int = 0
    calendar: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Automation:
    """All rules, and whether only the first that matches counts at creation.

    `evaluate_every` is how long the help desk waits from one look at the rules in time to the next, in microseconds;
    0: as long as from one look at its clocks to the next.
    """

    rules: tuple[AutomationRule, ...] = ()
    first_at_creation: bool = True
    evaluate_every: int = 0


@dataclass(frozen=True, slots=True)
class Task:
    """A piece of work for one team, which is a clock of its own while the team has the ticket.

    Args:
        name: its name in reports.
        team: who does it.
        target: how long it may take.
        calendar: the calendar in which that counts.
        done: what ends it; none: the ticket leaves the team, or is solved.
        line: where it stands in the policy.
    """

    name: str
    team: str
    target: Duration
    calendar: str
    done: tuple[Trigger, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Thanks:
    """Which messages of customers only say thanks: they match a phrase and no veto. Regular expressions, any case."""

    phrases: tuple[str, ...]
    vetoes: tuple[str, ...] = ()
