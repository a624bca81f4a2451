"""The words in which cases tell agreements, statuses, conditions and hours, as a policy has them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from tests.conformance.ticket_cases import NotExpressible, TicketCase

AGREEMENT: Final = "agreement"
"""The name of an agreement that has none."""

_CHANGE: Final = re.compile(r"(\d+[smhd]) -> (\d+[smhd])\b.*")
_STATUS: Final = re.compile(r"(?P<name>.*?)(?: \(category (?P<category>[^)]+)\))?")
_CONDITION: Final = re.compile(r"(\w+) (?:=|is) (.+)")
_HOURS: Final = re.compile(r"(?:hours )?(\d\d:\d\d-\d\d:\d\d) (\w{3}-\w{3})")


def transition(value: str) -> tuple[str, str] | None:
    """The two agreements of a change told as `4h -> 6h`, which are named after their only target."""
    found = _CHANGE.fullmatch(value)
    return (found[1], found[2]) if found else None


def opening_agreement(case: TicketCase) -> str:
    """The name of the agreement that a ticket is created with; empty where it is assigned later."""
    told = [str(event.get("value", "")) for event in case.events if event["kind"] in {"sla_changed", "sla_assigned"}]
    created = next((event for event in case.events if event["kind"] == "created"), {})
    named = created.get("sla") or created.get("level") or case.sla.get("level")
    if named:
        return str(named)
    if not told:
        return AGREEMENT
    change = transition(told[0])
    return change[0] if change else ""


def plain_status(text: str) -> str:
    """A status without the category that a case may add to it."""
    return _told_status(text)["name"] or ""


def told_category(text: str) -> str | None:
    """The category that a case adds to a status, or None."""
    return _told_status(text)["category"]


def condition(text: str) -> dict[str, Any]:
    """A condition told as `priority = A`; the value may be the number before a name (`2` of `2 normal`)."""
    found = _CONDITION.fullmatch(text)
    if not found:
        raise NotExpressible(f"condition {text!r}")
    return {found[1]: {"matches": f"^{re.escape(found[2])}( |$)"}}


def assignment(text: str, priorities: Mapping[str, str]) -> dict[str, str]:
    """What a level sets or asks for, told as `priority = 4`, with a priority by its name."""
    found = _CONDITION.fullmatch(text)
    if not found:
        raise NotExpressible(f"a level's {text!r}")
    return {found[1]: priorities.get(found[2], found[2]) if found[1] == "priority" else found[2]}


def calendar(stated: Mapping[str, Any]) -> dict[str, Any]:
    """A case's calendar in the words of a policy."""
    return {
        "time_zone": stated["tz"],
        "week": {day: _spans(hours) for day, hours in stated["weekly"].items() if hours},
        "closed": stated.get("holidays", []),
        "annual": stated.get("annual_holidays", []),
        "open": {day["date"]: _spans(day["hours"]) for day in stated.get("shifts", ())},
        "breaks": {day["date"]: _spans(day["hours"]) for day in stated.get("breaks", ())},
    }


def other_hours(stated: Mapping[str, Any], told: str) -> dict[str, Any]:
    """The calendar after a change told as `hours 04:00-20:00 Mon-Fri`."""
    found = _HOURS.fullmatch(told)
    if not found:
        raise NotExpressible(f"calendar change {told!r}")
    return calendar(stated) | {"week": {found[2].lower(): found[1]}}


def _told_status(text: str) -> re.Match[str]:
    found = _STATUS.fullmatch(text)
    assert found is not None
    return found


def _spans(hours: list[list[str]]) -> str:
    return ", ".join(f"{start}-{end}" for start, end in hours)
