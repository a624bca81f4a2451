"""`hindesk report permissions`, `approvals`, `sensitive` and `traits`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Golden, Run
from tests.watched_desk import replay_watched_desk


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the watched desk with its run."""
    return replay_watched_desk(tmp_path_factory.mktemp("watched"))


@pytest.mark.parametrize("report", ["permissions", "approvals", "sensitive", "traits"])
def test_people_get_every_table(
    report: str, watched: Path, run: Run, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HINDESK_STORE", str(watched))
    golden(f"cli/report-{report}.txt", str(run("report", report)))


@pytest.mark.parametrize(
    ("arguments", "header", "rows"),
    [
        (["permissions"], "rule,lapse,lapses,", 3),
        (["permissions", "--holders"], "rule,lapse,holder,team,", 3),
        (["permissions", "--rule", "Questions"], "rule,lapse,lapses,", 1),
        (["approvals"], "rule,asked,missing,", 2),
        (["approvals", "--people"], "rule,person,asked,", 3),
        (["approvals", "--people", "--rule", "Mergers"], "rule,person,asked,", 0),
        (["sensitive"], "matter,tickets,lapses,", 2),
        (["sensitive", "--channels"], "matter,channel,tickets,", 2),
        (["traits"], "trait,sort,tickets,", 4),
    ],
)
def test_programs_get_the_one_table_that_they_ask_for(
    arguments: list[str], header: str, rows: int, watched: Path, run: Run
) -> None:
    outcome = run("report", *arguments, "--format", "csv", "--store", watched)
    lines = outcome.stdout.splitlines()
    assert lines[0].startswith(header)
    assert len(lines) == 1 + rows


@pytest.mark.parametrize(
    ("arguments", "title"),
    [
        (["permissions", "--holders"], "Who held them"),
        (["approvals", "--people"], "Who did it"),
        (["sensitive", "--channels"], "By channel"),
    ],
)
def test_people_get_the_second_table_alone_by_its_option(
    arguments: list[str], title: str, watched: Path, run: Run
) -> None:
    assert run("report", *arguments, "--store", watched).stdout.startswith(f"{title}\n")


@pytest.mark.parametrize("section", ["permissions", "approvals"])
def test_a_rule_that_is_not_there_is_an_error_with_those_that_are(section: str, watched: Path, run: Run) -> None:
    outcome = run("report", section, "--rule", "x", "--store", watched)
    assert (outcome.code, outcome.stdout) == (2, "")
    assert "there are " in outcome.stderr
