"""A case's agreement under its family's profile, as a policy that hindesk's own loader reads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from hindesk.policy.load import check_text
from hindesk.policy.values import Policy
from hindesk.policy.words import STATE_FIELDS
from tests.conformance.ticket_cases import NotExpressible, TicketCase
from tests.conformance.ticket_families import Family
from tests.conformance.ticket_sla_words import (
    assignment,
    calendar,
    condition,
    opening_agreement,
    other_hours,
    plain_status,
    told_category,
    transition,
)

_ENDS: Final = ("resolved_statuses", "fulfilled_statuses")
_MINUTES: Final = "_minutes"
_UNITS: Final = {"minutes": "m", "hours": "h", "days": "d"}
_READ: Final = frozenset(
    {
        "condition",
        "escalation_offset_seconds",
        "exclude_time_on_ignored_statuses",
        "ignore_on_statuses",
        "level",
        "levels",
        "metric",
        "pause_statuses",
        "target",
        *_ENDS,
    }
)
_UNUSED: Final = frozenset({"notify_percent", "priority"})
"""Words of an agreement that change nothing that cases assert: when to warn, and which row its targets come from."""


def policy_of(case: TicketCase, family: Family) -> Policy:
    """The policy that a case's ticket lived under.

    Raises:
        NotExpressible: the case says something that the policy language has no word for.
    """
    check = check_text(json.dumps(_document(case, family), ensure_ascii=False), file=f"{case.id}.json")
    if check.policy is None:
        raise NotExpressible(f"a policy with {check.problems[0].message}")
    return check.policy


def targets_of(sla: Mapping[str, Any], family: Family) -> dict[str, str]:
    """The targets that an agreement states, by metric, in the words of a policy."""
    unknown = sorted(key for key in sla if key not in _READ | _UNUSED and not key.endswith(_MINUTES))
    if unknown:
        raise NotExpressible(f"an agreement with {', '.join(unknown)}")
    if "metric" in sla:
        return {_known(family.agreements.get(sla["metric"]), sla["metric"], family): _target(sla)}
    return {
        _known(family.targets.get(key, key.removesuffix(_MINUTES)), key, family): f"{n}m" for key, n in _minutes(sla)
    }


def _known(metric: str | None, told: str, family: Family) -> str:
    if metric not in family.metrics:
        raise NotExpressible(f"a target for {told}")
    return str(metric)


def paused_in(case: TicketCase, family: Family) -> tuple[str, ...]:
    """The statuses in which the family's pausable clocks stand still in a case."""
    named = case.sla.get("pause_statuses", family.pause_statuses)
    noted = [text for text in _statuses(case) if family.categories.get(told_category(text) or "") == "on_hold"]
    return tuple(dict.fromkeys(plain_status(text) for text in (*named, *noted)))


def _document(case: TicketCase, family: Family) -> dict[str, Any]:
    """The policy's sections."""
    told = [event["field"] for event in case.events if event["kind"] in {"set_field", "field"}]
    told += condition(case.sla["condition"]) if case.sla.get("condition") else []
    days = {"day": "end_of_day" if case.sla.get("target", {}).get("end_of_working_day") else family.day}
    return {
        "hindesk": 1,
        "name": case.id,
        "time_zone": "UTC",
        "landing": family.landing,
        **(days if family.day else {}),
        "fields": sorted({*family.fields, *told, "sla", "calendar"} - set(STATE_FIELDS)),
        "statuses": _categories(case, family),
        "calendars": _calendars(case),
        "metrics": family.metrics,
        "sla": list(_rules(case, family)),
    }


