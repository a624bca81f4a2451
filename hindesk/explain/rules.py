"""Why each rule matched a ticket, or did not: at its creation, and wherever the rule in force changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from hindesk.explain.facts import Facts
from hindesk.explain.moments import THE_END, Trace
from hindesk.policy.values import Condition
from hindesk.replay.compile import Compiled

Section = Literal["priority", "sla"]


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """One rule at one instant (UTC microseconds): whether it matched, and the comparisons that decided it.

    `because` is empty where the rule has no condition.
    """

    at: int
    section: Section
    rule: str
    matches: bool
    because: str


def rule_checks(compiled: Compiled, openings: tuple[int, ...], trace: Trace) -> tuple[RuleCheck, ...]:
    """Every rule down to the first that matched: of `priority` at creation, of `sla` whenever another one did.

    Args:
        compiled: the policy.
        openings: the codes of the ticket's slots at creation, before the policy sets anything.
        trace: the walk.
    """
    if not trace.moments:
        return ()
    born = trace.moments[0]
    given = ((f"set {rule.priority} (line {rule.line})", rule.when) for rule in compiled.policy.priority)
    checks = list(_section("priority", born.at, given, Facts(compiled, openings)))
    for former, moment in zip((None, *trace.moments), trace.moments, strict=False):
        if moment.event != THE_END and (former is None or former.rule != moment.rule):
            named = ((rule.name, rule.when) for rule in compiled.policy.sla)
            checks += _section("sla", moment.at, named, Facts(compiled, moment.codes))
    return tuple(checks)


def _section(section: Section, at: int, rules: Iterator[tuple[str, Condition]], facts: Facts) -> Iterator[RuleCheck]:
    for name, when in rules:
        matches = facts.holds(when)
        yield RuleCheck(at, section, name, matches, facts.why(when))
        if matches:
            return
