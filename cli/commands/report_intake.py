"""`hindesk report forms` and `hindesk report trees`: what tickets told when they were created."""

from __future__ import annotations

from typing import Annotated

import typer

from .. import streams
from ..options import STORE, FormatOption, OutputOption, RunOption, StoreOption


def forms(
    named: Annotated[str | None, typer.Option("--form", metavar="NAME", help="Only this form of the policy.")] = None,
    fields: Annotated[bool, typer.Option("--fields", help="Count the missing fields alone.")] = False,
    run: RunOption = None,
    store: StoreOption = STORE,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Say how complete tickets were when they were created.

    A ticket belongs to the first form of the policy that matched it then. Incomplete tickets stand beside complete
    ones, with the messages that they took until they were solved. Then the fields that were missing; formats for
    programs give them with --fields.
    """
    from hindesk.replay.runs import find_run
    from hindesk.reports import forms as reports
    from hindesk.store.store import open_store

    with open_store(store, read_only=True) as held:
        found = find_run(held, run)
        answer = reports.forms(held, found, form=named)
    both = (answer.forms, answer.fields) if streams.for_people(form, output) else (answer.forms,)
    streams.emit(*((answer.fields,) if fields else both), form=form, output=output, time_zone=found.time_zone)


def trees(
    run: RunOption = None, store: StoreOption = STORE, form: FormatOption = None, output: OutputOption = None
) -> None:
    """Say how many tickets took each way through the decision trees of the policy.

    The fields of a ticket at its creation decide. Beside each way stands how many of its tickets ended in the tier and
    in the team that the tree names.
    """
    from hindesk.replay.runs import find_run
    from hindesk.reports import trees as reports
    from hindesk.store.store import open_store

    with open_store(store, read_only=True) as held:
        found = find_run(held, run)
        report = reports.trees(held, found)
    streams.emit(report, form=form, output=output, time_zone=found.time_zone)
