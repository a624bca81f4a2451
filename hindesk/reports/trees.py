"""Which ways tickets took through the decision trees of a policy."""

from __future__ import annotations

from typing import Final

from hindesk.intake.created import read_created
from hindesk.intake.trees import Way, ways
from hindesk.policy.tree_drawing import NOWHERE, OTHERS, end_in_words
from hindesk.replay.runs import KeptRun
from hindesk.reports.columns import COUNT, NUMBER, TEXT, Columns, table_of
from hindesk.reports.counted import counted
from hindesk.reports.report import Report
from hindesk.reports.run_notes import given_notes
from hindesk.reports.run_policy import policy_of
from hindesk.store.store import Store

_COLUMNS: Final[Columns] = {
    "tree": TEXT,
    "path": TEXT,
    "end": TEXT,
    "tickets": COUNT,
    "tickets_share": NUMBER,
    "in_tier": COUNT,
    "in_tier_share": NUMBER,
    "in_team": COUNT,
    "in_team_share": NUMBER,
}
_ENDED: Final = (
    "in_tier counts tickets that the tier of the end had last in the replay, in_team those that belong to its team at "
    "the end of the export; trees themselves move no ticket"
)


def trees(store: Store, run: KeptRun) -> Report:
    """Show how many tickets of a run took each way through its policy's trees, by their fields at their creation.

    Raises:
        PolicyError: this version can't read the run's policy.
    """
    policy = policy_of(run)
    created = read_created(store, run, statuses=policy.statuses)
    found = ways(policy.trees, created)
    tickets = int(created.seen.sum())
    told = (_ENDED,) if found else (f"The policy {run.policy!r} has no section `trees`",)
    title = f"{run.name}: {counted(len(policy.trees), 'tree')}, {counted(tickets, 'ticket')}"
    table = table_of(_COLUMNS, (_row(way, tickets) for way in found))
    return Report("trees", title, table, (*told, *given_notes(store, run)), folded=("path", "end"))


def path_in_words(way: Way) -> str:
    """A way as its answers: `type = billing, product = else`."""
    return ", ".join(f"{step.field} = {step.answer or OTHERS}" for step in way.steps)


def _row(way: Way, tickets: int) -> tuple[object, ...]:
    end = end_in_words(way.end) if way.end else NOWHERE
    tier, team = way.in_tier, way.in_team
    return (
        *(way.tree, path_in_words(way), end, way.tickets, _ratio(way.tickets, tickets)),
        *(tier, _ratio(tier, way.tickets), team, _ratio(team, way.tickets)),
    )


def _ratio(part: int | None, whole: int) -> float | None:
    return None if part is None or not whole else part / whole
