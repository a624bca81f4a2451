"""`hindesk report`: what a replay found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .. import narration, streams
from ..groups import group
from ..options import (
    STORE,
    FormatOption,
    LimitOption,
    MetricOption,
    OutputOption,
    PercentOption,
    RunOption,
    StoreOption,
)
from . import report_intake, report_kept

if TYPE_CHECKING:
    from hindesk.reports.report import Report

app = group("Report what a replay found.")
app.command()(report_intake.forms)
app.command()(report_intake.trees)
app.command()(report_kept.permissions)
app.command()(report_kept.approvals)
app.command()(report_kept.sensitive)
app.command()(report_kept.traits)


@app.command()
def breaches(
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by",
            metavar="WORD",
            help="Count by rule, metric, calendar, priority, team, agent, tier, source, week, channel, company or any "
            "other field of the tickets; may be given several times. By default metric and priority.",
        ),
    ] = None,
    metric: MetricOption = None,
    tickets: Annotated[bool, typer.Option("--tickets", help="List the breached clocks instead.")] = False,
    limit: LimitOption = None,
    fail_on: PercentOption = None,
    run: RunOption = None,
    store: StoreOption = STORE,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Say how many clocks breached their target.

    Attainment is the share of met clocks among those that met or breached their target. A week is the ISO week in
    which a clock started. Team, agent and tier are those that had the ticket at the breach, or else at the clock's
    end; fields of the ticket count with their latest values.
    """
    from hindesk.errors import HindeskError
    from hindesk.replay.runs import find_run
    from hindesk.reports import breached_clocks as one_by_one
    from hindesk.reports import breaches as grouped
    from hindesk.reports.metrics import totals
    from hindesk.store.store import open_store

    if by and tickets:
        raise HindeskError("--by counts clocks and --tickets lists them", "leave one of the two out")
    with open_store(store, read_only=True) as held:
        found = find_run(held, run)
        if tickets:
            report = one_by_one.breached_clocks(held, found, metrics=metric or (), limit=limit)
        else:
            report = grouped.breaches(held, found, by=by or (), metrics=metric or (), limit=limit)
        counted = None if fail_on is None else totals(held, found, metrics=metric or ())
    streams.emit(report, form=form, output=output, time_zone=found.time_zone)
    if fail_on is not None and counted is not None and not counted.reaches(fail_on):
        narration.say(f"--fail-on {fail_on:g}: {counted}")
        raise typer.Exit(1)


@app.command()
def tiers(
    run: RunOption = None, store: StoreOption = STORE, form: FormatOption = None, output: OutputOption = None
) -> None:
    """Say which tiers worked on the tickets, in three readings.

    By resolving tier, by the highest tier reached, and the time that each tier had tickets.
    """
    from hindesk.replay.runs import find_run
    from hindesk.reports import tiers as reports
    from hindesk.store.store import open_store

    with open_store(store, read_only=True) as held:
        found = find_run(held, run)
        report = reports.tiers(held, found)
    streams.emit(report, form=form, output=output, time_zone=found.time_zone)


