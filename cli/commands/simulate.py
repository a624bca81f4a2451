"""`hindesk simulate`: what another policy would have made of the same tickets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .. import narration, streams
from ..options import STORE, AsOfOption, FormatOption, LimitOption, MetricOption, OutputOption, StoreOption

if TYPE_CHECKING:
    from hindesk.policy.values import Policy


ByOption = Annotated[
    list[str] | None,
    typer.Option(
        "--by",
        metavar="WORD",
        help="Split by rule, priority, team, agent, tier, week, channel, company or any other field of the tickets; "
        "may be given several times.",
    ),
]


def simulate(
    new: Annotated[
        Path,
        typer.Argument(
            metavar="NEW", help="The policy to try: a file, a folder, or the name of a ready one.", show_default=False
        ),
    ],
    against: Annotated[
        Path, typer.Option("--against", metavar="OLD", help="The policy to compare it with.", show_default=False)
    ],
    by: ByOption = None,
    metric: MetricOption = None,
    reasons: Annotated[bool, typer.Option("--reasons", help="Count the changed clocks by reason instead.")] = False,
    changed: Annotated[bool, typer.Option("--changed", help="List the changed clocks instead.")] = False,
    tickets: Annotated[
        Path | None,
        typer.Option("--tickets", metavar="FILE", help="Also write the changed clocks to FILE (.csv, .parquet, …)."),
    ] = None,
    limit: LimitOption = None,
    as_of: AsOfOption = None,
    store: StoreOption = STORE,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Say what would have happened under another policy.

    Both policies judge the same tickets; each clock is compared with itself. People do what they did; only the rules
    change. A reason is tested: the aspect of the new policy that alone changes the verdict. In a segment, a clock
    counts under the rule, priority, team, agent and tier that it has under the new policy; a week is the ISO week in
    which the ticket was created. Nothing is written to the store.
    """
    from hindesk.replay.run import compiles_first
    from hindesk.reports import simulate as reports
    from hindesk.simulate.comparison import Wish
    from hindesk.simulate.comparison import simulate as compare
    from hindesk.store.store import open_store

    _one_of(split=bool(by), reasons=reasons, changed=changed)
    tried, before = _policy(new), _policy(against)
    wish = Wish(tuple(by or ()), tuple(metric or ()), _instant(as_of, tried))
    with open_store(store, read_only=True) as held, narration.progress() as step:
        if compiles_first(held):
            narration.say(narration.COMPILING)
        compared = reports.Compared(held, tried, before, compare(held, tried, before, progress=step, wish=wish))
        report = reports.report_on(compared, "changed" if changed else "reasons" if reasons else "attainment", limit)
        listed = reports.report_on(compared, "changed")
    if tickets is not None:
        streams.emit(listed, form=None, output=tickets, time_zone=tried.time_zone)
    streams.emit(report, form=form, output=output, time_zone=tried.time_zone)


def _one_of(*, split: bool, reasons: bool, changed: bool) -> None:
    if split + reasons + changed > 1:
        from hindesk.errors import HindeskError

        raise HindeskError("--by, --reasons and --changed are three different tables", "ask for one at a time")


def _policy(given: Path) -> Policy:
    from hindesk.policy.load import load_policy
    from hindesk.policy.ready import policy_path

    return load_policy(policy_path(given))


def _instant(given: str | None, policy: Policy) -> int | None:
    from hindesk.calendars.moments import read_moment

    return read_moment(given, time_zone=policy.time_zone, option="--as-of") if given else None
