"""How often each rule of a run's policy matched."""

from __future__ import annotations

from typing import Final

from hindesk.policy.automation_model import SECTIONS
from hindesk.policy.values import Policy
from hindesk.replay.runs import KeptRun
from hindesk.reports.columns import COUNT, TEXT, Columns, table_of
from hindesk.reports.counted import counted
from hindesk.reports.report import Report
from hindesk.reports.run_policy import policy_of
from hindesk.reports.sql import rows, sql
from hindesk.store.store import Store

Rule = tuple[str, int, str, str, int]
"""What `rules.sql` calls the section, the rule's number there, the section's name, the rule's name, its line."""

_COLUMNS: Final[Columns] = {"section": TEXT, "rule": TEXT, "line": COUNT, "matches": COUNT, "tickets": COUNT}
_NOTE: Final = (
    "A rule of priority and automation matches each time it acts, one of sla for each clock that ended under it; tiers "
    "count the visits of tickets to a tier, all of whose rules count together"
)


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
    listed = rules_of(policy_of(run))
    told = [(name, rule, line, *counts.get((section, number), (0, 0))) for section, number, name, rule, line in listed]
    idle = sum(not row[3] for row in told)
    title = f"{run.name}: {counted(len(told), 'rule')}, {idle:,} of which never matched"
    return Report("rules", title, table_of(_COLUMNS, told), (_NOTE,))


def rules_of(policy: Policy) -> list[Rule]:
    """Every rule of a policy that a run counts, section by section."""
    priority = [
        ("priority", number, "priority", f"set {rule.priority}", rule.line)
        for number, rule in enumerate(policy.priority)
    ]
    automation = [
        ("automation", number, SECTIONS[rule.moment], rule.name, rule.line)
        for number, rule in enumerate(policy.automation.rules)
    ]
    tiers = [("tiers", rule.tier, "tiers", f"tier {rule.tier}", rule.line) for rule in policy.tiers]
    sla = [("sla", number, "sla", rule.name, rule.line) for number, rule in enumerate(policy.sla)]
    return [*priority, *automation, *tiers, *sla]
