"""`hindesk reassign upload`: a written plan, sent to the help desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from .. import narration, streams
from ..options import FormatOption, OutputOption

if TYPE_CHECKING:
    from hindesk.reassign.write.written import SetName

NOT_ALL: Final = 1
"""Exit code when a ticket is not as the plan says."""


def upload(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="What `hindesk reassign --write DIR` has written.", show_default=False)
    ],
    site: Annotated[
        str,
        typer.Option(
            "--site", metavar="URL", help="The help desk, such as https://acme.zendesk.com.", show_default=False
        ),
    ],
    undo: Annotated[
        bool, typer.Option("--undo", help="Give the tickets back to those who held them when they were exported.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Send it. Without this, nothing is sent.")] = False,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Send a written plan to Zendesk or Freshdesk.

    Without --yes it says what would be sent. An upload that was stopped goes on with the same command: it looks at
    what became of the last call before it sends any of it again. A ticket that was changed since the export is left as
    it is. Who is calling is read from the environment: ZENDESK_EMAIL and ZENDESK_TOKEN, or ZENDESK_OAUTH_TOKEN;
    FRESHDESK_API_KEY. The exit code is 1 if a ticket is not as the plan says in the end.
    """
    import os

    from hindesk.reassign.upload.uploading import Manner, rehearse
    from hindesk.reassign.upload.uploading import upload as send
    from hindesk.reports import uploaded as reports

    set_name: SetName = "undo" if undo else "upload"
    with narration.progress() as step:
        if yes:
            done = send(folder, site, set_name=set_name, environment=os.environ, manner=Manner(progress=step))
        else:
            done = rehearse(folder, site, set_name=set_name, environment=os.environ)
    deviating = reports.deviating_tickets(done)
    if streams.for_people(form, output):
        more = (deviating,) if deviating.table.num_rows else ()
        streams.emit(reports.uploaded_files(done), *more, form=form, output=output, time_zone="UTC")
    else:
        streams.emit(reports.uploaded_tickets(done), form=form, output=output, time_zone="UTC")
    if not reports.all_as_planned(done):
        raise typer.Exit(NOT_ALL)
