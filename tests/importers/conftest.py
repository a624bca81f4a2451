"""Fixtures of the tests of importers: a store to import into, and a way to write exports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hindesk.store.store import Store, open_store

Write = Callable[..., Path]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with open_store(tmp_path / "s.duckdb", create=True) as store:
        yield store


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file beside the store: its name, its text or bytes, and the encoding of text."""

    def written(name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return written
