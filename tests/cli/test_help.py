"""What every command says of itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import typer

from cli.app import app
from hindesk import __version__
from tests.conftest import Run


def commands(command: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of every command, groups included."""
    yield path
    below = getattr(command, "commands", {})
    for name in below:
        yield from commands(below[name], (*path, name))


PATHS = list(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: "-".join(("hindesk", *path)))
def test_every_command_says_what_it_does_and_what_its_options_mean(path: tuple[str, ...], run: Run) -> None:
    command = typer.main.get_command(app)
    for word in path:
        command = getattr(command, "commands")[word]  # noqa: B009

    assert run(*path, "--help").code == 0
    assert command.help
    assert [option.name for option in command.params if not getattr(option, "help", None)] == []


def test_without_a_command_the_program_shows_its_help(run: Run) -> None:
    assert run().stdout == run("--help").stdout
    assert run().code == 0


def test_version_is_one_line(run: Run) -> None:
    outcome = run("--version")

    assert (outcome.code, outcome.stdout, outcome.stderr) == (0, f"hindesk {__version__}\n", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["statsu"], "error: no such command 'statsu'. Did you mean 'status'?"),
        (["status", "--stroe", "x"], "error: no such option: --stroe"),
        (["status", "--format", "xls"], "error: invalid value for '--format': 'xls' is not one of 'table', "),
    ],
)
def test_a_wrong_word_is_told_with_the_way_to_the_help(arguments: list[str], message: str, run: Run) -> None:
    outcome = run(*arguments)

    assert (outcome.code, outcome.stdout) == (2, "")
    assert outcome.stderr.startswith(message)
    assert "--help` says what it takes\n" in outcome.stderr
