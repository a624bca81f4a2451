"""A whole policy in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from hindesk.policy.values import Policy
from hindesk.wording.automation import automation_statements, task_statements, thanks_statements
from hindesk.wording.calendars import calendar_statements
from hindesk.wording.head import head_statements, metric_statements, role_statements
from hindesk.wording.intake import form_statements, tree_statements
from hindesk.wording.notices import notice_statements
from hindesk.wording.on_call import on_call_statements
from hindesk.wording.permissions import approval_statements, permission_statements, sensitive_statements
from hindesk.wording.phrases import Phrases
from hindesk.wording.routing import routing_statements
from hindesk.wording.rules import given_statements, sla_statements
from hindesk.wording.statement import Statement
from hindesk.wording.targets import target_statements
from hindesk.wording.traits import trait_statements

_PARTS: Final[tuple[Callable[[Policy, Phrases], Iterator[Statement]], ...]] = (
    head_statements,
    calendar_statements,
    trait_statements,
    given_statements,
    metric_statements,
    sla_statements,
    target_statements,
    notice_statements,
    on_call_statements,
    role_statements,
    automation_statements,
    task_statements,
    thanks_statements,
    form_statements,
    tree_statements,
    routing_statements,
    permission_statements,
    approval_statements,
    sensitive_statements,
)


def statements(policy: Policy, phrases: Phrases) -> tuple[Statement, ...]:
    """Return everything that a policy says, section after section."""
    return tuple(one for part in _PARTS for one in part(policy, phrases))
