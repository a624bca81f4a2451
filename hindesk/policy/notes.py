"""Notes on a policy without problems: what its words come to, and what may not be meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Final

from hindesk.calendars.opening import business_day
from hindesk.events import PRIORITIES
from hindesk.policy.automation import AutomationRule
from hindesk.policy.automation_notes import automation_calendars, automation_notes, first_matching
from hindesk.policy.calendar_model import PREDEFINED
from hindesk.policy.durations import show_duration
from hindesk.policy.forms import Form
from hindesk.policy.known_state import nothing_known
from hindesk.policy.notice_notes import notice_notes
from hindesk.policy.permission_notes import approval_notes, permission_notes, trait_notes
from hindesk.policy.problems import Problem, problem_at
from hindesk.policy.routing import Costs, SkillRule
from hindesk.policy.sources import Source
from hindesk.policy.statuses import statuses_in
from hindesk.policy.unreached import why_unreached
from hindesk.policy.values import All, Choice, Duration, Policy, PriorityRule, SlaRule, TierRule
from hindesk.policy.words import CATEGORIES
from hindesk.yaml_source import Path

_CONDITIONED: Final = (
    "priority",
    "tiers",
    "sla",
    "metrics",
    "routing",
    "automation",
    "scenarios",
    "tasks",
    "forms",
    "traits",
    "permissions",
    "approvals",
    "sensitive",
)
_ALIKE: Final = 0.8


def notes_on(policy: Policy, source: Source) -> list[Problem]:
    """Return the notes on a policy, in the order of its text."""
    notes = [
        *_business_days(policy, source),
        *_unused_calendars(policy, source),
        *_never_matched(policy, source),
        *_unmeasured(policy, source),
        *_priorities_without_target(policy, source),
        *_pauses_without_target(policy, source),
        *notice_notes(policy, source),
        *_leavers(policy, source),
        *_idle_costs(policy, source),
        *automation_notes(policy, source),
        *trait_notes(policy, source),
        *permission_notes(policy, source),
        *approval_notes(policy, source),
        *_likely_typos(policy, source),
    ]
    return sorted(notes)


def _business_days(policy: Policy, source: Source) -> Iterator[Problem]:
    """Say how long a business day is, for the calendars of targets that count in them."""
    used = {name for rule in policy.sla if _counts_in_days(rule) for name in _calendars_of(rule)}
    for name in sorted(used):
        length = business_day(policy.calendars[name])
        if length is not None:
            text = f"1bd = {show_duration(Duration(length))} (calendar {name})"
            yield problem_at(source, ("calendars", name), text)


def _counts_in_days(rule: SlaRule) -> bool:
    """Tell whether a target of the rule is in business days."""
    return any(target.unit == "business_day" for choice in rule.targets.values() for target in _values(choice))


def _values(choice: Choice[Duration]) -> list[Duration]:
    """Return all durations that a choice may give."""
    return [value for _, value in choice.cases] + ([choice.otherwise] if choice.otherwise else [])


def _calendars_of(rule: SlaRule) -> set[str]:
    """Return the names of all calendars that a rule may use."""
    return {name for _, name in rule.calendar.cases} | ({rule.calendar.otherwise} if rule.calendar.otherwise else set())


def _unused_calendars(policy: Policy, source: Source) -> Iterator[Problem]:
    """Name the calendars that neither a rule nor a schedule uses."""
    used = {name for rule in policy.sla for name in _calendars_of(rule)}
    used |= {layer.hours.name for one in policy.on_call.values() for layer in one.layers if layer.hours}
    for name in policy.calendars:
        if name not in used | {PREDEFINED} | automation_calendars(policy):
            yield problem_at(source, ("calendars", name), "no rule uses this calendar")


def _never_matched(policy: Policy, source: Source) -> Iterator[Problem]:
    """Name the rules that no ticket gets to, and tell where no rule of `sla` matches every ticket."""
    known = nothing_known(policy.statuses)
    sections: dict[Path, Sequence[PriorityRule | TierRule | SlaRule | SkillRule | AutomationRule | Form]] = {
        ("priority",): policy.priority,
        ("tiers",): policy.tiers,
        ("sla",): policy.sla,
        ("routing", "skills"): policy.routing.skills if policy.routing else (),
        ("automation", "on_create"): first_matching(policy.automation),
        ("forms",): policy.forms,
    }
    for section, rules in sections.items():
        conditions, lines = [rule.when for rule in rules], [rule.line for rule in rules]
        for number in range(len(rules)):
            why = why_unreached(conditions, number, lines=lines, known=known)
            if why:
                yield problem_at(source, (*section, number), why)
        if section == ("sla",) and All() not in conditions:
            yield problem_at(source, section, "tickets that match no rule have no targets")


def _unmeasured(policy: Policy, source: Source) -> Iterator[Problem]:
    """Name the metrics for which no rule has a target."""
    targeted = {metric for rule in policy.sla for metric in rule.targets}
    missing = [metric.name for metric in policy.metrics if metric.name not in targeted and metric.own is None]
    if missing:
        yield problem_at(source, ("sla",), f"no rule has a target for {', '.join(missing)}")


def _priorities_without_target(policy: Policy, source: Source) -> Iterator[Problem]:
    """Name the priorities that a target by priority leaves out."""
    for number, rule in enumerate(policy.sla):
        for metric, choice in rule.targets.items():
            missing = [one for one in PRIORITIES if one not in dict(choice.cases)]
            if choice.by == "priority" and choice.otherwise is None and missing:
                path = ("sla", number, "targets", metric)
                yield problem_at(source, path, f"no target for priority {', '.join(missing)}")


def _pauses_without_target(policy: Policy, source: Source) -> Iterator[Problem]:
    """Name the pauses of metrics that their rule does not measure."""
    for number, rule in enumerate(policy.sla):
        for metric in rule.pause:
            if metric not in rule.targets:
                path = ("sla", number, "pause", metric)
                yield problem_at(source, path, "this rule has no target for the metric, so nothing is paused")


def _leavers(policy: Policy, source: Source) -> Iterator[Problem]:
    """Name the people of the policy who leave."""
    if policy.roster:
        # Loaded only here: it brings everything that reads tables, and few policies name a roster.
        from hindesk.policy.people_notes import people_notes

        yield from people_notes(policy.roster, source)


def _idle_costs(policy: Policy, source: Source) -> Iterator[Problem]:
    """Say that costs are given which the policy's own strategy does not look at."""
    routing = policy.routing
    if routing and routing.costs != Costs() and routing.strategy != "optimal":
        yield problem_at(source, ("routing", "costs"), f"{routing.strategy!r} looks at no costs; 'optimal' does")


def _likely_typos(policy: Policy, source: Source) -> Iterator[Problem]:
    """Name the statuses that are neither a category nor listed, but look like a category."""
    known = {word.lower() for word in (*CATEGORIES, *policy.statuses)}
    for section in _CONDITIONED:
        for path, status in statuses_in(source.sections.get(section), (section,)):
            near = get_close_matches(status.lower(), CATEGORIES, n=1, cutoff=_ALIKE)
            if status.lower() not in known and near:
                text = f"{status!r} is taken for a status of the help desk; the category is {near[0]!r}"
                yield problem_at(source, path, text)
