"""What is told on stderr while work goes on."""

from __future__ import annotations

import sys

import pytest

from cli import narration


class Watch:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """Let the test say what time it is."""
    clock = Watch()
    monkeypatch.setattr("cli.narration.time.monotonic", clock)
    return clock


def test_work_within_a_second_is_not_told(watch: Watch, capsys: pytest.CaptureFixture[str]) -> None:
    with narration.progress() as step:
        step("Reading", 0.1)
        watch.now = 0.9
        step("Reading", 1.0)

    assert capsys.readouterr() == ("", "")


def test_longer_work_is_told_now_and_then_where_no_terminal_is(
    watch: Watch, capsys: pytest.CaptureFixture[str]
) -> None:
    with narration.progress() as step:
        for second in range(25):
            watch.now = float(second)
            step("Reading", second / 25)

    assert capsys.readouterr().err.splitlines() == [
        "Reading: 4%",
        "Reading: 44%",
        "Reading: 84%",
    ]


def test_a_terminal_gets_a_bar(
    watch: Watch, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with narration.progress() as step:
        watch.now = 2.0
        step("[Reading]", 0.5)

    written = capsys.readouterr()
    assert written.out == ""
    assert "[Reading]" in written.err
    assert "50%" in written.err


def test_no_color_leaves_the_bar_without_colours(
    watch: Watch, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with narration.progress() as step:
        watch.now = 2.0
        step("Reading", 0.5)

    assert "\x1b[3" not in capsys.readouterr().err


def test_a_warning_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    narration.warn("two rows were left out")

    assert capsys.readouterr().err == "warning: two rows were left out\n"
