"""What a replay found, in short."""

from __future__ import annotations

from typing import Final

from hindesk.calendars.zones import zone
from hindesk.replay.runs import KeptRun
from hindesk.reports.cells import instant
from hindesk.reports.counted import counted
from hindesk.reports.lapse_notes import lapse_notes
from hindesk.reports.metrics import metric_numbers, metric_table, totals_of
from hindesk.reports.report import Report
from hindesk.reports.run_notes import run_notes
from hindesk.store.store import Store

_HOLIDAYS: Final = """
    select calendar, count(distinct day) as days, min(year(day)), max(year(day))
    from run_holidays where run = $run group by calendar order by calendar
"""


def replayed(store: Store, run: KeptRun) -> Report:
    """One row for each metric that has clocks, with the number of clocks by verdict.

    The notes say what could not be judged, how many tickets lapsed from rules of the policy, as of when the run is, and
    which public holidays its calendars keep.
    """
    metrics = metric_numbers(store, run)
    table = metric_table(store, run, metrics)
    moment = instant(run.as_of, zone(run.time_zone))
    when = f"Judged by {run.policy!r} as of {moment} in {run.time_zone}, where the reports show all times"
    notes = (*run_notes(store, run, metrics), *lapse_notes(store, run), when, *_holidays(store, run))
    return Report("replay", f"{run.name}: {totals_of(table)}", table, notes)


def _holidays(store: Store, run: KeptRun) -> tuple[str, ...]:
    found = store.cursor().execute(_HOLIDAYS, {"run": run.run}).fetchall()
    if not found:
        return ("No calendar keeps public holidays",)
    said = ", ".join(f"{name} on {counted(days, 'day')} of {_years(first, last)}" for name, days, first, last in found)
    return (f"Closed on public holidays: {said} (`hindesk policy check --holidays YEAR` lists them)",)


def _years(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} to {last}"
