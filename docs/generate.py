"""Write the generated pages of docs/reference, or check that they are current: `python docs/generate.py [--check]`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import typer

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "docs" / "reference" / "cli.md"
sys.path.insert(0, str(ROOT))

INTRODUCTION: Final = """\
# Commands

Results go to stdout, or to the file that `-o` names; everything else goes to stderr. What goes to a file is there whole
or not at all. The [exit codes](exit-codes.md) and the [output formats](formats.md) are the same for all commands.
"""


def main(arguments: list[str]) -> int:
    """Write the pages, or with `--check` name those that are not current; the exit code is 1 if there are any."""
    from hindesk.policy import reference

    text = page()
    if arguments != ["--check"]:
        PAGE.write_text(text, encoding="utf-8")
        reference.write(ROOT)
        return 0
    old = list(reference.stale(ROOT))
    if not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != text:
        old.append(str(PAGE.relative_to(ROOT)))
    for name in old:
        sys.stderr.write(f"error: {name} is not current\n")
    if old:
        sys.stderr.write("\nhint: `make docs` writes it again\n")
    return 1 if old else 0


def page() -> str:
    """The help of every command, as Markdown."""
    from cli.app import app

    os.environ["COLUMNS"] = "100"
    os.environ.pop("HINDESK_STORE", None)
    return "\n".join([INTRODUCTION, *_helps(typer.main.get_command(app), None, "hindesk")])


def _helps(command: Any, above: typer.Context | None, name: str) -> Iterator[str]:  # noqa: ANN401
    context = command.context_class(command, parent=above, info_name=name)
    yield f"## `{context.command_path}`\n\n```text\n{context.get_help()}\n```\n"
    for word, below in getattr(command, "commands", {}).items():
        yield from _helps(below, context, word)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
