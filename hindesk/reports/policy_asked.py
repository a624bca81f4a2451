"""What a policy says about one ticket: which rule of each section matches and why, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from hindesk.calendars.zones import zone
from hindesk.explain.asked import Answer, Asked, Telling
from hindesk.explain.facts import Facts
from hindesk.explain.since import since_when
from hindesk.explain.ways import Way
from hindesk.policy.automation import AutomationRule
from hindesk.policy.forms import Form
from hindesk.policy.permissions import Approval, Permission, Sensitive
from hindesk.policy.routing import Routing, SkillRule
from hindesk.policy.traits import Trait
from hindesk.policy.values import All, Choice, Policy, PriorityRule, SlaRule, Test, TierRule
from hindesk.replay.codes import PAUSED, RUNNING
from hindesk.reports.asked_limits import limited
from hindesk.reports.cells import instant
from hindesk.reports.columns import COUNT, TEXT, TRUTH, Columns, table_of
from hindesk.reports.report import Report
from hindesk.wording.automation import action, moment
from hindesk.wording.calendars import called
from hindesk.wording.intake import leads_to
from hindesk.wording.notices import notice, rung
from hindesk.wording.phrases import Phrases, phrases_of
from hindesk.wording.routing import needs
from hindesk.wording.rules import tier
from hindesk.wording.times import duration

T = TypeVar("T")

_ASKED: Final[Columns] = {
    "section": TEXT,
    "rule": TEXT,
    "line": COUNT,
    "matches": TRUTH,
    "because": TEXT,
    "then": TEXT,
}
_FOLDED: Final = ("rule", "because", "then")
_TITLES: Final = {
    "forms": "What it must tell at creation",
    "trees": "Where decision trees lead",
    "traits": "What is remarkable about it",
    "priority": "Priority at creation",
    "automation": "What happens by itself at creation",
    "on_update": "What would happen by itself after events",
    "on_time": "What would happen by itself in time",
    "sla": "Rule with targets",
    "notices": "Reminders and escalation of that rule",
    "tiers": "Who works on it",
    "permissions": "Who alone may hold it",
    "approvals": "What needs an approval",
    "sensitive": "Sensitive matters",
    "routing": "Tickets left alone",
    "skills": "What its next holder needs",
}
_NO_CONDITION: Final = "it has no condition"


def asked_reports(answer: Answer, policy: Policy, *, dated: bool = True) -> list[Report]:
    """The answer for people: a table for each section that has rules.

    Args:
        answer: what was asked.
        policy: the policy.
        dated: whether the ticket's instants are real, so that due instants are told.
    """
    tables = []
    for section, title in _TITLES.items():
        rows = [_row(one, answer, policy, dated=dated)[1:] for one in answer.asked if one.section == section]
        if rows:
            columns = {name: kind for name, kind in _ASKED.items() if name != "section"}
            tables.append(Report(section, title, table_of(columns, rows), _unmatched(rows), folded=_FOLDED))
    return tables


def asked_report(answer: Answer, policy: Policy, *, dated: bool = True) -> Report:
    """The same in one table, for programs: one row for each rule that was looked at."""
    rows = (_row(one, answer, policy, dated=dated) for one in answer.asked)
    return Report("policy_explain", policy.name, table_of(_ASKED, rows), folded=_FOLDED)


def _unmatched(rows: list[tuple[object, ...]]) -> tuple[str, ...]:
    return () if any(row[2] for row in rows) else ("None of these matches",)


def _row(one: Asked, answer: Answer, policy: Policy, *, dated: bool) -> tuple[object, ...]:
    words = _Words(answer, policy, phrases_of("en"), dated=dated)
    then = words.follows(one) if one.matches else None
    return one.section, words.name(one), _line(one), one.matches, one.because or _NO_CONDITION, then


def _line(one: Asked) -> int | None:
    match one.rule:
        case Telling(notice=told):
            return told.line
        case Way(tree=tree):
            return tree.line
        case Routing():
            return None
        case _:
            return one.rule.line


@dataclass(frozen=True, slots=True)
class _Words:
    """Says what rules are called and what follows from them for one ticket."""

    answer: Answer
    policy: Policy
    phrases: Phrases
    dated: bool

    def name(self, one: Asked) -> str:
        """What a rule is called."""
        match one.rule:
            case PriorityRule(priority=priority):
                return priority
            case TierRule(tier=number):
                return tier(number, self.phrases)
            case Telling(metric=metric, notice=told):
                return f"{metric}, {rung(told, self.phrases)}"
            case Routing():
                return "exclude"
            case Way(tree=tree):
                return tree.name
            case _:
                return one.rule.name

    def follows(self, one: Asked) -> str:
        """What a rule that matches does."""
        match one.rule:
            case Form():
                said = self._required(one.rule)
            case Way(end=end):
                said = leads_to(end, self.phrases)
            case SlaRule():
                said = "; ".join(self._targets(one.rule))
            case PriorityRule(priority=priority):
                said = f"the priority is {priority}"
            case TierRule(tier=number):
                said = f"{tier(number, self.phrases)} works on it"
            case Telling(notice=told):
                said = notice([told], self.phrases)
            case AutomationRule(action=done):
                said = "; ".join(filter(None, (self._heard(one.rule), action(done, self.phrases))))
            case SkillRule(steps=steps):
                said = f"needs {needs(steps, self.phrases)}"
            case Routing() | Trait() | Permission() | Approval() | Sensitive():
                said = self._stands(one.rule)
        return said

    def _stands(self, rule: Routing | Trait | Permission | Approval | Sensitive) -> str:
        if isinstance(rule, Routing):
            return "it is left to whoever has it"
        return "it has the trait" if isinstance(rule, Trait) else limited(rule, self.answer, self.policy)

    def _heard(self, rule: AutomationRule) -> str:
        """When a rule after events or in time acts, and when its time began; of one for new tickets nothing."""
        if rule.moment == "create":
            return ""
        heard = moment(replace(rule, when=All()), self.phrases)
        if rule.moment == "update":
            return heard
        since = since_when(rule.since, self.answer.explanation.compiled, self.answer.explanation.trace)
        if since is None:
            return f"{heard} (which is not so now)"
        return f"{heard} ({self._at(since)})" if self.dated else heard

    def _required(self, form: Form) -> str:
        born = self.answer.born
        fields = [one.field for one in form.require if born.holds(one.when)]
        empty = [field for field in fields if born.value(field) is None]
        lacking = f"; lacks {', '.join(empty)}" if empty else ""
        return f"must tell {', '.join(fields) or 'nothing'}{lacking}"

    def _targets(self, rule: SlaRule) -> Iterator[str]:
        yield f"time counts {called(_chosen(rule.calendar, self.answer.facts) or 'never', self.phrases)}"
        clocks = self.answer.explanation.trace.moments[-1].after
        for number, metric in enumerate(self.policy.metrics):
            target = _chosen(rule.targets[metric.name], self.answer.facts) if metric.name in rule.targets else None
            if target is not None:
                clock = clocks[number]
                going = clock.state in {RUNNING, PAUSED} and clock.terms.due is not None and self.dated
                due = f", due {self._at(clock.terms.due or 0)}" if going else ""
                yield f"{metric.name} {duration(target, self.phrases)}{due}"

    def _at(self, at: int) -> str:
        return instant(at, zone(self.policy.time_zone))


def _chosen(choice: Choice[T], facts: Facts) -> T | None:
    """The value that a choice gives the ticket."""
    by = choice.by
    if by is None:
        return choice.otherwise
    return next((found for case, found in choice.cases if facts.holds(Test(by, "is", (case,)))), choice.otherwise)
