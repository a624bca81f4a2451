"""Targets by priority, and the calendar of a rule, as a policy writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from hindesk.policy.calendar_model import PREDEFINED
from hindesk.policy.durations import LONGEST, SECOND, show_duration
from hindesk.policy.values import Duration
from hindesk.yaml_source import Value

ORDER: Final = ("urgent", "high", "normal", "low")
"""Priorities as policies list them."""


def duration_text(seconds: int) -> str | None:
    """Write a target as a policy does: `2h 30m`; None for what is no target: nothing, or more than ten years."""
    return show_duration(Duration(seconds * SECOND)) if 0 < seconds * SECOND <= LONGEST else None


def by_priority(targets: Mapping[str, str], *, everyone: bool) -> Value:
    """Return targets by priority; one alone where all four are the same and every ticket has a priority."""
    if everyone and set(targets) == set(ORDER) and len(set(targets.values())) == 1:
        return targets[ORDER[0]]
    return {priority: targets[priority] for priority in ORDER if priority in targets}


def calendar_of(business: Mapping[str, bool], office: str) -> Value:
    """Return the calendar of a rule: one, or one for each priority; `business` tells which priorities count in it."""
    used = {office if wanted else PREDEFINED for wanted in business.values()}
    if len(used) == 1:
        return used.pop()
    otherwise = most(business.values())
    rare = {
        priority: PREDEFINED if otherwise else office
        for priority in ORDER
        if business.get(priority, otherwise) != otherwise
    }
    return {"by": "priority", **rare, "else": office if otherwise else PREDEFINED}


def most(wanted: Iterable[bool]) -> bool:
    """Tell whether at least half are true."""
    answers = list(wanted)
    return 2 * sum(answers) >= len(answers)
