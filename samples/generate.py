"""Write the files of the sample desk, or check that they are what the generator gives: `python -m samples.generate`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from .facts import Desk, load_desk
from .freshdesk import freshdesk_csv
from .people import people_csv
from .servicenow import servicenow_csv
from .tables import events_csv
from .xes import xes_log

FILES: Final[Mapping[str, Callable[[Desk], str]]] = {
    "desk-events.csv": events_csv,
    "freshdesk-tickets.csv": freshdesk_csv,
    "servicenow-audit.csv": servicenow_csv,
    "desk-log.xes": xes_log,
    "desk-people.csv": people_csv,
}
"""Each generated file beside this module, and what makes it."""

FOLDER: Final = Path(__file__).parent


def stale(folder: Path = FOLDER) -> list[str]:
    """The names of the files in a folder that are not what the generator gives."""
    desk = load_desk()
    return [name for name, make in FILES.items() if not _is(folder / name, make(desk))]


def write(folder: Path = FOLDER) -> None:
    """Write all files into a folder."""
    desk = load_desk()
    for name, make in FILES.items():
        (folder / name).write_bytes(make(desk).encode())


def main() -> int:
    """The exit status: 1 if `--check` finds a file that differs."""
    parser = ArgumentParser(prog="python -m samples.generate", description="The files of the sample desk.")
    choice = parser.add_mutually_exclusive_group(required=True)
    choice.add_argument("--check", action="store_true", help="name the files that are not what the generator gives")
    choice.add_argument("--write", action="store_true", help="write the files")
    if parser.parse_args().write:
        write()
    found = stale()
    for name in found:
        sys.stderr.write(f"samples/{name} is stale: run python -m samples.generate --write\n")
    return 1 if found else 0


def _is(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()


if __name__ == "__main__":
    sys.exit(main())
