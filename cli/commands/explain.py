"""`hindesk explain`: what happened to one ticket, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .. import streams
from ..options import STORE, FormatOption, MetricOption, OutputOption, RunOption, StoreOption

if TYPE_CHECKING:
    from hindesk.explain.judge import Judge
    from hindesk.store.store import Store


def explain(
    ticket: Annotated[
        str, typer.Argument(metavar="TICKET", help="The ticket's id in its help desk.", show_default=False)
    ],
    source: Annotated[
        str | None, typer.Option("--source", metavar="NAME", help="Whose ticket, where several sources have this id.")
    ] = None,
    run: RunOption = None,
    policy: Annotated[
        Path | None,
        typer.Option(
            "--policy",
            metavar="POLICY",
            help="Explain by this policy instead of a replay's, as of the last instant in the store: a file, a folder, "
            "or the name of a ready one.",
        ),
    ] = None,
    metric: MetricOption = None,
    store: StoreOption = STORE,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show the ledger of one ticket: what each clock did, when and why, and what the policy did by itself.

    Tells the ticket's events, why each rule matched or did not, its clocks with their running and paused stretches,
    everything that moved them, who was told when, and which rules acted. The ticket is judged again by the policy text
    that the replay was kept with, as of the same instant. Formats for programs give the ledger alone.
    """
    from hindesk.explain.explanation import explain as explained
    from hindesk.explain.ticket import find_ticket
    from hindesk.reports import explain as reports
    from hindesk.store.store import open_store

    with open_store(store, read_only=True) as held:
        judge = _judge(held, run, policy)
        found = find_ticket(held, ticket, source=source)
        told = explained(held, judge.policy, found, as_of=judge.as_of, run=judge.run.run if judge.run else None)
        notes = judge.notes_on(held, found)
    if streams.for_people(form, output):
        shown = reports.explained(told, metrics=metric or (), notes=notes)
    else:
        shown = [reports.ledger_report(told, metrics=metric or (), notes=notes)]
    streams.emit(*shown, form=form, output=output, time_zone=judge.policy.time_zone)


def _judge(held: Store, run: str | None, policy: Path | None) -> Judge:
    from hindesk.errors import HindeskError
    from hindesk.explain.judge import judge_of_policy, judge_of_run
    from hindesk.policy.load import load_policy
    from hindesk.policy.ready import policy_path
    from hindesk.replay.runs import find_run

    if policy is None:
        return judge_of_run(find_run(held, run))
    if run is not None:
        raise HindeskError("--run and --policy both say by what to judge", "leave one of the two out")
    return judge_of_policy(load_policy(policy_path(policy)))
