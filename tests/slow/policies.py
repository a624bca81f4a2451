"""Small policies for hand-computed examples."""

from __future__ import annotations

from typing import Final

from hindesk.calendars.calendar import Calendar, Spans, Week
from hindesk.policy import values
from tests.standard_metrics import RESOLUTION

HOUR: Final = 3_600_000_000
MINUTE: Final = 60_000_000


def week(*spans: tuple[float, float], weekend: bool = False) -> Week:
    """The same open hours, given in hours of the day, on Monday to Friday, or on every day."""
    day: Spans = tuple((round(a * 3600), round(b * 3600)) for a, b in spans)
    rest: Spans = day if weekend else ()
    return (day, day, day, day, day, rest, rest)


OFFICE: Final = Calendar("office", "UTC", week((9, 17)))
EARLY: Final = Calendar("early", "UTC", week((6, 14)))
ALWAYS: Final = Calendar("always", "UTC", week((0, 24), weekend=True))


def flat(hours: float) -> values.Choice[values.Duration]:
    """A target of so many hours of open time."""
    return values.Choice(values.Duration(round(hours * HOUR)))


def by_priority(otherwise: float | None, **cases: float) -> values.Choice[values.Duration]:
    """A target in hours by priority."""
    durations = tuple((name, values.Duration(round(hours * HOUR))) for name, hours in cases.items())
    rest = None if otherwise is None else values.Duration(round(otherwise * HOUR))
    return values.Choice(rest, "priority", durations)


def rule(
    target: float | values.Choice[values.Duration],
    when: values.Condition | None = None,
    *,
    metric: str = "resolution",
    calendar: str = "office",
    on_change: values.OnChange = "carry",
) -> values.SlaRule:
    """A rule with one target, for all tickets unless it names some."""
    choice = target if isinstance(target, values.Choice) else flat(target)
    name = f"{calendar} {target}" if isinstance(target, float | int) else calendar
    return values.SlaRule(name, when or values.All(), values.Choice(calendar), {metric: choice}, on_change=on_change)


def policy(
    *sla: values.SlaRule,
    metric: values.Metric = RESOLUTION,
    landing: values.Landing = "close",
    priority: tuple[values.PriorityRule, ...] = (),
    tiers: tuple[values.TierRule, ...] = (),
) -> values.Policy:
    """A policy with one metric."""
    calendars = {calendar.name: calendar for calendar in (OFFICE, EARLY, ALWAYS)}
    return values.Policy("example", "UTC", "none", landing, calendars, (metric,), sla, tiers, priority)
