"""`hindesk reassign`: a plan for handing tickets to other people, the files that carry it out, and their upload."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from .. import narration, streams
from ..options import STORE, AsOfOption, FormatOption, LimitOption, OutputOption, RunOption, StoreOption
from . import reassign_options as opt
from .reassign_asked import Aim, Criteria, refuse_idle_options
from .reassign_basis import Named
from .reassign_upload import upload

if TYPE_CHECKING:
    from hindesk.reassign.plan import Plan
    from hindesk.store.store import Store

app = typer.Typer(invoke_without_command=True)
app.command("upload")(upload)


@app.callback()
def reassign(
    context: typer.Context,
    people: opt.PeopleOption = None,
    policy: opt.RulesOption = None,
    strategy: opt.StrategyOption = None,
    schedule: opt.ScheduleOption = None,
    order: opt.OrderOption = None,
    where: opt.WhereOption = None,
    holder: opt.HolderOption = None,
    team: opt.TeamOption = None,
    tier: opt.TierOption = None,
    older_than: opt.OlderOption = None,
    younger_than: opt.YoungerOption = None,
    due_within: opt.DueOption = None,
    breached: opt.BreachedOption = False,
    orphaned: opt.OrphanedOption = False,
    unassigned: opt.UnassignedOption = False,
    away: opt.AwayOption = False,
    overloaded: opt.OverloadedOption = False,
    source: opt.SourceOption = None,
    tickets: opt.TicketsOption = None,
    closed_too: opt.ClosedOption = False,
    to: opt.ToOption = None,
    to_team: opt.ToTeamOption = None,
    any_team: opt.AnyTeamOption = False,
    max_moves: opt.MovesOption = None,
    before_due: opt.BeforeDueOption = False,
    plan: opt.PlanOption = None,
    write: opt.WriteOption = None,
    vendor: opt.VendorOption = None,
    undo_to_nobody: opt.ToNobodyOption = False,
    loads: opt.LoadsOption = False,
    run: RunOption = None,
    as_of: AsOfOption = None,
    limit: LimitOption = None,
    store: StoreOption = STORE,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Plan who gets which tickets, and write what a help desk takes to carry it out.

    Criteria add up: a ticket must meet all of them; without any, every open ticket is meant. Capacity, tiers, teams,
    skills and absences always hold: a ticket that nobody may take stays, with its reason. Due times and tiers are those
    of the last replay, or the one that --run names. Nothing is changed until --write writes files, and nothing in the
    help desk until `hindesk reassign upload` sends them.
    """
    refuse_idle_options(context, plan=plan, write=write)
    if context.invoked_subcommand is not None:
        return
    from hindesk.reports.plan import loads_report, plan_report
    from hindesk.store.store import open_store

    named = Named(people, policy, strategy, schedule, order, run, as_of)
    spans, held = (older_than, younger_than, due_within), (breached, orphaned, unassigned, away, overloaded)
    criteria = Criteria(where, holder, team, tier, *spans, *held, source, tickets, closed_too)
    aim = Aim(to, to_team, any_team, max_moves, before_due)
    with open_store(store, read_only=write is None) as opened, narration.progress() as step:
        step("planning", None)
        made, zone = _planned(opened, named, criteria, aim, plan=plan)
        people_report = loads_report(made, time_zone=zone)
        if write is not None:
            _write(made, write, vendor=vendor, undo_to_nobody=undo_to_nobody)
    for_people = streams.for_people(form, output)
    tickets_report = plan_report(made, all_columns=not for_people, limit=limit)
    shown = (people_report,) if loads else (tickets_report, people_report) if for_people else (tickets_report,)
    streams.emit(*shown, form=form, output=output, time_zone=zone)
    if output is not None:
        narration.say(f"{output}: {shown[0].title}")


def _planned(store: Store, named: Named, criteria: Criteria, aim: Aim, *, plan: Path | None) -> tuple[Plan, str]:
    """A plan of a strategy, or one that was edited and is checked; and the time zone in which it is shown."""
    from hindesk.reassign.checking import check_plan
    from hindesk.reassign.edited import read_edited
    from hindesk.reassign.planning import plan_batch, setting_of

    wish = aim.wish()
    basis, zone = named.basis(store)
    setting = setting_of(store, basis)
    if plan is not None:
        return check_plan(setting, read_edited(plan), wish, closed_too=criteria.closed_too), zone
    return plan_batch(setting, criteria.selection(store), wish), zone


def _write(plan: Plan, folder: Path, *, vendor: str | None, undo_to_nobody: bool) -> None:
    """Write a plan to a folder, and remember whose turn it is after it."""
    from hindesk.reassign.turns import keep_turns
    from hindesk.reassign.write.folder import write_folder
    from hindesk.reassign.write.handovers import handovers
    from hindesk.reports.counted import counted
    from hindesk.reports.plan import plan_report
    from hindesk.reports.rows import as_csv

    staff = plan.setting.staff
    moves = handovers(plan.table, staff.roster, vendor, undo_to_nobody=undo_to_nobody)
    content = as_csv(plan_report(plan, all_columns=True)).encode()
    written = write_folder(folder, content, moves, as_of=staff.as_of)
    keep_turns(plan.setting.store, staff.roster, plan.placed.turn)
    files = len(written.manifest.upload)
    narration.say(f"{folder}: {counted(len(moves), 'ticket')} in {counted(files, 'file')} to upload, and the way back")
    for note in written.notes:
        narration.say(note)
