"""The targets of a rule as a vendor writes them: seconds by its own metric and priority, in business hours or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.hours import always
from hindesk.calendars.opening import business_day
from hindesk.exchange.targets import ORDER
from hindesk.exchange.writing import Writing
from hindesk.policy.durations import SECOND
from hindesk.policy.profile import load_profile
from hindesk.policy.values import Choice, Condition, Duration, SlaRule, Test
from hindesk.policy.words import CATEGORIES


@dataclass(frozen=True, slots=True)
class OutTarget:
    """One target: the vendor's metric, the policy's priority, seconds, and the calendar in which they count."""

    metric: str
    priority: str
    seconds: int
    calendar: Calendar

    @property
    def business(self) -> bool:
        """Whether they count in business hours."""
        return not never_closes(self.calendar)


def never_closes(calendar: Calendar) -> bool:
    """Tell whether a calendar is open day and night, every day."""
    shut = calendar.holidays or calendar.closed or calendar.annual or calendar.open or calendar.breaks
    return calendar.week == always("").week and not shut


def targets_of(rule: SlaRule, number: int, writing: Writing) -> list[OutTarget]:
    """Return the targets of a rule that the vendor can say."""
    if rule.calendar.by not in {None, "priority"} and not _all_close(rule.calendar, writing):
        message = f"hours by {rule.calendar.by!r}, some of them day and night, can't be said"
        writing.tell(("sla", number, "calendar"), message)
        return []
    return [target for metric in rule.targets for target in _of_metric(rule, number, metric, writing)]


def _all_close(choice: Choice[str], writing: Writing) -> bool:
    names = [*(name for _, name in choice.cases), *([choice.otherwise] if choice.otherwise else [])]
    return not any(never_closes(writing.policy.calendars[name]) for name in names)


def _of_metric(rule: SlaRule, number: int, metric: str, writing: Writing) -> Iterator[OutTarget]:
    at = ("sla", number, "targets", metric)
    written = _vendor_metric(rule, number, metric, writing)
    choice = rule.targets[metric]
    if written is None:
        return
    if choice.by not in {None, "priority"}:
        writing.tell(at, f"targets by {choice.by!r} can't be said: write a rule for each value")
        return
    for priority in ORDER:
        target, calendar = _chosen(choice, priority), _calendar(rule.calendar, priority, writing)
        seconds = _seconds(target, calendar) if target else None
        if seconds is not None:
            yield OutTarget(written, priority, seconds, calendar)
        elif target:
            writing.tell(at, f"a target of {target.amount} days that are no business days can't be said")


def _chosen(choice: Choice[Duration], priority: str) -> Duration | None:
    return dict(choice.cases).get(priority, choice.otherwise)


def _calendar(choice: Choice[str], priority: str, writing: Writing) -> Calendar:
    cases = dict(choice.cases)
    name = (cases.get(priority) if choice.by == "priority" else None) or choice.otherwise or next(iter(cases.values()))
    return writing.policy.calendars[name]


def _seconds(target: Duration, calendar: Calendar) -> int | None:
    if target.unit == "microsecond":
        return target.amount // SECOND
    day = business_day(calendar) if target.unit == "business_day" else None
    return target.amount * day // SECOND if day else None


def _vendor_metric(rule: SlaRule, number: int, metric: str, writing: Writing) -> str | None:
    """Return the vendor's metric for one of the policy; None where it has none that stands still likewise."""
    at, title = ("sla", number, "targets", metric), writing.words.title
    options = writing.words.written.get(metric)
    if not options:
        writing.tell(at, f"{title} measures no {metric!r}")
        return None
    defined = next(one for one in writing.policy.metrics if one.name == metric)
    if defined != load_profile(writing.policy.profile).metrics[metric].metric(metric):
        writing.tell(("metrics", metric), f"{title} measures {metric!r} in its own way, not as the policy defines it")
    pause = _statuses(rule.pause.get(metric, defined.pause))
    fitting = next((one.metric for one in options if one.pause == pause), None)
    if fitting is None:
        still = (
            f"stands still in {', '.join(sorted(options[0].pause)) or 'no status'}"
            if len(options) == 1
            else "pauses otherwise"
        )
        writing.tell(at, f"{title}'s {options[0].metric} {still}, and not as the policy says")
    return fitting or options[0].metric


def _statuses(pause: Condition | None) -> frozenset[str] | None:
    """Return the categories of statuses in which a clock stands still; None where something else decides."""
    if pause is None:
        return frozenset()
    if isinstance(pause, Test) and pause.field == "status" and pause.operator in {"is", "in"}:
        return frozenset(pause.values) if set(pause.values) <= set(CATEGORIES) else None
    return frozenset() if getattr(pause, "parts", None) == () else None
