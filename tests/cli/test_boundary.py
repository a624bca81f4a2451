"""What people see when something goes wrong, and the exit code that programs see."""

from __future__ import annotations

import errno
from collections.abc import Sequence

import pytest

from cli import boundary
from cli.boundary import Session
from hindesk.errors import HindeskError, Interrupted, PolicyError, StoreError


class Failing:
    """A program that ends with an exception."""

    def __init__(self, problem: BaseException, *, debug: bool = False) -> None:
        self.problem = problem
        self.debug = debug

    def main(self, args: Sequence[str] | None, prog_name: str, *, standalone_mode: bool, obj: Session) -> None:
        assert (args, prog_name, standalone_mode) == (None, "hindesk", False)
        obj.debug = self.debug
        raise self.problem


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (HindeskError("no"), 2),
        (StoreError("no"), 2),
        (PolicyError("no"), 2),
        (Interrupted("no"), 130),
        (KeyboardInterrupt(), 130),
        (RuntimeError("Query interrupted"), 130),
        (MemoryError(), 2),
        (OSError(errno.ENOSPC, "No space left on device"), 2),
        (RuntimeError("IO Error: No space left on device"), 2),
        (PermissionError(errno.EACCES, "Permission denied", "a.csv"), 2),
        (ValueError("a mistake of the program"), 70),
    ],
)
def test_every_failure_has_its_exit_code(problem: BaseException, code: int) -> None:
    assert boundary.run(Failing(problem)) == code


def test_an_error_is_a_sentence_and_after_an_empty_line_the_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    boundary.run(Failing(HindeskError("there is no store at x", "make one")))

    assert capsys.readouterr() == ("", "error: there is no store at x\n\nhint: make one\n")


def test_an_error_without_a_way_out_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    boundary.run(Failing(OSError(errno.EIO, "Input/output error", "a.csv")))

    assert capsys.readouterr().err == "error: `a.csv`: input/output error\n"


def test_a_file_that_may_not_be_read_is_told_with_the_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    boundary.run(Failing(PermissionError(errno.EACCES, "Permission denied", "a.csv")))

    assert capsys.readouterr().err == "error: `a.csv`: permission denied\n\nhint: check who may read and write it\n"


def test_a_mistake_of_the_program_shows_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    boundary.run(Failing(ValueError("no such thing")))

    shown = capsys.readouterr().err
    assert shown.startswith("error: hindesk made a mistake (ValueError: no such thing)\n\nhint: ")
    assert "Traceback" not in shown


def test_debug_shows_where_an_error_comes_from(capsys: pytest.CaptureFixture[str]) -> None:
    boundary.run(Failing(StoreError("no"), debug=True))

    shown = capsys.readouterr().err
    assert shown.startswith("Traceback (most recent call last):\n")
    assert shown.endswith("StoreError: no\nerror: no\n")
