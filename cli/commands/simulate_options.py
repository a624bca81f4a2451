"""The options of `hindesk simulate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

NewArgument = Annotated[
    Path,
    typer.Argument(
        metavar="NEW", help="The policy to try: a file, a folder, or the name of a ready one.", show_default=False
    ),
]
AgainstOption = Annotated[
    Path | None, typer.Option("--against", metavar="OLD", help="The policy to compare its clocks with.")
]
RoutingOption = Annotated[
    bool,
    typer.Option("--routing", help="Say instead who would have got past tickets by the policy's rules of routing."),
]
ByOption = Annotated[
    list[str] | None,
    typer.Option(
        "--by",
        metavar="WORD",
        help="Split by rule, priority, team, agent, tier, week, channel, company or any other field of the tickets; "
        "may be given several times. With --routing: by week, person or team.",
    ),
]
ReasonsOption = Annotated[bool, typer.Option("--reasons", help="Count the changed clocks by reason instead.")]
ChangedOption = Annotated[bool, typer.Option("--changed", help="List the changed clocks instead.")]
NoticesOption = Annotated[bool, typer.Option("--notices", help="Count who is told how often instead.")]
LapsesOption = Annotated[bool, typer.Option("--lapses", help="Count what is held or public against the rules instead.")]
TicketsOption = Annotated[
    Path | None,
    typer.Option("--tickets", metavar="FILE", help="Also write the changed clocks to FILE (.csv, .parquet, …)."),
]
PeopleOption = Annotated[
    Path | None,
    typer.Option(
        "--people", metavar="FILE", help="With --routing: the roster; by default the one that the policy names."
    ),
]
StrategyOption = Annotated[
    list[str] | None,
    typer.Option(
        "--strategy",
        metavar="NAME",
        help="With --routing: only round-robin, least-loaded, skills, sticky, on-call or optimal; may be "
        "given several times.",
    ),
]
ScheduleOption = Annotated[
    str | None,
    typer.Option(
        "--schedule",
        metavar="NAME",
        help="With --routing: the policy's schedule of on-call; by default the one that its routing names.",
    ),
]
AnyTeamOption = Annotated[
    bool, typer.Option("--any-team", help="With --routing: people of every team may get a ticket.")
]
AtWorkOption = Annotated[
    bool, typer.Option("--at-work", help="With --routing: only people whose calendar is open may get a ticket.")
]
