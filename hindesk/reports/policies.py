"""What a policy says, in short: its sections, and the dates that its calendars take as holidays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

import pyarrow as pa

from hindesk.calendars.holidays import holidays_version, resolve
from hindesk.policy.automation import Thanks
from hindesk.policy.durations import show_duration
from hindesk.policy.problems import Problem
from hindesk.policy.routing import Costs, Routing, Weights
from hindesk.policy.thanks_model import shipped_thanks
from hindesk.policy.values import All, Condition, Duration, Policy
from hindesk.reports.report import Report

ALWAYS: Final = All()
"""The condition of a rule without one."""


def policy_summary(policy: Policy, notes: Iterable[Problem] = ()) -> Report:
    """One row for each section: how many entries it has, and their names."""
    sections = {
        "calendars": list(policy.calendars),
        "metrics": [metric.name for metric in policy.metrics],
        "sla": [rule.name for rule in policy.sla],
        "tiers": [f"{rule.tier}{_else(rule.when)}" for rule in policy.tiers],
        "priority": [f"{rule.priority}{_else(rule.when)}" for rule in policy.priority],
        "statuses": [f"{status} = {category}" for status, category in policy.statuses.items()],
        "people": [policy.people] if policy.people else [],
        "on_call": list(policy.on_call),
        "roles": [f"{role} = {', '.join(people)}" for role, people in policy.roles.items()],
        "routing": _routing(policy.routing) if policy.routing else [],
        "skills": [f"{rule.name}{_else(rule.when)}" for rule in policy.routing.skills] if policy.routing else [],
        "automation": [f"{rule.name} ({rule.moment})" for rule in policy.automation.rules],
        "scenarios": list(policy.scenarios),
        "tasks": [f"{task.name} ({task.team}, {show_duration(task.target)})" for task in policy.tasks],
        "thanks": _thanks(policy.thanks) if policy.thanks else [],
        "forms": [f"{form.name}{_else(form.when)}" for form in policy.forms],
        "trees": [tree.name for tree in policy.trees],
        "traits": [trait.name for trait in policy.traits],
        "permissions": [rule.name for rule in policy.permissions],
        "approvals": [rule.name for rule in policy.approvals],
        "sensitive": [matter.name for matter in policy.sensitive],
    }
    columns = {
        "section": pa.array(list(sections), pa.string()),
        "entries": pa.array([len(names) for names in sections.values()], pa.int64()),
        "names": pa.array([", ".join(names) for names in sections.values()], pa.string()),
    }
    title = f"{policy.name}: no problems"
    return Report(name="policy", title=title, table=pa.table(columns), notes=tuple(map(str, notes)))


def holiday_dates(policy: Policy, year: int) -> Report:
    """Each public holiday of the year on which a calendar is closed, by calendar and date.

    Dates that the calendar opens itself are left out. The library's version is a note: dates change with it.

    Raises:
        InputError: no such country or part of one.
    """
    closed = [
        (name, day.date, day.name)
        for name, calendar in policy.calendars.items()
        for day in resolve(calendar, [year])
        if day.date not in calendar.open and day.date.year == year
    ]
    columns = {
        "calendar": pa.array([name for name, _, _ in closed], pa.string()),
        "date": pa.array([day for _, day, _ in closed], pa.date32()),
        "weekday": pa.array([_weekday(day) for _, day, _ in closed], pa.string()),
        "holiday": pa.array([holiday for _, _, holiday in closed], pa.string()),
    }
    note = f"As the package holidays {holidays_version()} has them"
    return Report(name="holidays", title=f"{policy.name}: holidays {year}", table=pa.table(columns), notes=(note,))


def _weekday(day: date) -> str:
    return ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day.weekday()]


def _routing(routing: Routing) -> list[str]:
    """What a routing says besides its skill rules: its choices, and its parts that are given."""
    choices = {"strategy": routing.strategy, "order": routing.order, "language": routing.language}
    given = {
        "before_due": routing.before_due,
        "weight": routing.weights != Weights(),
        "counts": routing.counts is not None,
        "exclude": routing.exclude is not None,
        "costs": routing.costs != Costs(),
    }
    on_call = [f"on_call = {', '.join(routing.schedules)}"] if routing.on_call else []
    limit = routing.limit
    limits = [f"limit = {limit.tickets} within {show_duration(Duration(limit.within))}"] if limit else []
    named = [f"{key} = {value}" for key, value in choices.items()]
    return [*named, *on_call, *(part for part, here in given.items() if here), *limits]


def _thanks(thanks: Thanks) -> list[str]:
    """Whether the shipped phrases count, and how many phrases and vetoes the policy has of its own."""
    shipped = shipped_thanks()
    both = set(shipped.phrases) <= set(thanks.phrases)
    own = {
        "own phrases": len(thanks.phrases) - both * len(shipped.phrases),
        "own vetoes": len(thanks.vetoes) - both * len(shipped.vetoes),
    }
    return [*(["those shipped"] if both else []), *(f"{name} = {count}" for name, count in own.items() if count)]


def _else(when: Condition) -> str:
    return "" if when != ALWAYS else " (all others)"
