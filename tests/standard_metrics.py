"""Metrics for tests: the six standard ones as plain values, and a way to write conditions and triggers shortly."""

from __future__ import annotations

from typing import Final

from hindesk.policy import values


def field(name: str, *texts: str, operator: values.Operator = "in") -> values.Test:
    """A comparison of a field, by default with a list of values."""
    return values.Test(name, operator, texts)


def is_set(name: str) -> values.Test:
    """The field has a value."""
    return values.Test(name, "is_set", ("true",))


def on(signal: str) -> values.Trigger:
    """A signal as a trigger."""
    return values.Trigger(signal=signal)


def moved(name: str) -> values.Trigger:
    """The change of a field as a trigger."""
    return values.Trigger(changed=name)


def when(condition: values.Condition) -> values.Trigger:
    """A condition as a trigger."""
    return values.Trigger(condition=condition)


SOLVED: Final = when(field("status", "solved", "closed"))
WAITING: Final = field("status", "waiting_on_customer")

FIRST_RESPONSE: Final = values.Metric("first_response", (on("created"),), (on("agent_reply"),))
NEXT_RESPONSE: Final = values.Metric(
    "next_response",
    (on("customer_message"),),
    (on("agent_reply"),),
    cancel=(SOLVED,),
    after=(on("agent_reply"),),
    repeat="each",
)
UPDATE: Final = values.Metric(
    "update", (on("agent_reply"),), (on("agent_reply"),), cancel=(SOLVED,), pause=WAITING, repeat="each"
)
RESOLUTION: Final = values.Metric("resolution", (on("created"),), (SOLVED,), pause=WAITING, repeat="resume")
ASSIGNMENT: Final = values.Metric("assignment", (on("created"),), (when(is_set("assignee")),))
OWNERSHIP: Final = values.Metric(
    "ownership", (when(is_set("team")),), (moved("team"),), cancel=(SOLVED,), repeat="each"
)
STANDARD: Final = (FIRST_RESPONSE, NEXT_RESPONSE, UPDATE, RESOLUTION, ASSIGNMENT, OWNERSHIP)
"""The six standard metrics."""
