"""`hindesk policy explain`: which rules of a policy match a ticket, and why."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from .. import streams
from ..options import STORE, FormatOption, OutputOption, PolicyArgument, StoreOption

if TYPE_CHECKING:
    from pathlib import Path

    from hindesk.explain.ticket import Found
    from hindesk.policy.values import Policy
    from hindesk.store.store import Store


def explain(
    policy: PolicyArgument,
    ticket: Annotated[
        str | None, typer.Option("--ticket", metavar="ID", help="A ticket of the store, by its id in its help desk.")
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="NAME", help="With --ticket: whose, where several sources have this id."),
    ] = None,
    fields: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="FIELDS",
            help="Instead of --ticket: a new ticket with these fields, such as priority=urgent,type=billing; "
            "trait=NAME states that it has others like it, by a trait of that sort.",
        ),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            "--at",
            metavar="INSTANT",
            help="With --ticket: as it was then; by default as it is at the store's last instant. With --set: created "
            "then, so that due instants are told.",
        ),
    ] = None,
    store: StoreOption = STORE,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Say which rule of each section matches a ticket, and why those above it do not.

    Sections are the forms, the trees, the priority and the automation at creation, the traits, the rules that would act
    after events and in time, the rule with its targets, its reminders and levels, the tiers, who may hold it, what
    needs an approval, sensitive matters, and the skills that routing asks for. Where only the first that matches
    counts, rules below it are not looked at. Formats for programs give one row for each rule.
    """
    from hindesk.calendars.moments import read_moment
    from hindesk.errors import HindeskError
    from hindesk.explain.asked import ask
    from hindesk.policy.load import load_policy
    from hindesk.policy.ready import policy_path
    from hindesk.reports.policy_asked import asked_report, asked_reports

    if (ticket is None) is (not fields):
        raise HindeskError("about which ticket?", "name one with --ticket ID, or describe one with --set FIELDS")
    if fields and source is not None:
        raise HindeskError("--source goes with --ticket", "leave it out")
    loaded = load_policy(policy_path(policy))
    moment = None if at is None else read_moment(at, time_zone=loaded.time_zone, option="--at")
    wanted = _imagined(loaded, fields, moment) if fields else _stored(store, ticket or "", source)
    with wanted as (held, found):
        answer = ask(held, loaded, found, as_of=moment)
    dated = not fields or at is not None
    people = streams.for_people(form, output)
    shown = asked_reports(answer, loaded, dated=dated) if people else [asked_report(answer, loaded, dated=dated)]
    streams.emit(*shown, form=form, output=output, time_zone=loaded.time_zone)


@contextmanager
def _stored(store: Path, ticket: str, source: str | None) -> Iterator[tuple[Store, Found]]:
    from hindesk.explain.ticket import find_ticket
    from hindesk.store.store import open_store

    with open_store(store, read_only=True) as held:
        yield held, find_ticket(held, ticket, source=source)


@contextmanager
def _imagined(policy: Policy, fields: list[str], at: int | None) -> Iterator[tuple[Store, Found]]:
    from hindesk.cases.imagined import SOMETIME, imagined, read_fields

    with imagined(read_fields(fields, policy), SOMETIME if at is None else at) as found:
        yield found
