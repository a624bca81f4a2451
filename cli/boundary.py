"""Where every exception ends: as a sentence with a way out, and an exit code."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from typer import Abort, Context, TyperException

from hindesk.errors import HindeskError, Interrupted

from . import narration

FINE: Final = 0
WRONG_INPUT: Final = 2
OUR_FAULT: Final = 70
INTERRUPTED: Final = 130

_WAYS_OUT: Final = {
    errno.ENOENT: "check the name and the folder",
    errno.EACCES: "check who may read and write it",
    errno.EISDIR: "name a file in it",
}
_STOPPED_QUERY: Final = "Query interrupted"
_FULL_DISK: Final = "No space left on device"


@dataclass(slots=True)
class Session:
    """What holds for one call of the program: set by the options before the command."""

    debug: bool = False


class Command(Protocol):
    """The program as Typer makes it."""

    def main(self, args: Sequence[str] | None, prog_name: str, *, standalone_mode: bool, obj: Session) -> Any:  # noqa: ANN401
        """Parse the arguments and run."""


def run(command: Command, arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code; arguments are those of the process unless given."""
    session = Session()
    try:
        code = command.main(arguments, "hindesk", standalone_mode=False, obj=session)
    except (Exception, KeyboardInterrupt) as problem:  # noqa: BLE001
        if session.debug:
            narration.trace(problem)
        return _told(explained(problem))
    if code == INTERRUPTED:
        return _told(_interrupted())
    return code if isinstance(code, int) else FINE


def explained(problem: BaseException) -> HindeskError:
    """What an exception means to the person who gave the command."""
    if isinstance(problem, HindeskError):
        return problem
    if isinstance(problem, (KeyboardInterrupt, Abort)) or str(problem) == _STOPPED_QUERY:
        return _interrupted()
    if isinstance(problem, TyperException):
        return _misuse(problem)
    return _out_of_room(problem) or _unreadable(problem) or _Unexpected(problem)


def _interrupted() -> HindeskError:
    return Interrupted("interrupted", "what was not finished is undone; give the command again")


def _misuse(problem: TyperException) -> HindeskError:
    message = problem.format_message().replace("Value error, ", "").rstrip(".")
    context: Context | None = getattr(problem, "ctx", None)
    path = context.command_path if context else "hindesk"
    return HindeskError(message[:1].lower() + message[1:], f"`{path} --help` says what it takes")


def _out_of_room(problem: BaseException) -> HindeskError | None:
    if isinstance(problem, MemoryError):
        return HindeskError("there is not enough memory for this", "take fewer tickets, or a machine with more memory")
    if (isinstance(problem, OSError) and problem.errno == errno.ENOSPC) or _FULL_DISK in str(problem):
        return HindeskError("the disk is full", "make room, or put the file on another disk")
    return None


def _unreadable(problem: BaseException) -> HindeskError | None:
    if isinstance(problem, OSError) and problem.filename:
        said = (problem.strerror or str(problem)).lower()
        return HindeskError(f"`{problem.filename}`: {said}", _WAYS_OUT.get(problem.errno or 0))
    return None


class _Unexpected(HindeskError):
    """The program is at fault."""

    exit_code = OUR_FAULT

    def __init__(self, problem: BaseException) -> None:
        super().__init__(
            f"hindesk made a mistake ({type(problem).__name__}: {problem})",
            "run it again with `hindesk --debug …` to see where, and report that",
        )


def _told(problem: HindeskError) -> int:
    narration.error(problem.message, problem.hint)
    return problem.exit_code
