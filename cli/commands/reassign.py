"""`hindesk reassign`: a plan for handing tickets to other people, the files that carry it out, and their upload."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

from .. import narration, streams
from ..options import STORE, AsOfOption, FormatOption, LimitOption, OutputOption, RunOption, StoreOption
from .reassign_upload import upload

if TYPE_CHECKING:
    from hindesk.people.person import Roster
    from hindesk.policy.routing import Order, Routing, StrategyName
    from hindesk.policy.values import Policy
    from hindesk.reassign.build import Setting, Wish
    from hindesk.reassign.plan import Plan
    from hindesk.reassign.selection import Selection
    from hindesk.replay.runs import KeptRun
    from hindesk.store.store import Store

app = typer.Typer(invoke_without_command=True)
app.command("upload")(upload)

STRATEGIES: Final = "round-robin, least-loaded, skills, sticky or optimal"


@app.callback()
def reassign(
    context: typer.Context,
    people: Annotated[
        Path | None,
        typer.Option("--people", metavar="FILE", help="The roster; by default the one that the policy names."),
    ] = None,
    policy: Annotated[
        Path | None,
        typer.Option(
            "--policy", metavar="POLICY", help="A policy with calendars, and with routing, skills and limits."
        ),
    ] = None,
    strategy: Annotated[
        str | None,
        typer.Option("--strategy", metavar="NAME", help=f"{STRATEGIES}; by default the policy's, else least-loaded."),
    ] = None,
    order: Annotated[
        str | None,
        typer.Option("--order", metavar="NAME", help="Which tickets come first: due, priority or created."),
    ] = None,
    where: Annotated[
        str | None,
        typer.Option(
            "--where", metavar="CONDITION", help="Only tickets that match, such as 'type: billing, priority: [high]'."
        ),
    ] = None,
    holder: Annotated[
        list[str] | None,
        typer.Option("--from", metavar="PERSON", help="Only tickets that this person holds; they are taken away."),
    ] = None,
    team: Annotated[list[str] | None, typer.Option("--team", metavar="TEAM", help="Only tickets of this team.")] = None,
    tier: Annotated[list[int] | None, typer.Option("--tier", metavar="N", help="Only tickets of this tier.")] = None,
    older_than: Annotated[
        str | None, typer.Option("--older-than", metavar="TIME", help="Only tickets created longer ago, such as 7d.")
    ] = None,
    younger_than: Annotated[
        str | None, typer.Option("--younger-than", metavar="TIME", help="Only tickets created later than that ago.")
    ] = None,
    due_within: Annotated[
        str | None, typer.Option("--due-within", metavar="TIME", help="Only tickets due by then, or overdue.")
    ] = None,
    breached: Annotated[bool, typer.Option("--breached", help="Only tickets with a breached clock.")] = False,
    orphaned: Annotated[
        bool, typer.Option("--orphaned", help="Only tickets whose holder is not in the roster or has left.")
    ] = False,
    unassigned: Annotated[bool, typer.Option("--unassigned", help="Only tickets that nobody holds.")] = False,
    away: Annotated[bool, typer.Option("--away", help="Only tickets whose holder is away.")] = False,
    overloaded: Annotated[
        bool, typer.Option("--overloaded", help="Only tickets whose holder holds more than their capacity.")
    ] = False,
    tickets: Annotated[
        Path | None, typer.Option("--tickets", metavar="FILE", help="Only the tickets whose ids this file lists.")
    ] = None,
    closed_too: Annotated[bool, typer.Option("--closed-too", help="Solved and closed tickets too.")] = False,
    to: Annotated[
        list[str] | None, typer.Option("--to", metavar="PERSON", help="Only this person may get tickets, or keep them.")
    ] = None,
    to_team: Annotated[
        str | None, typer.Option("--to-team", metavar="TEAM", help="Move the tickets to this team.")
    ] = None,
    any_team: Annotated[bool, typer.Option("--any-team", help="People of every team may get a ticket.")] = False,
    max_moves: Annotated[
        int | None, typer.Option("--max-moves", min=0, metavar="N", help="Move at most N tickets.")
    ] = None,
    before_due: Annotated[
        bool, typer.Option("--before-due", help="Only to people who are at work before the ticket is due.")
    ] = False,
    plan: Annotated[
        Path | None,
        typer.Option("--plan", metavar="FILE", help="Check this plan, written by `-o plan.csv` and edited, instead."),
    ] = None,
    write: Annotated[
        Path | None,
        typer.Option("--write", metavar="DIR", help="Write the plan, the files to upload and those to undo it to DIR."),
    ] = None,
    vendor: Annotated[
        str | None,
        typer.Option(
            "--for",
            metavar="HELP-DESK",
            help="Whose files to write, where the tickets do not tell: zendesk, freshdesk, servicenow, jira or "
            "salesforce.",
        ),
    ] = None,
    undo_to_nobody: Annotated[
        bool,
        typer.Option("--undo-to-nobody", help="Let the undo give tickets to nobody whose former holder has no id."),
    ] = False,
    loads: Annotated[
        bool, typer.Option("--loads", help="Show the load of the people, before and after, alone.")
    ] = False,
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
    if context.invoked_subcommand is not None:
        return
    from hindesk.calendars.moments import read_moment
    from hindesk.reassign.checking import check_plan
    from hindesk.reassign.edited import read_edited
    from hindesk.reassign.planning import Basis, plan_batch, setting_of
    from hindesk.reports.plan import loads_report, plan_report
    from hindesk.store.store import open_store

    rules = _policy(policy)
    zone = rules.time_zone if rules else "UTC"
    roster = _roster(people, rules, policy)
    routing = _routing(rules, strategy, order)
    now = read_moment(as_of, time_zone=zone, option="--as-of") if as_of else None
    with open_store(store, read_only=write is None) as held, narration.progress() as step:
        step("planning", None)
        kept = _run(held, run)
        basis = Basis(
            roster=roster,
            as_of=now if now is not None else kept.as_of if kept else held.latest_instant() or 0,
            routing=routing,
            run=kept,
            statuses=rules.statuses if rules else {},
        )
        setting = setting_of(held, basis)
        wish = _wish(to, to_team, any_team=any_team, max_moves=max_moves, before_due=before_due)
        if plan is not None:
            made = check_plan(setting, read_edited(plan), wish)
        else:
            selection = _selection(
                held,
                where,
                tickets,
                spans=(older_than, younger_than, due_within),
                words=(holder, team, tier),
                flags=(breached, orphaned, unassigned, away, overloaded, closed_too),
            )
            made = plan_batch(setting, selection, wish)
        if write is not None:
            _write(made, setting, folder=write, vendor=vendor, undo_to_nobody=undo_to_nobody)
        people_report = loads_report(made, run=kept, time_zone=zone)
    for_people = streams.for_people(form, output)
    tickets_report = plan_report(made, all_columns=not for_people, limit=limit)
    shown = (people_report,) if loads else (tickets_report, people_report) if for_people else (tickets_report,)
    streams.emit(*shown, form=form, output=output, time_zone=zone)


def _policy(given: Path | None) -> Policy | None:
    from hindesk.policy.load import load_policy
    from hindesk.policy.ready import policy_path

    return load_policy(policy_path(given)) if given else None


def _roster(given: Path | None, policy: Policy | None, where: Path | None) -> Roster:
    from hindesk.errors import InputError
    from hindesk.people.roster import load_roster
    from hindesk.policy.ready import policy_path

    path = given
    if path is None and policy is not None and where is not None and policy.people:
        found = policy_path(where)
        path = (found if found.is_dir() else found.parent) / policy.people
    if path is None:
        raise InputError("who may get the tickets?", "name a roster with --people; `hindesk people init` derives one")
    zone = policy.time_zone if policy else "UTC"
    return load_roster(path, calendars=policy.calendars if policy else None, time_zone=zone)


def _routing(policy: Policy | None, strategy: str | None, order: str | None) -> Routing:
    from dataclasses import replace

    from hindesk.policy.routing import Routing

    routing = (policy.routing if policy else None) or Routing()
    if strategy is not None:
        routing = replace(routing, strategy=_strategy(strategy))
    return replace(routing, order=_order(order)) if order is not None else routing


def _strategy(word: str) -> StrategyName:
    from hindesk.reassign.strategies import STRATEGIES as KNOWN

    found = next((name for name in KNOWN if name == word.lower().replace("-", "_")), None)
    return found or _unknown("strategy", word, [name.replace("_", "-") for name in KNOWN])


def _order(word: str) -> Order:
    from typing import get_args

    from hindesk.policy import routing

    found: Order | None = next((name for name in get_args(routing.Order) if name == word.lower()), None)
    return found or _unknown("order", word, get_args(routing.Order))


def _unknown(option: str, word: str, known: Sequence[str]) -> NoReturn:
    from hindesk.calendars.nearest import did_you_mean
    from hindesk.errors import InputError

    near = did_you_mean(word, known)
    listed = f"`--{option}` takes {', '.join(known)}"
    raise InputError(f"there is no {option} {word!r}", f"{near} {listed}" if near else listed)


def _run(store: Store, name: str | None) -> KeptRun | None:
    """The replay that is asked for, else the last one; None where there is none."""
    from hindesk.replay.runs import find_run, kept_runs

    return find_run(store, name) if name is not None or kept_runs(store) else None


def _wish(
    to: list[str] | None, to_team: str | None, *, any_team: bool, max_moves: int | None, before_due: bool
) -> Wish:
    from hindesk.reassign.build import Wish
    from hindesk.reassign.desk import BOUNDLESS

    return Wish(
        to_people=tuple(to or ()),
        to_team=to_team,
        any_team=any_team,
        max_moves=BOUNDLESS if max_moves is None else max_moves,
        before_due=True if before_due else None,
    )


def _selection(
    store: Store,
    where: str | None,
    tickets: Path | None,
    *,
    spans: tuple[str | None, str | None, str | None],
    words: tuple[list[str] | None, list[str] | None, list[int] | None],
    flags: tuple[bool, bool, bool, bool, bool, bool],
) -> Selection:
    from hindesk.policy.where import read_where
    from hindesk.policy.words import HANDLED_BY
    from hindesk.reassign.keys import read_keys
    from hindesk.reassign.selection import Selection
    from hindesk.reassign.spans import read_span

    named = ("--older-than", "--younger-than", "--due-within")
    older, younger, due = (
        read_span(text, flag=flag) if text else None for text, flag in zip(spans, named, strict=True)
    )
    holders, teams, tiers = words
    breached, orphaned, unassigned, away, overloaded, closed_too = flags
    return Selection(
        where=read_where(where, fields=(*store.fields(), HANDLED_BY)) if where else None,
        holders=tuple(holders or ()),
        teams=tuple(teams or ()),
        tiers=tuple(tiers or ()),
        older_than=older,
        younger_than=younger,
        due_within=due,
        breached=breached,
        orphaned=orphaned,
        unassigned=unassigned,
        away=away,
        overloaded=overloaded,
        keys=read_keys(tickets) if tickets else None,
        closed_too=closed_too,
    )


def _write(plan: Plan, setting: Setting, *, folder: Path, vendor: str | None, undo_to_nobody: bool) -> None:
    from hindesk.reassign.turns import keep_turns
    from hindesk.reassign.write.folder import write_folder
    from hindesk.reassign.write.handovers import handovers
    from hindesk.reports.counted import counted
    from hindesk.reports.plan import plan_report
    from hindesk.reports.rows import as_csv

    staff = setting.staff
    moves = handovers(plan.table, staff.roster, vendor, undo_to_nobody=undo_to_nobody)
    content = as_csv(plan_report(plan, all_columns=True)).encode()
    written = write_folder(folder, content, moves, as_of=staff.as_of)
    keep_turns(setting.store, staff.roster, plan.placed.turn)
    files = len(written.manifest.upload)
    narration.say(f"{folder}: {counted(len(moves), 'ticket')} in {counted(files, 'file')} to upload, and the way back")
    for note in written.notes:
        narration.say(note)
