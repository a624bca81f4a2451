"""`hindesk policy convert`: vendors' policies to a policy, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from .. import narration, streams
from ..options import OutputOption

if TYPE_CHECKING:
    from hindesk.exchange.findings import Conversion
    from hindesk.exchange.names import Names

InFormat = Literal["zendesk", "freshdesk", "gitlab", "pagerduty"]
OutFormat = Literal["zendesk", "freshdesk"]


def convert(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...", help="Answers of the vendor's API, or with --to a policy.", show_default=False
        ),
    ],
    form: Annotated[
        InFormat | None,
        typer.Option("--as", metavar="NAME", help="zendesk, freshdesk, gitlab or pagerduty; by default what keys say."),
    ] = None,
    to: Annotated[
        OutFormat | None, typer.Option("--to", metavar="NAME", help="Write a policy as zendesk or freshdesk JSON.")
    ] = None,
    names: Annotated[
        Path | None, typer.Option("--names", metavar="FILE", help="A CSV file of kind, id and name: what the ids mean.")
    ] = None,
    time_zone: Annotated[
        str | None,
        typer.Option("--time-zone", metavar="ZONE", help="The policy's time zone; by default the first calendar's."),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option("--holidays", min=1900, max=2200, metavar="YEAR", help="With --to: write this year's holidays."),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="End with exit code 1 if there is anything that can't be said.")
    ] = False,
    output: OutputOption = None,
) -> None:
    """Convert a vendor's policies to a policy, or a policy to a vendor's.

    Read are SLA policies, schedules and holidays of Zendesk, SLA policies and business hours of Freshdesk, and
    escalation policies, schedules and overrides of PagerDuty, as the API answers, and GitLab's YAML of Zendesk's SLA
    policies. What can't be said is told with its place on stderr, and as a comment in the policy.
    """
    from hindesk.exchange.names import read_names

    known = read_names(names) if names else None
    if to:
        _refuse({"--as": form, "--time-zone": time_zone}, "is for reading a vendor's files, and --to writes them")
        done = _written(files, to, known, year)
    else:
        _refuse({"--holidays": year}, "goes with --to")
        done = _read(files, form, known, time_zone)
    streams.write(done.text.encode(), output=output)
    _narrate(done)
    if strict and done.findings:
        raise typer.Exit(1)


def _read(files: list[Path], form: InFormat | None, names: Names | None, time_zone: str | None) -> Conversion:
    from hindesk.exchange.convert import policy_from

    return policy_from(files, form=form, time_zone=time_zone or "", names=names)


def _written(files: list[Path], to: OutFormat, names: Names | None, year: int | None) -> Conversion:
    from hindesk.errors import HindeskError
    from hindesk.exchange.convert import policy_to
    from hindesk.policy.ready import policy_path

    if len(files) > 1:
        raise HindeskError("--to writes one policy, and several are given", "name a file, or the folder of its files")
    return policy_to(policy_path(files[0]), to, names=names, year=year)


def _refuse(options: dict[str, object], why: str) -> None:
    """Refuse options that would do nothing.

    Raises:
        HindeskError: one is given.
    """
    from hindesk.errors import HindeskError

    for name, value in options.items():
        if value is not None:
            raise HindeskError(f"{name} {why}", "leave it out")


def _narrate(done: Conversion) -> None:
    from hindesk.reports.counted import counted

    for note in done.notes:
        narration.say(note)
    if done.findings:
        narration.warn(f"{counted(len(done.findings), 'thing')} can't be carried over as they stand; see to them:")
    for finding in done.findings:
        narration.say(f"  {finding}")
