"""Who worked on the tickets of a run: three readings of its tiers."""

from __future__ import annotations

from typing import Final

from hindesk.policy.load import check_text
from hindesk.replay.runs import KeptRun
from hindesk.reports.counted import counted
from hindesk.reports.report import Report
from hindesk.reports.run_notes import given_notes
from hindesk.reports.sql import Parameters, rows, sql
from hindesk.reports.untold import ENDING, needs_of_tiers, untold
from hindesk.store.store import Store

READINGS: Final = (
    "resolved: solved tickets by the tier that had them when they were last solved",
    "highest: tickets by the highest tier that they reached",
    "time: how long the tier had tickets that were not solved, as wall-clock time, day and night",
)
_COUNTS: Final = """
    select count(*), count(solved), count(highest_tier) from outcomes where run = $run
"""


def tiers(store: Store, run: KeptRun) -> Report:
    """Show each tier by three readings that are no substitute for one another; `none` is no tier.

    `resolved` counts solved tickets by resolving tier, `highest` all tickets by the highest tier reached, `time` is
    the sum of the visits: wall-clock time from a tier's taking over to its handing on, the solution or the run's end.
    `visited` counts tickets, `visits` their visits, `median_visit` is the length that half of the visits don't exceed.
    """
    parameters: Parameters = {"run": run.run}
    table = rows(store.cursor(), sql("tiers"), {**parameters, "as_of": run.as_of}, durations=("time", "median_visit"))
    tickets, solved, tiered = store.cursor().execute(_COUNTS, dict(parameters)).fetchall()[0]
    title = f"{run.name}: tiers of {counted(tickets, 'ticket')}, {solved:,} of them solved"
    notes = (*READINGS, *_without(run, tiered), *_untold(store, run), *given_notes(store, run))
    return Report("tiers", title, table, notes)


def _without(run: KeptRun, tiered: int) -> tuple[str, ...]:
    if not run.section("tiers"):
        return (f"The policy {run.policy!r} has no section `tiers`, so that no ticket has one",)
    return () if tiered else ("No rule of the policy's `tiers` matched any ticket",)


def _untold(store: Store, run: KeptRun) -> tuple[str, ...]:
    if not run.section("tiers"):
        return ()
    policy = check_text(run.policy_text, file=run.name).policy
    needed = ENDING | needs_of_tiers(policy) if policy else ENDING
    return untold(store, run, needed, what="tiers")
