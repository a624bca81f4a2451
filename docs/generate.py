"""Write what is generated in the pages, or check that it is current: `python docs/generate.py [--check]`.

Generated are the pages of docs/reference that come from the code, and the output below the commands of READMEs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import typer

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "docs" / "reference" / "cli.md"
THANKS: Final = ROOT / "docs" / "reference" / "thanks.md"
PATTERNS: Final = ROOT / "docs" / "reference" / "patterns.md"
sys.path.insert(0, str(ROOT))

SHOWING: Final = (ROOT / "README.md", ROOT / "README.ko.md")
"""Pages that show what commands print: the same commands in each."""

INTRODUCTION: Final = """\
# Commands

Results go to stdout, or to the file that `-o` names; everything else goes to stderr. What goes to a file is there whole
or not at all. The [exit codes](exit-codes.md) and the [output formats](formats.md) are the same for all commands.
"""


def main(arguments: list[str]) -> int:
    """Write the pages, or with `--check` name those that are not current; the exit code is 1 if there are any."""
    from docs import patterns_page, thanks_page
    from hindesk.cases import schema
    from hindesk.exchange import reference as convert
    from hindesk.policy import reference

    made = {
        PAGE: page(),
        THANKS: thanks_page.page(),
        PATTERNS: patterns_page.page(),
        ROOT / schema.FILE: schema.schema_text(),
        ROOT / convert.FILE: convert.page(),
        **showing(),
    }
    if arguments != ["--check"]:
        for path, text in made.items():
            path.write_text(text, encoding="utf-8")
        reference.write(ROOT)
        return 0
    old = list(reference.stale(ROOT))
    old += [str(path.relative_to(ROOT)) for path, text in made.items() if _text(path) != text]
    for name in old:
        sys.stderr.write(f"error: {name} is not current\n")
    if old:
        sys.stderr.write("\nhint: `make docs` writes it again\n")
    return 1 if old else 0


def showing() -> dict[Path, str]:
    """The pages that show what commands print, with what they print now."""
    from docs.blocks import commands_of, filled, outputs_of

    outputs = {commands: outputs_of(commands) for commands in {commands_of(_text(path)) for path in SHOWING}}
    return {path: filled(_text(path), outputs[commands_of(_text(path))]) for path in SHOWING}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


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
