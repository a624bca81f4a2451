"""Blocks of commands in pages: each line after `$ ` of a `console` block, and below it what the command prints."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]

NEEDED: Final = ("samples", "policies")
"""The folders that the commands of pages read."""

_PROGRAM: Final = "import sys; from cli import app, narration; narration.QUIET = 9e9; sys.exit(app.main())"
"""The program without its lines of progress, which depend on how busy the machine is."""

_BLOCK: Final = re.compile(r"^```console\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
_PROMPT: Final = "$ hindesk "


def commands_of(text: str) -> tuple[str, ...]:
    """The commands of a page's blocks in order, without the prompt and the program's name."""
    lines = [line for block in _BLOCK.findall(text) for line in block.splitlines()]
    return tuple(line.removeprefix(_PROMPT) for line in lines if line.startswith(_PROMPT))


def filled(text: str, outputs: tuple[str, ...]) -> str:
    """The page with these outputs below its commands, in order."""
    left = iter(outputs)

    def block(found: re.Match[str]) -> str:
        shown = "\n".join(f"{_PROMPT}{command}\n{next(left)}" for command in commands_of(found[0]))
        return f"```console\n{shown}```"

    return _BLOCK.sub(block, text)


def outputs_of(commands: tuple[str, ...]) -> tuple[str, ...]:
    """What each command prints, narration included, when they are given one after the other in an empty desk."""
    with tempfile.TemporaryDirectory() as folder:
        for name in NEEDED:
            shutil.copytree(ROOT / name, Path(folder) / name)
        return tuple(_output(command, Path(folder)) for command in commands)


def _output(command: str, folder: Path) -> str:
    clean = {name: value for name, value in os.environ.items() if name != "HINDESK_STORE"}
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-c", _PROGRAM, *shlex.split(command)],
        cwd=folder,
        env={**clean, "PYTHONPATH": str(ROOT), "COLUMNS": "100"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return ran.stdout
