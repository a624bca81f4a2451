"""The notices of a rule, by metric: its reminders, then its ladder."""

from __future__ import annotations

from collections.abc import Callable

from hindesk.policy.escalation import Notice
from hindesk.policy.rule_models import SlaModel
from hindesk.yaml_source import Path


def notices_of(model: SlaModel, line_of: Callable[[Path], int]) -> dict[str, tuple[Notice, ...]]:
    """Return every notice of a rule by metric, in the order of the policy.

    Args:
        model: the rule.
        line_of: the line on which a value below the rule stands.
    """
    found: dict[str, list[Notice]] = {}
    for number, reminder in enumerate(model.remind):
        found.setdefault(reminder.metric, []).append(reminder.notice(line_of(("remind", number))))
    for metric, ladder in model.escalate.items():
        found.setdefault(metric, []).extend(
            ladder.notices(lambda path, metric=metric: line_of(("escalate", metric, *path)))  # type: ignore[misc]
        )
    return {metric: tuple(notices) for metric, notices in found.items()}
