"""The options of `hindesk reassign`, with what each of them says of itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

STRATEGY_NAMES: Final = "round-robin, least-loaded, skills, sticky, on-call or optimal"

PeopleOption = Annotated[
    Path | None,
    typer.Option("--people", metavar="FILE", help="The roster; by default the one that the policy names."),
]
RulesOption = Annotated[
    Path | None,
    typer.Option("--policy", metavar="POLICY", help="A policy with calendars, and with routing, skills and limits."),
]
StrategyOption = Annotated[
    str | None,
    typer.Option("--strategy", metavar="NAME", help=f"{STRATEGY_NAMES}; by default the policy's, else least-loaded."),
]
ScheduleOption = Annotated[
    str | None,
    typer.Option(
        "--schedule", metavar="NAME", help="With on-call: the policy's schedule; by default the one its routing names."
    ),
]
OrderOption = Annotated[
    str | None,
    typer.Option(
        "--order",
        metavar="NAME",
        help="Which tickets come first: due, priority or created; by default the policy's, else due.",
    ),
]
WhereOption = Annotated[
    str | None,
    typer.Option(
        "--where", metavar="CONDITION", help="Only tickets that match, such as 'type: billing, priority: [high]'."
    ),
]
HolderOption = Annotated[
    list[str] | None,
    typer.Option("--from", metavar="PERSON", help="Only tickets that this person holds; they are taken away."),
]
TeamOption = Annotated[list[str] | None, typer.Option("--team", metavar="TEAM", help="Only tickets of this team.")]
TierOption = Annotated[list[int] | None, typer.Option("--tier", metavar="N", help="Only tickets of this tier.")]
OlderOption = Annotated[
    str | None, typer.Option("--older-than", metavar="TIME", help="Only tickets created longer ago, such as 7d.")
]
YoungerOption = Annotated[
    str | None, typer.Option("--younger-than", metavar="TIME", help="Only tickets created later than that ago.")
]
DueOption = Annotated[
    str | None, typer.Option("--due-within", metavar="TIME", help="Only tickets due by then, or overdue.")
]
BreachedOption = Annotated[bool, typer.Option("--breached", help="Only tickets with a breached clock.")]
OrphanedOption = Annotated[
    bool, typer.Option("--orphaned", help="Only tickets whose holder is not in the roster or has left.")
]
UnassignedOption = Annotated[bool, typer.Option("--unassigned", help="Only tickets that nobody holds.")]
AwayOption = Annotated[bool, typer.Option("--away", help="Only tickets whose holder is away.")]
OverloadedOption = Annotated[
    bool, typer.Option("--overloaded", help="Only tickets whose holder holds more than their capacity.")
]
SourceOption = Annotated[
    list[str] | None, typer.Option("--source", metavar="NAME", help="Only tickets of this source of the store.")
]
TicketsOption = Annotated[
    Path | None, typer.Option("--tickets", metavar="FILE", help="Only the tickets whose ids this file lists.")
]
ClosedOption = Annotated[bool, typer.Option("--closed-too", help="Solved and closed tickets too.")]
ToOption = Annotated[
    list[str] | None, typer.Option("--to", metavar="PERSON", help="Only this person may get tickets, or keep them.")
]
ToTeamOption = Annotated[
    str | None, typer.Option("--to-team", metavar="TEAM", help="Move the tickets to this team, and to people in it.")
]
AnyTeamOption = Annotated[
    bool,
    typer.Option(
        "--any-team", help="People of every team may get a ticket; it moves to their team where they are in another."
    ),
]
MovesOption = Annotated[int | None, typer.Option("--max-moves", min=0, metavar="N", help="Move at most N tickets.")]
BeforeDueOption = Annotated[
    bool, typer.Option("--before-due", help="Only to people who are at work before the ticket is due.")
]
PlanOption = Annotated[
    Path | None,
    typer.Option("--plan", metavar="FILE", help="Check this plan, written by `-o plan.csv` and edited, instead."),
]
WriteOption = Annotated[
    Path | None,
    typer.Option("--write", metavar="DIR", help="Write the plan, the files to upload and those to undo it to DIR."),
]
VendorOption = Annotated[
    str | None,
    typer.Option(
        "--for",
        metavar="HELP-DESK",
        help="Whose files to write, where the tickets do not tell: zendesk, freshdesk, servicenow, jira or salesforce.",
    ),
]
ToNobodyOption = Annotated[
    bool, typer.Option("--undo-to-nobody", help="Let the undo give tickets to nobody whose former holder has no id.")
]
LoadsOption = Annotated[bool, typer.Option("--loads", help="Show the load of the people, before and after, alone.")]

NOT_WITH_PLAN: Final = (
    "--strategy",
    "--schedule",
    "--order",
    "--where",
    "--from",
    "--team",
    "--tier",
    "--older-than",
    "--younger-than",
    "--due-within",
    "--breached",
    "--orphaned",
    "--unassigned",
    "--away",
    "--overloaded",
    "--source",
    "--tickets",
    "--to",
    "--to-team",
)
"""What an edited plan says itself: which tickets are meant, and who gets them."""

ONLY_WITH_WRITE: Final = ("--for", "--undo-to-nobody")
"""What speaks of the files that are written."""
