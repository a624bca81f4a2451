"""Finding the runs that a store keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from hindesk.errors import InputError
from hindesk.policy.load import load_policy
from hindesk.replay.run import replay
from hindesk.replay.runs import find_run, kept_runs
from hindesk.store.store import open_store
from tests.small_desk import import_small_desk


@pytest.fixture
def two_runs(tmp_path: Path) -> Path:
    """The small desk, replayed as `before` and as `after`, and then as `before` again."""
    path = import_small_desk(tmp_path)
    policy = load_policy(tmp_path / "small.yaml")
    with open_store(path) as store:
        for name in ("before", "after", "before"):
            replay(store, policy, name=name)
    return path


def test_without_a_name_it_is_the_run_that_was_written_last(two_runs: Path) -> None:
    with open_store(two_runs, read_only=True) as store:
        assert find_run(store).name == "before"
        assert [run.name for run in kept_runs(store)] == ["after", "before"]


def test_a_name_means_its_run(two_runs: Path) -> None:
    with open_store(two_runs, read_only=True) as store:
        found = find_run(store, "after")

    assert (found.name, found.policy, found.time_zone) == ("after", "작은 데스크", "Asia/Seoul")
    assert found.as_of == 1_768_179_600_000_000


def test_an_unknown_name_is_told_with_the_nearest_and_all(two_runs: Path) -> None:
    with open_store(two_runs, read_only=True) as store, pytest.raises(InputError, match="'aftr'") as told:
        find_run(store, "aftr")

    assert told.value.hint == "did you mean after? there are after, before"


def test_a_store_without_runs_says_how_to_make_one(tmp_path: Path) -> None:
    with open_store(import_small_desk(tmp_path), read_only=True) as store, pytest.raises(InputError) as told:
        find_run(store)

    assert told.value.hint == "`hindesk replay POLICY` makes one"


def test_a_run_knows_the_sections_of_its_policy(two_runs: Path) -> None:
    with open_store(two_runs, read_only=True) as store:
        run = find_run(store)

    assert run.section("tiers") == [{"tier": 2, "when": {"team": "기술팀"}}, {"tier": 1}]
    assert run.section("statuses") is None


def test_a_replay_as_of_a_day_before_all_tickets_is_refused_and_keeps_the_run_of_that_name(two_runs: Path) -> None:
    with open_store(two_runs) as store:
        before = find_run(store, "after")
        with pytest.raises(InputError, match="no ticket of the store existed"):
            replay(store, load_policy(two_runs.parent / "small.yaml"), name="after", as_of=0)

        assert find_run(store, "after") == before