@app.command()
def agreement(
    tickets: Annotated[bool, typer.Option("--tickets", help="List the disagreements instead.")] = False,
    limit: LimitOption = None,
    run: RunOption = None,
    store: StoreOption = STORE,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Compare the run with the verdicts that the export itself carries.

    Only exports that tell how their help desk judged a ticket have something to compare.
    """
    from hindesk.replay.runs import find_run
    from hindesk.reports import agreement as reports
    from hindesk.store.store import open_store

    with open_store(store, read_only=True) as held:
        found = find_run(held, run)
        report = reports.disagreements(held, found, limit=limit) if tickets else reports.agreement(held, found)
    streams.emit(report, form=form, output=output, time_zone=found.time_zone)


@app.command()
def causes(
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by", metavar="WORD", help="Tell clocks apart also by rule, team, channel, …; may be given several times."
        ),
    ] = None,
    metric: MetricOption = None,
    tags: Annotated[bool, typer.Option("--tags", help="Count the tags alone.")] = False,
    tickets: Annotated[
        bool, typer.Option("--tickets", help="List the breached clocks with their tags instead.")
    ] = False,
    limit: LimitOption = None,
    run: RunOption = None,
    store: StoreOption = STORE,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Say where the time of breached clocks went.

    Each second that a clock counted is in one of seven buckets, and clocks that met their target stand beside. Then
    the tags, which say what stands out in a clock; formats for programs give them with --tags. What is more frequent
    among breached clocks is associated with breaches, not proved to cause them.
    """
    from hindesk.errors import HindeskError
    from hindesk.replay.runs import find_run
    from hindesk.reports import causes as reports
    from hindesk.reports.cause_clocks import cause_clocks
    from hindesk.reports.cause_tags import cause_tags
    from hindesk.store.store import open_store

    if tags + tickets + bool(by) > 1:
        raise HindeskError("--by, --tags and --tickets are three answers", "give one of them")
    if limit and not tickets:
        raise HindeskError("--limit is for --tickets", "add --tickets, or leave --limit out")
    with open_store(store, read_only=True) as held:
        found = find_run(held, run)
        shown: list[Report] = []
        if tickets:
            shown.append(cause_clocks(held, found, metrics=metric or (), limit=limit))
        elif not tags:
            shown.append(reports.causes(held, found, by=by or (), metrics=metric or ()))
        if tags or (not tickets and not by and streams.for_people(form, output)):
            shown.append(cause_tags(held, found, metrics=metric or ()))
    streams.emit(*shown, form=form, output=output, time_zone=found.time_zone)


@app.command()
def escalations(
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by",
            metavar="WORD",
            help="Count by metric, level, rule, recipient, wanted, priority, team, agent, tier, hour (of the week) or "
            "day; may be given several times. By default metric and level.",
        ),
    ] = None,
    metric: MetricOption = None,
    exhausted: Annotated[
        bool, typer.Option("--exhausted", help="Count the clocks that ran on after their last level alone.")
    ] = False,
    limit: LimitOption = None,
    run: RunOption = None,
    store: StoreOption = STORE,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Say whom reminders and escalations would have told, and how often.

    Level 0 is a reminder. A notice that tells several people counts once, but with --by recipient or --by wanted (what
    the policy names) once for each. Hours and days are those of the policy's time zone. Then the clocks that ran on
    after the last level of their ladder; formats for programs give them with --exhausted.
    """
    from hindesk.errors import HindeskError
    from hindesk.replay.runs import find_run
    from hindesk.reports import escalations as reports
    from hindesk.reports.exhaustion import exhaustion
    from hindesk.store.store import open_store

    if exhausted and (by or limit):
        raise HindeskError("--by and --limit are for notices, and --exhausted counts clocks", "leave one of them out")
    with open_store(store, read_only=True) as held:
        found = find_run(held, run)
        shown: list[Report] = []
        if not exhausted:
            shown.append(reports.escalations(held, found, by=by or (), metrics=metric or (), limit=limit))
        if exhausted or (not by and streams.for_people(form, output)):
            shown.append(exhaustion(held, found, metrics=metric or ()))
    streams.emit(*shown, form=form, output=output, time_zone=found.time_zone)


@app.command()
def rules(
    run: RunOption = None, store: StoreOption = STORE, form: FormatOption = None, output: OutputOption = None
) -> None:
    """Say how often each rule of the policy matched, and which never did.

    Lines are those of the policy that the replay was kept with.
    """
    from hindesk.replay.runs import find_run
    from hindesk.reports import rules as reports
    from hindesk.store.store import open_store

    with open_store(store, read_only=True) as held:
        found = find_run(held, run)
        report = reports.rules(held, found)
    streams.emit(report, form=form, output=output, time_zone=found.time_zone)


@app.command()
def tasks(
    holders: Annotated[bool, typer.Option("--holders", help="Say which teams held tasks up instead.")] = False,
    run: RunOption = None,
    store: StoreOption = STORE,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Say how the tasks of the policy went: by task and team, then which teams held them up.

    Formats for programs give one table: the tasks, or with --holders the teams.
    """
    from hindesk.replay.runs import find_run
    from hindesk.reports import tasks as reports
    from hindesk.store.store import open_store

    with open_store(store, read_only=True) as held:
        found = find_run(held, run)
        shown = [] if holders else [reports.tasks(held, found)]
        if holders or streams.for_people(form, output):
            shown.append(reports.task_holders(held, found))
    streams.emit(*shown, form=form, output=output, time_zone=found.time_zone)


@app.command()
def thanks(
    run: RunOption = None, store: StoreOption = STORE, form: FormatOption = None, output: OutputOption = None
) -> None:
    """Compare the metrics with and without the detector of thanks.

    Replays the policy of the run twice, in memory. Without `thanks` in the policy, the phrases that come with hindesk
    count.
    """
    from hindesk.replay.run import compiles_first
    from hindesk.replay.runs import find_run
    from hindesk.reports import thanks as reports
    from hindesk.store.store import open_store

    with open_store(store, read_only=True) as held, narration.progress() as step:
        found = find_run(held, run)
        if compiles_first(held):
            narration.say(narration.COMPILING)
        report = reports.thanks(held, found, progress=step)
    streams.emit(report, form=form, output=output, time_zone=found.time_zone)
