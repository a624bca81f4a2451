"""The small desk, replayed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hindesk.replay.runs import KeptRun, find_run
from hindesk.store.store import Store, open_store
from tests.small_desk import replay_small_desk


@pytest.fixture(scope="session")
def small_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the small desk with its run."""
    return replay_small_desk(tmp_path_factory.mktemp("small_desk"))


@pytest.fixture
def desk(small_desk: Path) -> Iterator[Store]:
    """The same store, open for reading."""
    with open_store(small_desk, read_only=True) as store:
        yield store


@pytest.fixture
def small(desk: Store) -> KeptRun:
    """Its run."""
    return find_run(desk, "small")
