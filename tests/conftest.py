"""Fixtures that every test may use: golden files and calls of the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from cli.app import main

GOLDEN = Path(__file__).parent / "golden"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one call of the program did."""

    arguments: tuple[str, ...]
    code: int
    stdout: str
    stderr: str

    def __str__(self) -> str:
        head = f"$ hindesk {' '.join(self.arguments)}\nexit {self.code}\n"
        return f"{head}--- stdout\n{self.stdout}--- stderr\n{self.stderr}"


Run = Callable[..., Outcome]
"""Call the program with these arguments."""

Golden = Callable[[str, bytes | str], None]
"""Compare with the golden file of this name, byte for byte."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden-update", action="store_true", help="write the golden files again")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare bytes with a file below tests/golden; `--golden-update` writes them instead."""
    update = bool(request.config.getoption("--golden-update"))

    def compare(name: str, content: bytes | str) -> None:
        file = GOLDEN / name
        found = content.encode() if isinstance(content, str) else content
        if update:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(found)
        assert file.is_file(), f"no golden file {name}: `make golden` writes it"
        assert found.decode(errors="replace") == file.read_bytes().decode(errors="replace")
        assert found == file.read_bytes()

    return compare


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call the program in this process, in lines of 100 signs, without a terminal and without lines of progress."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr("cli.narration.QUIET", float("inf"))
    monkeypatch.delenv("HINDESK_STORE", raising=False)

    def call(*arguments: object) -> Outcome:
        given = tuple(map(str, arguments))
        capfd.readouterr()
        code = main(given)
        written = capfd.readouterr()
        return Outcome(given, code, written.out, written.err)

    return call
