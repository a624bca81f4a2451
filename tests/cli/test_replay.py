"""`hindesk replay`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Golden, Run
from tests.small_desk import import_small_desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The store of the small desk, not replayed yet, in a folder where its policy lies."""
    monkeypatch.chdir(tmp_path)
    path = import_small_desk(tmp_path)
    monkeypatch.setenv("HINDESK_STORE", str(path))
    return path


@pytest.fixture
def replays(desk: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call `hindesk replay` on that store."""
    monkeypatch.setenv("HINDESK_STORE", str(desk))
    return run


def verdicts(run: Run, *arguments: str) -> dict[str, tuple[int, ...]]:
    """The counts of each metric as a replay prints them."""
    rows = json.loads(run("replay", *arguments, "--format", "json").stdout)["rows"]
    names = ("clocks", "met", "breached", "running", "paused", "cancelled", "unknown")
    return {row["metric"]: tuple(row[name] for name in names) for row in rows}


def test_a_replay_sums_up_what_it_found(replays: Run, golden: Golden) -> None:
    golden("cli/replay.txt", str(replays("replay", "small.yaml")))


def test_the_sums_are_those_counted_by_hand(replays: Run) -> None:
    assert verdicts(replays, "small.yaml") == {
        "first_response": (7, 3, 2, 1, 0, 1, 0),
        "resolution": (7, 2, 1, 1, 1, 1, 1),
    }


def test_a_run_has_the_name_of_its_policy_unless_given_another(replays: Run) -> None:
    assert replays("replay", "small.yaml").stdout.startswith("small: ")
    assert replays("replay", "small.yaml", "--as", "봄").stdout.startswith("봄: ")
    assert replays("report", "breaches", "--run", "봄").code == 0


def test_a_ready_policy_is_replayed_by_its_name(replays: Run) -> None:
    outcome = replays("replay", "saas-korea")

    assert outcome.code == 0
    assert outcome.stdout.startswith("saas-korea: ")
    assert "Closed on public holidays: 업무시간 on " in outcome.stdout


@pytest.mark.parametrize("as_of", ["2026-01-05", "2026-01-05T23:00", "2026-01-05T14:00Z"])
def test_nothing_after_the_instant_of_the_judgement_counts(as_of: str, replays: Run) -> None:
    assert verdicts(replays, "small.yaml", "--as-of", as_of) == {
        "first_response": (4, 2, 2, 0, 0, 0, 0),
        "resolution": (4, 2, 1, 0, 0, 0, 1),
    }


def test_times_are_those_of_the_policys_zone(replays: Run) -> None:
    shown = replays("replay", "small.yaml", "--as-of", "2026-01-05T14:00Z").stdout

    assert "as of 2026-01-05 23:00 in Asia/Seoul" in shown


def test_an_instant_that_is_none_is_told_and_nothing_is_kept(replays: Run) -> None:
    outcome = replays("replay", "small.yaml", "--as-of", "yesterday")

    assert (outcome.code, outcome.stdout) == (2, "")
    assert outcome.stderr.startswith("error: --as-of: 'yesterday' is no instant\n\nhint: ")
    assert "holds no replay yet" in replays("report", "breaches").stderr


def test_a_wrong_policy_is_told_with_line_and_column_and_nothing_is_kept(replays: Run) -> None:
    path = Path("small.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("targets", "tragets", 1), encoding="utf-8")
    outcome = replays("replay", "small.yaml")

    assert (outcome.code, outcome.stdout) == (2, "")
    assert "small.yaml:11:5: " in outcome.stderr
    assert "holds no replay yet" in replays("report", "breaches").stderr


def test_a_missing_policy_is_told_with_the_ready_ones(replays: Run) -> None:
    outcome = replays("replay", "none.yaml")

    assert outcome.code == 2
    assert outcome.stderr.startswith("error: there is no policy none.yaml\n\nhint: ")
    assert "saas-korea" in outcome.stderr


def test_a_missing_store_is_told_and_none_appears(replays: Run, desk: Path) -> None:
    outcome = replays("replay", "small.yaml", "--store", "other.duckdb")

    assert outcome.code == 2
    assert outcome.stderr.startswith("error: there is no store at other.duckdb")
    assert not Path("other.duckdb").exists()
