"""`hindesk people`: check a roster, and derive one from the store to start with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .. import narration, streams
from ..groups import group
from ..options import STORE, FormatOption, OutputOption, StoreOption

if TYPE_CHECKING:
    from hindesk.people.coverage import Coverage
    from hindesk.people.person import Roster
    from hindesk.policy.values import Policy

app = group("Check who works on the desk, and make a roster to start with.")


@app.command()
def check(
    roster: Annotated[
        Path, typer.Argument(metavar="FILE", help="A roster: CSV, TSV, XLSX or YAML.", show_default=False)
    ],
    policy: Annotated[
        Path | None,
        typer.Option("--policy", metavar="POLICY", help="The policy whose calendars and time zone the roster uses."),
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option(
            "--store",
            envvar="HINDESK_STORE",
            metavar="FILE",
            help=f"The tickets that the roster is held against; by default {STORE}, where there is one.",
        ),
    ] = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Check a roster.

    Every problem is told with its line and column. A roster without problems is shown, with what the open tickets of
    the store need besides: holders whom it lacks, teams that nobody works in, people without an id.
    """
    from hindesk.people.roster import read_roster, refusal
    from hindesk.reports.roster import roster_report

    used = _policy(policy)
    zone = used.time_zone if used else "UTC"
    found = read_roster(roster, calendars=used.calendars if used else None, time_zone=zone)
    if found.roster is None:
        raise refusal(found, roster)
    report = roster_report(found.roster, found.notes, coverage=_coverage(found.roster, store), time_zone=zone)
    streams.emit(report, form=form, output=output, time_zone=zone)


@app.command()
def init(
    store: StoreOption = STORE,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write a new CSV file instead of to the terminal."),
    ] = None,
) -> None:
    """Derive a roster from the tickets, as CSV, to start with.

    One row for each assignee that any ticket ever had, with what the tickets say of them; look through it, take out who
    has left, and fill in levels, hours and absences.
    """
    from hindesk.people.derive import DERIVED, derive_roster
    from hindesk.reports.report import Report
    from hindesk.reports.rows import as_csv
    from hindesk.store.store import open_store

    _check_new(output)
    with open_store(store, read_only=True) as held:
        table = derive_roster(held)
    streams.write(as_csv(Report(name="people", title="", table=table)).encode(), output=output)
    narration.say(f"{table.num_rows:,} assignees. How the columns come about:")
    for clause in DERIVED:
        narration.say(f"- {clause}")


def _policy(path: Path | None) -> Policy | None:
    """The policy at a path, or the ready one of that name."""
    from hindesk.policy.load import load_policy
    from hindesk.policy.ready import policy_path

    return load_policy(policy_path(path)) if path else None


def _coverage(roster: Roster, store: Path | None) -> Coverage | None:
    """The roster held against a store; None where none is named and there is none."""
    from hindesk.people.coverage import coverage_of
    from hindesk.store.store import open_store

    if store is None and not STORE.exists():
        return None
    with open_store(store or STORE, read_only=True) as held:
        return coverage_of(roster, held)


def _check_new(output: Path | None) -> None:
    """Raise an InputError where the file exists, or is to be something else than CSV."""
    from hindesk.errors import InputError

    if output is not None and output.exists():
        raise InputError(f"there is a file {output} already", "name a new one with `-o`, or move that one away")
    if output is not None and output.suffix.lower() != ".csv":
        raise InputError(f"`{output}` does not end in .csv", "a roster to start with is CSV; any spreadsheet opens it")
