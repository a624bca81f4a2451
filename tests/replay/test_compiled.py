"""Machine code is kept in the person's cache, and does without where it can't be."""

from __future__ import annotations

from pathlib import Path

import pytest

from hindesk.replay import compiled, engine
from hindesk.replay.compiled import is_cached
from hindesk.replay.machine_code import cache_folder
from hindesk.replay.run import compiles_first
from hindesk.store.store import open_store


def test_the_cache_is_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "hindesk"
    assert not is_cached()


@pytest.mark.parametrize(
    ("cached", "events", "wanted"),
    [(True, 19_999, False), (True, 20_000, True), (False, 499_999, False), (False, 500_000, True)],
)
def test_machine_code_is_used_where_it_is_sooner_done(
    monkeypatch: pytest.MonkeyPatch, cached: bool, events: int, wanted: bool
) -> None:
    monkeypatch.setattr("hindesk.replay.compiled.is_cached", lambda: cached)
    assert engine.wants_machine_code(events) is wanted


def test_what_modules_of_the_walk_call_by_one_name_is_one_thing() -> None:
    """They are compiled in one scope."""
    named: dict[str, set[str]] = {}
    for module in compiled._MODULES:
        for name, value in vars(module).items():
            if not name.startswith("__"):
                named.setdefault(name, set()).add(repr(value))
    assert {name: values for name, values in named.items() if len(values) > 1} == {}


def test_a_small_store_never_waits_for_a_compiler(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with open_store(tmp_path / "s.duckdb", create=True) as store:
        assert not compiles_first(store)
        monkeypatch.setattr(engine, "_UNCACHED_SMALL", 0)
        assert compiles_first(store)
