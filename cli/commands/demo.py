"""`hindesk demo`: the whole path on a made-up desk, each step with the command that does it."""

from __future__ import annotations

import shlex
from importlib import resources
from pathlib import Path
from typing import Annotated, Final

import typer

from .. import narration

STORE: Final = Path("hindesk-demo.duckdb")

STEPS: Final = (
    ("Bring in the export of a made-up desk", "import {samples}/desk-events.csv --map {samples}/desk-map.yaml"),
    ("Judge its tickets by a ready policy", "replay saas-korea"),
    ("How many were late?", "report breaches"),
    ("Who solved them?", "report tiers"),
    ("Where did the time of the late ones go?", "report causes"),
    ("What if next year's stricter policy had been in force?", "simulate saas-korea-2027 --against saas-korea"),
)
"""What each step is for, and the command that does it."""


def demo(
    context: typer.Context,
    store: Annotated[Path, typer.Option("--store", metavar="FILE", help="Where to put the made-up tickets.")] = STORE,
) -> None:
    """Show the whole path on a made-up desk.

    Imports an export that comes with hindesk, replays it, and prints three reports and a simulation. Every step is a
    command of its own, which is shown, and can be given again: the store stays.
    """
    _check_free(store)
    folder = _shown(Path(str(resources.files("hindesk.samples"))))
    for number, (purpose, command) in enumerate(STEPS):
        words = [*shlex.split(command.format(samples=shlex.quote(folder))), "--store", str(store)]
        narration.say(f"{'' if number == 0 else chr(10)}{purpose}\n$ {shlex.join(['hindesk', *words])}\n")
        context.find_root().command.main(words, "hindesk", standalone_mode=False, obj=context.obj)
    narration.say(f"\nThe tickets and the replays are in `{store}`; look around with the commands above")


def _check_free(store: Path) -> None:
    """Raise a StoreError if the store holds other tickets than the demo's, which would be mixed with them."""
    from hindesk.errors import StoreError
    from hindesk.store.store import open_store

    if not store.exists():
        return
    with open_store(store, read_only=True) as held:
        sources = set(held.holdings()["source"].to_pylist())
    if sources - {"desk"}:
        raise StoreError(f"the store {store} holds other tickets than the demo's", "name a new file with --store")


def _shown(folder: Path) -> str:
    """The folder as a person would type it: from where they are, if it lies below."""
    here = Path.cwd()
    return str(folder.relative_to(here) if folder.is_relative_to(here) else folder)
