"""`hindesk import`: an export into the store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .. import narration
from ..options import STORE, StoreOption


def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An export of tickets.", show_default=False)],
    store: StoreOption = STORE,
    as_: Annotated[
        str | None,
        typer.Option("--as", metavar="FORMAT", help="Read it as servicenow, freshdesk or xes, whatever it looks like."),
    ] = None,
    column_map: Annotated[
        Path | None, typer.Option("--map", metavar="FILE", help="Read any table by this column map, in YAML.")
    ] = None,
    time_zone: Annotated[
        str | None,
        typer.Option(
            "--time-zone", metavar="ZONE", help="The zone of times that don't say theirs, such as Asia/Seoul."
        ),
    ] = None,
    date_order: Annotated[
        str | None,
        typer.Option("--date-order", metavar="ORDER", help='day-first, month-first, or a pattern such as "%d.%m.%Y".'),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", metavar="NAME", help="The encoding of a text file, such as cp949.")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="NAME", help="Keep the tickets under this name.")
    ] = None,
) -> None:
    """Read an export into the store.

    The format is told from the file, and the choice is explained. All of it lands, or nothing; the same file twice
    changes nothing, and a newer export updates its tickets.
    """
    from hindesk.importers.importing import import_file as import_into
    from hindesk.importers.job import ImportOptions
    from hindesk.reports.import_account import import_account
    from hindesk.store.store import open_store

    with open_store(store, create=True) as held, narration.progress() as step:
        options = ImportOptions(
            as_=as_,
            map=column_map,
            time_zone=time_zone,
            encoding=encoding,
            date_order=date_order,
            source=source,
            progress=step,
        )
        summary = import_into(held, file, options=options)
    for sentence in import_account(summary):
        narration.say(sentence)
