"""Groups of commands: `hindesk policy …`."""

from __future__ import annotations

import typer

from . import streams


def group(about: str) -> typer.Typer:
    """A group that shows its help when it is called without a command; `about` is what the help says first."""
    made = typer.Typer(help=about, invoke_without_command=True)
    made.callback()(show_help)
    return made


def show_help(context: typer.Context) -> None:
    """Write the help, unless a command follows."""
    if context.invoked_subcommand is None:
        streams.write_line(context.get_help())
