"""`hindesk status`: what the store holds."""

from __future__ import annotations

from typing import Annotated

import typer

from .. import streams
from ..options import STORE, FormatOption, OutputOption, StoreOption, ZoneOption


def status(
    store: StoreOption = STORE,
    rejects: Annotated[bool, typer.Option("--rejects", help="List what could not be read, with its place.")] = False,
    time_zone: ZoneOption = "UTC",
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Say what the store holds.

    One row for each source and each amount of history that its tickets carry.
    """
    from hindesk.reports import status as reports
    from hindesk.store.store import open_store

    with open_store(store, read_only=True) as held:
        report = reports.rejects(held) if rejects else reports.status(held)
    streams.emit(report, form=form, output=output, time_zone=time_zone)
