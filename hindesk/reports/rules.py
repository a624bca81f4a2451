"""How often each rule of a run's policy matched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hindesk.policy.automation_model import SECTIONS
from hindesk.policy.permissions import Approval, Permission, Sensitive
from hindesk.policy.traits import Trait
from hindesk.policy.values import Policy, SlaRule
from hindesk.replay.runs import KeptRun
from hindesk.reports.columns import COUNT, TEXT, Columns, table_of
from hindesk.reports.counted import counted
from hindesk.reports.report import Report
from hindesk.reports.rule_needs import needs_of_rules
from hindesk.reports.run_notes import given_notes
from hindesk.reports.run_policy import policy_of
from hindesk.reports.sql import rows, sql
from hindesk.reports.untold import untold
from hindesk.store.store import Store

Rule = tuple[str, int, str, str, int]
"""What `rules.sql` calls the section, the rule's number there, the section's name, the rule's name, its line."""

_COLUMNS: Final[Columns] = {"section": TEXT, "rule": TEXT, "line": COUNT, "matches": COUNT, "tickets": COUNT}
_NOTE: Final = (
    "A rule of priority and automation matches each time it acts, one of sla for each clock that ended under it; tiers "
    "count the visits of tickets to a tier, all of whose rules count together"
)
_WATCHED: Final = (
    "Traits count the tickets that had them, approvals how often one was needed; permissions and sensitive count "
    "lapses, so that 0 is as the policy wants it"
)
_WATCHES: Final = ("traits", "approvals", "permissions", "sensitive")
_LAPSING: Final = frozenset({"permissions", "sensitive"})
"""Sections of which only lapses are known."""


def rules(store: Store, run: KeptRun) -> Report:
    """Count how often each rule matched, in the order in which a replay looks at the sections.

    Args:
        store: an open store.
        run: the run.

    Returns:
        One row a rule: `section`, `rule`, `line` of the policy, `matches`, and `tickets`, how many different ones.

    Raises:
        PolicyError: this version can't read the run's policy.
    """
    found = rows(store.cursor(), sql("rules"), {"run": run.run}).to_pylist()
    counts = {(row["section"], row["rule"]): (row["matches"], row["tickets"]) for row in found}
    policy = policy_of(run)
    listed = rules_of(policy)
    told = [(name, rule, line, *counts.get((section, number), (0, 0))) for section, number, name, rule, line in listed]
    idle = sum(not row[3] for row in told if row[0] not in _LAPSING)
    title = f"{run.name}: {counted(len(told), 'rule')}, {idle:,} of which never matched"
    watched = (_WATCHED,) if any(row[0] in _WATCHES for row in told) else ()
    certain = untold(store, run, needs_of_rules(policy), what="matches")
    return Report("rules", title, table_of(_COLUMNS, told), (_NOTE, *watched, *certain, *given_notes(store, run)))


def rules_of(policy: Policy) -> list[Rule]:
    """Every rule of a policy that a run counts, section by section."""
    return [
        *_named("traits", policy.traits),
        *(("priority", n, "priority", f"set {rule.priority}", rule.line) for n, rule in enumerate(policy.priority)),
        *_named("approvals", policy.approvals),
        *(
            ("automation", number, SECTIONS[rule.moment], rule.name, rule.line)
            for number, rule in enumerate(policy.automation.rules)
        ),
        *(("tiers", rule.tier, "tiers", f"tier {rule.tier}", rule.line) for rule in policy.tiers),
        *_named("sla", policy.sla),
        *_named("permissions", policy.permissions),
        *_named("sensitive", policy.sensitive),
    ]


def _named(section: str, listed: Sequence[Trait | Approval | SlaRule | Permission | Sensitive]) -> Iterator[Rule]:
    for number, rule in enumerate(listed):
        yield section, number, section, rule.name, rule.line
