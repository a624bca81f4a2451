"""`hindesk demo`."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from cli.commands.demo import STEPS
from tests.conftest import Outcome, Run
from tests.store.staging_rows import contents

VERB = re.compile(r"report \w+|\w+")
SHOWN = re.compile(r"^\$ hindesk (.*)$", flags=re.MULTILINE)


@pytest.fixture
def demo(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    """The demo, given in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return run("demo")


def test_the_demo_goes_the_whole_path_and_leaves_its_store(demo: Outcome) -> None:
    verbs = [VERB.match(line)[0] for line in SHOWN.findall(demo.stderr)]  # type: ignore[index]

    assert demo.code == 0
    assert verbs == ["import", "replay", "report breaches", "report tiers", "report causes", "simulate"]
    assert [path.name for path in Path().iterdir()] == ["hindesk-demo.duckdb"]
    assert "The tickets and the replays are in `hindesk-demo.duckdb`" in demo.stderr


def test_the_commands_that_the_demo_shows_print_what_it_printed(demo: Outcome, run: Run) -> None:
    lines = SHOWN.findall(demo.stderr)

    assert len(lines) == len(STEPS)
    assert "".join(run(*shlex.split(line)).stdout for line in lines) == demo.stdout


def test_the_demo_run_again_prints_the_same(demo: Outcome, run: Run) -> None:
    again = run("demo")

    assert (again.code, again.stdout) == (0, demo.stdout)


def test_the_demo_does_not_mix_its_tickets_with_others(tmp_path: Path, run: Run) -> None:
    store, export = tmp_path / "own.duckdb", tmp_path / "own.csv"
    export.write_text("Ticket ID,Status,Created time,Resolved time\n1,Open,2026-01-05T09:00:00Z,\n")
    run("import", export, "--store", store)
    before = contents(store)
    outcome = run("demo", "--store", store)

    assert (outcome.code, outcome.stdout) == (2, "")
    assert "holds other tickets than the demo's\n\nhint: name a new file with --store" in outcome.stderr
    assert contents(store) == before


def test_the_demo_leaves_the_store_of_the_environment_alone(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HINDESK_STORE", "own.duckdb")
    run("demo")

    assert [path.name for path in Path().iterdir()] == ["hindesk-demo.duckdb"]
