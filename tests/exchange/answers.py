"""Files of vendors' answers, and the way there and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).parent / "examples"

Save = Callable[..., Path]
"""Write a value as JSON, or a text as it is, to a file of this name; return its path."""


def example(*names: str) -> list[Path]:
    """The paths of examples."""
    return [EXAMPLES / name for name in names]


def zendesk_policy(**changes: object) -> dict[str, Any]:
    """A Zendesk SLA policy with one target."""
    metric = {"priority": "high", "metric": "first_reply_time", "target": 60, "business_hours": False}
    condition = {"field": "type", "operator": "is", "value": "incident"}
    policy = {"id": 1, "title": "A", "filter": {"all": [condition], "any": []}, "policy_metrics": [metric]}
    return {**policy, **changes}


def freshdesk_policy(**changes: object) -> dict[str, Any]:
    """A Freshdesk SLA policy with one target."""
    target = {"respond_within": 900, "resolve_within": 3600, "business_hours": False, "escalation_enabled": True}
    policy = {
        "id": 1,
        "name": "A",
        "active": True,
        "applicable_to": {"sources": [1]},
        "sla_target": {"priority_4": target},
    }
    return {**policy, **changes}
