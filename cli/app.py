"""The program `hindesk`: its commands and the options before them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from hindesk import __version__

from . import boundary, streams
from .commands import demo, explain, import_, people, policy, reassign, replay, report, simulate, status
from .groups import show_help

app = typer.Typer(
    help="Hindsight for a help desk: what would have happened under this policy, and why did these tickets breach?",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("import")(import_.import_file)
app.command("status")(status.status)
app.command("replay")(replay.replay)
app.add_typer(report.app, name="report")
app.command("simulate")(simulate.simulate)
app.command("explain")(explain.explain)
app.add_typer(people.app, name="people")
app.add_typer(reassign.app, name="reassign")
app.add_typer(policy.app, name="policy")
app.command("demo")(demo.demo)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `hindesk` with the process's arguments, or with these, and return the exit code."""
    return boundary.run(typer.main.get_command(app), arguments)


def _say_version(asked: bool) -> None:  # noqa: FBT001
    if asked:
        streams.write_line(f"hindesk {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _before(
    context: typer.Context,
    *,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error comes from.")] = False,
    _version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_say_version, help="Say which version this is.")
    ] = False,
) -> None:
    context.obj.debug = debug
    show_help(context)
