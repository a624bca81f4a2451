"""What follows for one ticket from permissions, approvals and sensitive matters that are about it."""

from __future__ import annotations

from hindesk.explain.asked import Answer
from hindesk.explain.lapses import may_be_held_by
from hindesk.policy.permissions import Approval, Permission, Sensitive
from hindesk.policy.values import Policy
from hindesk.replay.lapse_codes import OUTSIDE
from hindesk.replay.permitted import lapsing
from hindesk.wording.conditions import triggers
from hindesk.wording.phrases import phrases_of


def limited(rule: Permission | Approval | Sensitive, answer: Answer, policy: Policy) -> str:
    """Say what a rule that counts means: whether the assignee may hold it, whether it is approved, or public."""
    match rule:
        case Permission():
            return _held(rule, answer, policy)
        case Approval():
            return _approved(rule, answer)
        case Sensitive():
            public = "it is public" if answer.facts.holds(rule.public) else "it is not public"
            return f"{public}: {answer.facts.why(rule.public)}"


def _held(rule: Permission, answer: Answer, policy: Policy) -> str:
    may, assignee = f"may be held by {may_be_held_by(rule)}", answer.facts.value("assignee")
    if assignee is None:
        return f"nobody has it; {may}"
    lapse = lapsing(policy, rule, assignee, answer.tier)
    if lapse is None:
        return f"{assignee} may hold it: {may}"
    who = f"{assignee} may not hold it" if lapse == OUTSIDE else f"nobody of the roster is called {assignee}"
    return f"{who}: {may}"


def _approved(rule: Approval, answer: Answer) -> str:
    asks = triggers(rule.on, phrases_of("en"))
    there = "it is there" if answer.facts.holds(rule.approved) else "it is missing"
    return f"agents need an approval when {asks}; {there}: {answer.facts.why(rule.approved)}"
