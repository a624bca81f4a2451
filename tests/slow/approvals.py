"""Which approvals an event asks for, and which are missing: a reading of docs/concepts/permissions.md."""

from __future__ import annotations

from hindesk.events import Actor, Kind
from hindesk.policy.values import Policy
from tests.slow.acts import names_one
from tests.slow.conditions import holds
from tests.slow.history import Event, MatchRow
from tests.slow.life import State


def approvals(event: Event, signals: frozenset[str], after: State, policy: Policy) -> list[MatchRow]:
    """What an event asks for, and what is missing, by the ticket right after it, before any rule acts."""
    if event.kind == Kind.CREATED or event.actor not in (Actor.AGENT, Actor.UNKNOWN):
        return []
    rows = []
    for place, approval in enumerate(policy.approvals):
        if names_one(approval.on, signals) and holds(approval.when, after.texts):
            rows.append(MatchRow("asked", place, event.at_us))
            if not holds(approval.approved, after.texts):
                rows.append(MatchRow("missing", place, event.at_us))
    return rows