def _rules(case: TicketCase, family: Family) -> Iterator[dict[str, Any]]:
    """One rule for each agreement, before it those for the statuses in which a clock of it is only hidden."""
    ignored = case.sla.get("ignore_on_statuses", {})
    hides = family.ignored == "no_target" and not case.sla.get("exclude_time_on_ignored_statuses")
    hidden = sorted({status for statuses in ignored.values() for status in statuses}) if hides else []
    common = [condition(case.sla["condition"])] if case.sla.get("condition") else []
    pause = {metric: list(paused_in(case, family)) for metric in family.pauses}
    pause |= {} if hides else {metric: list(statuses) for metric, statuses in ignored.items()}
    rest = {"calendar": _calendar_choice(case), "pause": pause, "on_change": family.on_change}
    for name, stated in _agreements(case, family).items():
        when = [*common, *([{"sla": name}] if name else [])]
        targets = {**family.otherwise, **stated}
        if not targets:
            raise NotExpressible("an agreement without a target")
        for status in hidden:
            left = {metric: target for metric, target in targets.items() if status not in ignored.get(metric, ())}
            yield {"name": f"{name} {status}", "when": {"all": [*when, {"status": status}]}, "targets": left} | rest
        whole = {"name": name or case.id, **({"when": {"all": when}} if when else {}), "targets": targets} | rest
        levels = _levels(case, family)
        yield whole | ({"escalate": dict.fromkeys(targets, levels)} if levels else {})


def _levels(case: TicketCase, family: Family) -> list[dict[str, Any]]:
    """The levels of the ladder that change the ticket, counted from due; nobody is told of them but the team."""
    told = case.sla.get("levels")
    return [
        {
            "level": number,
            "before" if level["offset_seconds"] < 0 else "after": f"{abs(level['offset_seconds']) // 60}m",
            "to": ["team"],
            "when": assignment(level["condition"], family.priorities),
            "set": assignment(level["action"], family.priorities),
        }
        for number, level in enumerate(told if isinstance(told, list) else (), start=1)
    ]


def _agreements(case: TicketCase, family: Family) -> dict[str, dict[str, str]]:
    """The targets of each agreement of a case by its name; without a name where there is only one, from the start."""
    stated = targets_of(case.sla, family)
    levels = case.sla.get("levels")
    named = {name: told for name, told in levels.items() if isinstance(told, dict)} if isinstance(levels, dict) else {}
    if named:
        others = {"": stated} if stated else {}
        return {name: targets_of(told, family) for name, told in named.items()} | others
    changes = [change for event in case.events if (change := transition(str(event.get("value", ""))))]
    if changes:
        names = dict.fromkeys(name for change in changes for name in change)
        return {name: dict.fromkeys(stated, name) for name in names} | {changes[-1][1]: stated}
    return {"" if opening_agreement(case) else "agreement": stated}


def _target(sla: Mapping[str, Any]) -> str:
    """The one target of an agreement about one metric."""
    target = sla.get("target", {"minutes": sla.get("target_minutes")})
    return next(f"{target[unit]}{short}" for unit, short in _UNITS.items() if unit in target)


def _minutes(sla: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    for key, value in sla.items():
        if key.endswith(_MINUTES) and value is not None:
            yield key, value


def _categories(case: TicketCase, family: Family) -> dict[str, str]:
    """The category of each status: the family's, those that the case notes, and those that it calls an end."""
    noted = {plain_status(text): family.categories.get(told_category(text) or "") for text in _statuses(case)}
    ends = {plain_status(text): "solved" for key in _ENDS for text in case.sla.get(key, ())}
    known = {status: category for status, category in noted.items() if category}
    return {**family.statuses, **known, **{end: family.statuses.get(end, "solved") for end in ends}, **ends}


def _statuses(case: TicketCase) -> list[str]:
    """The statuses that a case mentions, as it writes them."""
    listed = [text for key in ("pause_statuses", *_ENDS) for text in case.sla.get(key, ())]
    return listed + [str(event["value"]) for event in case.events if event["kind"] == "status"]


def _calendars(case: TicketCase) -> dict[str, Any]:
    if case.calendar is None:
        return {}
    changed = {str(event["value"]) for event in case.events if event["kind"] == "calendar_changed"}
    return {"hours": calendar(case.calendar)} | {name: other_hours(case.calendar, name) for name in sorted(changed)}


def _calendar_choice(case: TicketCase) -> str | dict[str, str]:
    names = list(_calendars(case))
    if len(names) > 1:
        return {"by": "calendar", **{name: name for name in names[1:]}, "else": names[0]}
    return names[0] if names else "always"
