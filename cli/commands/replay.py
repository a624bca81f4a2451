"""`hindesk replay`: every ticket of the store, judged by a policy."""

from __future__ import annotations

from typing import Annotated

import typer

from .. import narration, streams
from ..options import STORE, AsOfOption, FormatOption, OutputOption, PolicyArgument, StoreOption


def replay(
    policy: PolicyArgument,
    name: Annotated[
        str | None,
        typer.Option("--as", metavar="NAME", help="Keep the run under this name; by default the policy file's."),
    ] = None,
    as_of: AsOfOption = None,
    store: StoreOption = STORE,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Judge every ticket by a policy, and keep the run.

    A run of the same name is replaced. `hindesk report` reports on the runs that are kept.
    """
    from hindesk.calendars.moments import read_moment
    from hindesk.policy.load import load_policy
    from hindesk.policy.ready import policy_path
    from hindesk.replay import run as runs
    from hindesk.replay.runs import find_run
    from hindesk.reports.replayed import replayed
    from hindesk.store.store import open_store

    path = policy_path(policy)
    rules = load_policy(path)
    until = read_moment(as_of, time_zone=rules.time_zone, option="--as-of") if as_of else None
    with open_store(store) as held, narration.progress() as step:
        kept = name or path.resolve().stem
        if runs.compiles_first(held):
            narration.say(narration.COMPILING)
        runs.replay(held, rules, name=kept, as_of=until, progress=lambda done, of: step("replaying", done / of))
        report = replayed(held, find_run(held, kept))
    streams.emit(report, form=form, output=output, time_zone=rules.time_zone)
