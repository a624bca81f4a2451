"""`hindesk report permissions`, `approvals`, `sensitive` and `traits`: what a policy watches over."""

from __future__ import annotations

from typing import Annotated

import typer

from .. import streams
from ..options import STORE, FormatOption, OutputOption, RunOption, StoreOption

RuleOption = Annotated[str | None, typer.Option("--rule", metavar="NAME", help="Only this rule of the section.")]


def permissions(
    rule: RuleOption = None,
    holders: Annotated[bool, typer.Option("--holders", help="Say who held them instead.")] = False,
    run: RunOption = None,
    store: StoreOption = STORE,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Say which tickets were held outside permission, for how long, and who held them.

    Holders whom the roster does not know are told apart. Formats for programs give one table: the rules, or with
    --holders who held tickets.
    """
    from hindesk.replay.runs import find_run
    from hindesk.reports import permissions as reports
    from hindesk.store.store import open_store

    with open_store(store, read_only=True) as held:
        found = find_run(held, run)
        answer = reports.permissions(held, found, rule=rule)
    both = (answer.rules, answer.holders) if streams.for_people(form, output) else (answer.rules,)
    streams.emit(*((answer.holders,) if holders else both), form=form, output=output, time_zone=found.time_zone)


def approvals(
    rule: RuleOption = None,
    people: Annotated[bool, typer.Option("--people", help="Say who did it instead.")] = False,
    run: RunOption = None,
    store: StoreOption = STORE,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Say how often what agents did needed an approval and had none, and who did it.

    Formats for programs give one table: the rules, or with --people who did it.
    """
    from hindesk.replay.runs import find_run
    from hindesk.reports import approvals as reports
    from hindesk.store.store import open_store

    with open_store(store, read_only=True) as held:
        found = find_run(held, run)
        answer = reports.approvals(held, found, rule=rule)
    both = (answer.rules, answer.people) if streams.for_people(form, output) else (answer.rules,)
    streams.emit(*((answer.people,) if people else both), form=form, output=output, time_zone=found.time_zone)


def sensitive(
    channels: Annotated[bool, typer.Option("--channels", help="Count by channel instead.")] = False,
    run: RunOption = None,
    store: StoreOption = STORE,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Say how long tickets about sensitive matters were public, and how that ended.

    Formats for programs give one table: the matters, or with --channels the same by the channel where it began.
    """
    from hindesk.replay.runs import find_run
    from hindesk.reports import sensitive as reports
    from hindesk.store.store import open_store

    with open_store(store, read_only=True) as held:
        found = find_run(held, run)
        answer = reports.sensitive(held, found)
    both = (answer.matters, answer.channels) if streams.for_people(form, output) else (answer.matters,)
    streams.emit(*((answer.channels,) if channels else both), form=form, output=output, time_zone=found.time_zone)


def traits(
    run: RunOption = None, store: StoreOption = STORE, form: FormatOption = None, output: OutputOption = None
) -> None:
    """Say how many tickets had each trait, and how those and the others were solved in time.

    The comparison is an association: what tickets with a trait have in common is not proved to come of it.
    """
    from hindesk.replay.runs import find_run
    from hindesk.reports import traits as reports
    from hindesk.store.store import open_store

    with open_store(store, read_only=True) as held:
        found = find_run(held, run)
        report = reports.traits(held, found)
    streams.emit(report, form=form, output=output, time_zone=found.time_zone)
