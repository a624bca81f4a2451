"""`hindesk policy on-call`: who is on call."""

from __future__ import annotations

from typing import Annotated

import typer

from .. import streams
from ..options import FormatOption, OutputOption, PolicyArgument


def on_call(
    policy: PolicyArgument,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="One schedule; without it, all of them.", show_default=False)
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            "--at",
            metavar="INSTANT",
            help='Say who is on call at this instant, such as "2026-02-17 10:00", by which layer or override.',
        ),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="INSTANT",
            help="Begin here, or with this date; by default with the first layer of each schedule.",
        ),
    ] = None,
    end: Annotated[
        str | None,
        typer.Option("--to", metavar="INSTANT", help="End here, or with this date; by default after 28 days."),
    ] = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Say who is on call, from one hand-over to the next, and when nobody is.

    Instants are shown and read in the time zone of the schedules, or in that of the policy where the schedules have
    several; --at, --from and --to may carry an offset instead. The notes tell how much of the time is covered.
    """
    from hindesk.calendars.moments import read_end, read_moment, read_start
    from hindesk.errors import HindeskError
    from hindesk.policy.load import load_policy
    from hindesk.policy.ready import policy_path
    from hindesk.reports import on_call as reports
    from hindesk.reports.on_call_at import on_call_at

    if at is not None and (start is not None or end is not None):
        raise HindeskError("--at asks for an instant, --from and --to for a period", "leave one of the two out")
    wanted = reports.asked(load_policy(policy_path(policy)), name)
    zone = wanted.time_zone
    if at is not None:
        found = [on_call_at(wanted, read_moment(at, time_zone=zone, option="--at"))]
    else:
        first = None if start is None else read_start(start, time_zone=zone, option="--from")
        last = None if end is None else read_end(end, time_zone=zone, option="--to")
        found = reports.on_call(wanted, first, last)
    streams.emit(*found, form=form, output=output, time_zone=zone)
