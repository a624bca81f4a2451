"""Hypothesis strategies: random policies that act by themselves, over the vocabulary of `policies_at_random`."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from hypothesis import strategies as st

from hindesk.policy import values
from hindesk.policy.automation import Action, Automation, AutomationRule, Doer, Moment, Since, Task
from hindesk.policy.escalation import Recipient
from hindesk.policy.task_model import task_metric
from tests.policies_at_random import (
    HOUR,
    SIGNALS,
    THANKS,
    conditions,
    durations,
    policies,
    triggers,
)
from tests.standard_metrics import field, is_set, moved, on

DEEDS: Final = (
    (("priority", "urgent"),),
    (("priority", "low"),),
    (("priority", "high"), ("type", "question")),
    (("team", "network"),),
    (("team", "desk"),),
    (("type", "outage"),),
    (("tier", "2"),),
    (("tier", "3"), ("team", "billing")),
    (("assignee", "lee"),),
    (("status", "solved"),),
    (("status", "pending"),),
)
"""What rules set."""

GIVEN_TAGS: Final = ("vip", "Seen", "refund")
ASKED: Final[tuple[values.Condition, ...]] = (
    field("tags", "vip", operator="contains"),
    field("tags", "seen", operator="contains"),
    field("tags", "REFUND", "seen", operator="contains"),
    is_set("tags"),
    values.Not(field("tags", "seen", operator="contains")),
    values.Test("tags", "is_set", ("false",)),
    field("priority", "urgent"),
    field("priority", "urgent", operator="not"),
    field("team", "desk", "Network"),
    field("type", "outage"),
    field("status", "solved", "closed", operator="not"),
    field("status", "waiting_on_customer"),
    values.All(),
)
"""Conditions over what rules change."""

HEARD: Final = (*(on(signal) for signal in SIGNALS), *(moved(name) for name in ("priority", "team", "type", "status")))
TASKS: Final = ("call", "refund")


def meeting() -> st.SearchStrategy[values.Condition]:
    """Conditions that rules make true of each other."""
    return st.one_of(st.sampled_from(ASKED), st.sampled_from(ASKED), conditions())


@st.composite
def actions(draw: st.DrawFn) -> Action:
    """What a rule does: at least one thing."""
    sets = draw(st.sampled_from(((), *DEEDS, *DEEDS)))
    tags = (
        tuple(draw(st.lists(st.sampled_from(GIVEN_TAGS), max_size=2, unique=True)))
        if not draw(st.integers(0, 2))
        else ()
    )
    tasks = (
        tuple(draw(st.lists(st.sampled_from(TASKS), max_size=2, unique=True))) if not draw(st.integers(0, 2)) else ()
    )
    tells = draw(st.booleans()) or not (sets or tags or tasks)
    return Action(sets, tags, (Recipient("assignee"),) if tells else (), tasks)


@st.composite
def acting(draw: st.DrawFn, name: str, calendar_names: tuple[str, ...]) -> AutomationRule:
    """A rule of the section `automation`."""
    moment: Moment = draw(st.sampled_from(("create", "update", "update", "time", "time")))
    rule = AutomationRule(name, moment, draw(meeting()), draw(actions()))
    if moment == "update":
        doers: tuple[tuple[Doer, ...], ...] = ((), (), ("customer",), ("agent",), ("system",), ("customer", "system"))
        heard = tuple(draw(st.lists(st.sampled_from(HEARD), max_size=2, unique=True)))
        return replace(rule, by=draw(st.sampled_from(doers)), on=heard)
    if moment == "time":
        sinces: tuple[Since, ...] = (
            "created",
            "customer_message",
            "agent_reply",
            "unassigned",
            "waiting_on_customer",
            "due",
        )
        after = round(draw(st.sampled_from((0, 0.25, 1, 1, 2, 4, 8, 24))) * HOUR)
        calendar = draw(st.sampled_from(("", *calendar_names)))
        return replace(rule, since=draw(st.sampled_from(sinces)), after=after, calendar=calendar)
    return rule


@st.composite
def tasks(draw: st.DrawFn, name: str, calendar_names: tuple[str, ...]) -> Task:
    """A task for a team, which something ends, or which ends as the ticket leaves the team."""
    team, calendar = draw(st.sampled_from(("desk", "network", "billing"))), draw(st.sampled_from(calendar_names))
    done = draw(st.lists(triggers("merged"), max_size=2)) if draw(st.booleans()) else []
    return Task(name, team, draw(durations()), calendar, tuple(done))


@st.composite
def automated(draw: st.DrawFn) -> values.Policy:
    """A policy that acts by itself: one to five rules, which may begin two tasks, and perhaps what only says thanks."""
    policy = draw(policies(tells=True))
    names = tuple(policy.calendars)
    rules = tuple(draw(acting(f"act {number}", names)) for number in range(draw(st.integers(1, 5))))
    known = tuple(draw(tasks(name, names)) for name in TASKS)
    tagged = [values.TierRule(2, draw(st.sampled_from(ASKED[:6])))] if draw(st.booleans()) else []
    sla = list(policy.sla)
    if draw(st.booleans()):
        sla[0] = replace(sla[0], when=draw(st.sampled_from(ASKED)))
    return replace(
        policy,
        automation=Automation(rules, draw(st.booleans()), draw(st.sampled_from((0, 0, HOUR)))),
        tasks=known,
        metrics=(*policy.metrics, *(task_metric(task) for task in known)),
        tiers=(*tagged, *policy.tiers),
        sla=tuple(sla),
        thanks=draw(st.sampled_from((None, *THANKS))),
    )
