"""What the program answers: the only module that writes to stdout, and to the file that `-o` names."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hindesk.errors import HindeskError
from hindesk.reports.format_names import BY_ENDING, FOR_PEOPLE, WITHOUT_NOTES, Format

from . import narration

if TYPE_CHECKING:
    from hindesk.reports.report import Report


def for_people(form: Format | None, output: Path | None) -> bool:
    """Tell whether a report goes out in a format for people, which may hold several tables."""
    return (form or format_of(output)) in FOR_PEOPLE


def emit(report: Report, *more: Report, form: Format | None, output: Path | None, time_zone: str) -> None:
    """Write a report to stdout, or to a file that is there whole or not at all.

    Args:
        report: what to write.
        more: reports that follow it in formats for people; the others hold one table.
        form: the format; None: what the file's ending says, else a table.
        output: the file; None: stdout.
        time_zone: IANA zone of the instants that people read.

    Raises:
        HindeskError: Parquet would go to a terminal, or the file's ending names no format.
    """
    from hindesk.reports.formats import render

    form = form or format_of(output)
    if form == "parquet" and output is None and sys.stdout.isatty():
        raise HindeskError("Parquet is not for a terminal", "name a file with `-o FILE`")
    width = shutil.get_terminal_size().columns if output is None and sys.stdout.isatty() else None
    shown = (report, *more) if form in FOR_PEOPLE else (report,)
    write(b"\n".join(render(one, form, time_zone=time_zone, width=width) for one in shown), output=output)
    if form in WITHOUT_NOTES:
        for note in report.notes:
            narration.say(note)


def format_of(output: Path | None) -> Format:
    """The format that a file's ending asks for; a table for stdout.

    Raises:
        HindeskError: the ending names no format.
    """
    ending = output.suffix.lower() if output else ""
    if ending not in BY_ENDING:
        known = ", ".join(filter(None, BY_ENDING))
        hint = f"let it end with {known}, or say which with `--format`"
        raise HindeskError(f"`{output}`: the ending `{ending}` names no format", hint)
    return BY_ENDING[ending]


def write(content: bytes, *, output: Path | None = None) -> None:
    """Write bytes to stdout, or to a file that is there whole or not at all.

    Raises:
        HindeskError: the file's folder does not exist.
    """
    if output is None:
        _to_stdout(content)
    else:
        _to_file(content, output)


def write_line(text: str) -> None:
    """Write one line of text to stdout."""
    write(f"{text}\n".encode())


def _to_stdout(content: bytes) -> None:
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except OSError as problem:
        # What is still in the buffer goes nowhere, so that Python's own flush is quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(problem, BrokenPipeError):  # the reader has had enough
            raise


def _to_file(content: bytes, output: Path) -> None:
    if output.exists() and not output.is_file():
        output.write_bytes(content)
        return
    if not output.parent.is_dir():
        raise HindeskError(f"the folder `{output.parent}` does not exist", "make it, or name another file with `-o`")
    handle, beside = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(beside).chmod(_mode(output))
        Path(beside).replace(output)
    except BaseException:
        with suppress(OSError):
            Path(beside).unlink()
        raise


def _mode(output: Path) -> int:
    if output.exists():
        return output.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
