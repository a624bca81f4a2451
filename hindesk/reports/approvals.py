"""What needed an approval, how often that was missing, and who did it without."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from hindesk.events import Fidelity, Knows
from hindesk.policy.values import Policy
from hindesk.replay.needs import trigger_needs
from hindesk.replay.runs import KeptRun
from hindesk.reports.columns import COUNT, NUMBER, TEXT, Columns, table_of
from hindesk.reports.counted import counted
from hindesk.reports.named_rules import named_rules, no_section
from hindesk.reports.report import Report
from hindesk.reports.run_notes import given_notes
from hindesk.reports.run_policy import policy_of
from hindesk.reports.sql import rows, sql
from hindesk.reports.untold import needs_of_conditions, untold
from hindesk.store.store import Store

_COUNTS: Final[Columns] = {
    "asked": COUNT,
    "missing": COUNT,
    "missing_share": NUMBER,
    "tickets": COUNT,
    "tickets_missing": COUNT,
}
_RULES: Final[Columns] = {"rule": TEXT, **_COUNTS}
_PEOPLE: Final[Columns] = {"rule": TEXT, "person": TEXT, **_COUNTS}
_NONE: Final = {"asked": 0, "missing": 0, "tickets": 0, "tickets_missing": 0}
_MEANS: Final = "asked counts what agents did that needs an approval, missing what of it had none at that instant"
_UNDATED: Final = """
    select count(*) from outcomes join tickets using (ticket) where run = $run and fidelity < $events
"""


@dataclass(frozen=True, slots=True)
class ApprovalReports:
    """Two answers: by rule how often an approval was needed and missing, and by person."""

    rules: Report
    people: Report


def approvals(store: Store, run: KeptRun, *, rule: str | None = None) -> ApprovalReports:
    """Count what needed an approval in a run, in the order of the policy's rules.

    Args:
        store: an open store.
        run: the run.
        rule: the name of a rule of `approvals`, to see only that one.

    Returns:
        One row a rule: `rule`, `asked`, `missing`, `missing_share`, `tickets` that it was asked for, and
        `tickets_missing`. Then one row a person who did it, null where the history does not name one.

    Raises:
        InputError: the policy has no approval of this name.
        PolicyError: this version can't read the run's policy.
    """
    policy = policy_of(run)
    wanted = named_rules(policy.approvals, rule, section="approvals", run=run)
    found = rows(store.cursor(), sql("approvals"), {"run": run.run}).to_pylist()
    whole = {row["rule"]: row for row in found if row["whole"]}
    told = [(name, *_counts(whole.get(number, _NONE))) for number, name in wanted.items()]
    acts = [row for row in found if not row["whole"] and row["rule"] in wanted]
    people = [(wanted[row["rule"]], row["person"], *_counts(row)) for row in acts]
    unnamed = sum(row["asked"] for row in acts if row["person"] is None)
    asked, missing = sum(row[1] for row in told), sum(row[2] for row in told)
    title = f"{run.name}: {missing:,} of {counted(asked, 'approval')} missing"
    return ApprovalReports(
        Report("approvals", title, table_of(_RULES, told), _notes(store, run, policy)),
        Report("approval_people", "Who did it", table_of(_PEOPLE, people), _unnamed(unnamed, asked)),
    )


def _counts(row: Mapping[str, Any]) -> list[Any]:
    return [row.get(name) for name in _COUNTS]


def _unnamed(acts: int, of: int) -> tuple[str, ...]:
    return (f"For {acts:,} of {of:,} the history names nobody, or several at that instant",) if acts else ()


def _notes(store: Store, run: KeptRun, policy: Policy) -> tuple[str, ...]:
    given = given_notes(store, run)
    if not policy.approvals:
        return (no_section("approvals", run), *given)
    undated = _undated(store, run)
    certain = untold(store, run, _needs(policy), what="approvals", others=bool(undated))
    return (_MEANS, *undated, *certain, *given)


def _undated(store: Store, run: KeptRun) -> tuple[str, ...]:
    """How many tickets tell of no changes at all."""
    parameters = {"run": run.run, "events": int(Fidelity.EVENTS)}
    tickets = store.cursor().execute(_UNDATED, parameters).fetchall()[0][0]
    return (f"{counted(tickets, 'ticket')} without a history of changes can't show any",) if tickets else ()


def _needs(policy: Policy) -> Knows:
    """What a history must tell to know what agents did, and whether it was approved."""
    needs = needs_of_conditions((one for rule in policy.approvals for one in (rule.when, rule.approved)), policy)
    for trigger in (trigger for rule in policy.approvals for trigger in rule.on):
        needs |= trigger_needs(trigger)
    return needs
