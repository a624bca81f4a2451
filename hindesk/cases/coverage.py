"""Which rules of a policy the tickets of its cases reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from hindesk.cases.found import Life
from hindesk.cases.lapse_rules import lapse_reached
from hindesk.cases.on_call_rules import on_call_reached
from hindesk.cases.reachable import Key, Rule
from hindesk.cases.routed import routing_reached
from hindesk.cases.rules import ELSE, cases_of, notice_key
from hindesk.cases.values import AUTOMATION
from hindesk.explain.facts import Facts
from hindesk.explain.moments import Clock, Moment
from hindesk.policy.task_model import metric_name
from hindesk.policy.values import Choice, Policy, PriorityRule, SlaRule, Test, TierRule
from hindesk.replay.codes import PAUSED, RUNNING
from hindesk.replay.compile import Compiled
from hindesk.replay.rule_codes import AUTOMATION_SECTION

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Coverage:
    """The rules of a policy, and those that no case reached, in the order of the policy."""

    rules: tuple[Rule, ...]
    missed: tuple[Rule, ...]

    @property
    def share(self) -> float:
        """The share of the rules that a case reached, 0 to 1; 1 where there are none."""
        return 1 - len(self.missed) / len(self.rules) if self.rules else 1.0


def coverage(rules: Sequence[Rule], compiled: Compiled, lives: Sequence[Life]) -> Coverage:
    """Tell which rules were reached.

    A rule is by a ticket that it is the first to match, a target or calendar by a clock or ticket that has it, a pause
    by a clock that it pauses, a reminder or level by a notice that is sent, a layer or override of a schedule by a
    notice for which it says who is on call. A rule of `automation` is when it acts, a task when it begins, the detector
    of thanks by a message that leaves its ticket solved. A form is by a ticket that belongs to it when it is created, a
    field that it shows only to some by one of these, a branch of a tree by a ticket that takes it then. `lapse_rules`
    says when a trait, a permission, an approval or a sensitive matter is, `routed` when a skill rule or the exclusion.

    Args:
        rules: the policy's.
        compiled: the policy, compiled for the lives.
        lives: those of the cases' tickets.
    """
    reached = {key for life in lives for key in _Reached(compiled, life).found()}
    return Coverage(tuple(rules), tuple(rule for rule in rules if rule.key not in reached))


@dataclass(frozen=True, slots=True)
class _Reached:
    """What one ticket reached."""

    compiled: Compiled
    life: Life

    def found(self) -> Iterator[Key]:
        """Yield every rule that was reached, some more than once."""
        yield from self._first("priority", self.policy.priority, Facts(self.compiled, self.life.openings))
        seen: set[tuple[object, ...]] = set()
        for view in self.life.views.values():
            for moment in view.trace.moments:
                state = (moment.codes, moment.rule, moment.after)
                if state not in seen:
                    seen.add(state)
                    yield from self._moment(moment)
        for one in self.life.notices:
            if one.level != AUTOMATION:
                yield notice_key(self.policy.sla[one.rule], one.rule, one.metric, one.notice)
        yield from self._acting()
        yield from self.life.intake.reached
        yield from lapse_reached(self.compiled, self.life)
        yield from routing_reached(self.compiled, self.life)
        yield from on_call_reached(self.policy, self.life)

    @property
    def policy(self) -> Policy:
        """The policy."""
        return self.compiled.policy

    def _acting(self) -> Iterator[Key]:
        matches = self.life.last.trace.rows.matches.to_pylist()
        yield from (Key("automation", row["rule"]) for row in matches if row["section"] == AUTOMATION_SECTION)
        begun = {clock.metric for clock in self.life.last.clocks}
        for number, task in enumerate(self.policy.tasks):
            if metric_name(task.name) in begun:
                yield Key("task", number)
        if self.life.thanked:
            yield Key("thanks", 0)

    def _first(self, section: str, rules: Sequence[PriorityRule | TierRule], facts: Facts) -> Iterator[Key]:
        found = next((number for number, rule in enumerate(rules) if facts.holds(rule.when)), None)
        if found is not None:
            yield Key("priority" if section == "priority" else "tiers", found)

    def _moment(self, moment: Moment) -> Iterator[Key]:
        facts = Facts(self.compiled, moment.codes)
        yield from self._first("tiers", self.policy.tiers, facts)
        if moment.rule is None:
            return
        rule = self.policy.sla[moment.rule]
        yield Key("sla", moment.rule)
        if rule.calendar.by is not None:
            yield from (Key("calendar", moment.rule, "", case) for case in _case(rule.calendar, facts))
        for number, clock in enumerate(moment.after):
            if clock.terms.rule == moment.rule and clock.state in {RUNNING, PAUSED}:
                yield from self._clock(rule, self.policy.metrics[number].name, clock, facts)

    def _clock(self, rule: SlaRule, metric: str, clock: Clock, facts: Facts) -> Iterator[Key]:
        number = clock.terms.rule or 0
        if clock.terms.target is not None and not clock.broken and metric in rule.targets:
            yield from (Key("target", number, metric, case) for case in _case(rule.targets[metric], facts))
        if clock.state == PAUSED and metric in rule.pause:
            yield Key("pause", number, metric)


def _case(choice: Choice[T], facts: Facts) -> tuple[str, ...]:
    """The name of the value that a choice gives a ticket; nothing where it gives none."""
    if choice.by is None:
        return cases_of(choice)
    by = choice.by
    named = (case for case, _ in choice.cases if facts.holds(Test(by, "is", (case,))))
    found = next(named, ELSE)
    return (found,) if found in cases_of(choice) else ()
