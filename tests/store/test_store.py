"""Stores are opened, made and refused."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from hindesk.errors import StoreError
from hindesk.events import STANDARD_FIELDS
from hindesk.store.connection import MEMORY_CEILING, memory_limit, told
from hindesk.store.store import open_store
from tests.store.staging_rows import landed

EVENTS = [("1", 10, 0, 1, "", ""), ("1", 20, 1, 3, "status", "Open")]


def made(path: Path) -> Path:
    with open_store(path, create=True) as store:
        landed(store, EVENTS)
    return path


def test_a_store_that_is_missing_is_an_error_that_names_import(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store") as problem:
        open_store(tmp_path / "hindesk.duckdb")
    assert "hindesk import" in (problem.value.hint or "")
    assert list(tmp_path.iterdir()) == []


def test_a_new_store_has_the_standard_fields_in_order(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.duckdb", create=True) as store:
        assert list(store.fields()) == list(STANDARD_FIELDS)
        assert list(store.fields().values()) == list(range(1, len(STANDARD_FIELDS) + 1))
        assert store.latest_instant() is None
        assert store.words("no such field").num_rows == 0


def test_a_new_store_that_nothing_is_written_to_is_gone_again(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.duckdb", create=True):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_store_can_be_read_by_its_owner_alone_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = made(tmp_path / "s.duckdb")
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_store_keeps_what_was_written(tmp_path: Path) -> None:
    with open_store(made(tmp_path / "s.duckdb"), read_only=True) as store:
        assert store.latest_instant() == 20
        assert store.words("status")["text"].to_pylist() == ["Open"]
        assert store.holdings().to_pylist() == [
            {"source": "desk", "fidelity": 2, "tickets": 1, "events": 2, "first_at": 10, "latest_at": 20}
        ]


def test_two_processes_may_read_a_store_at_once(tmp_path: Path) -> None:
    path = made(tmp_path / "s.duckdb")
    with open_store(path, read_only=True):
        code = f"import duckdb; duckdb.connect({str(path)!r}, read_only=True)"
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_store_in_use_by_another_process_is_an_error_that_says_so(tmp_path: Path) -> None:
    path = made(tmp_path / "s.duckdb")
    code = f"import duckdb, sys; c = duckdb.connect({str(path)!r}); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(StoreError, match=f"in use by another process .number {other.pid}"):
            open_store(path)
        other.communicate(b"")
    open_store(path).close()


def test_a_store_of_a_newer_version_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    path = made(tmp_path / "s.duckdb")
    with duckdb.connect(str(path)) as connection:
        connection.execute("update meta set value = '4' where name = 'version'")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer hindesk: its format is version 4, this one reads 3") as problem:
        open_store(path)
    assert problem.value.exit_code == 2
    assert problem.value.hint is not None
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"id,subject\n1,x\n", b"\x00" * 8 + b"DUC"])
def test_a_file_that_is_no_store_is_refused_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "tickets.csv"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="is not a hindesk store"):
        open_store(path, create=True)
    assert path.read_bytes() == content


def test_a_database_without_our_tables_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    duckdb.connect(str(path)).close()
    with pytest.raises(StoreError, match="a DuckDB file, but not a hindesk store"):
        open_store(path)


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        open_store(tmp_path, create=True)


def test_a_store_in_a_folder_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        open_store(tmp_path / "none" / "s.duckdb", create=True)


def test_what_a_killed_process_spilled_is_cleared_by_the_next_one_that_writes(tmp_path: Path) -> None:
    path = made(tmp_path / "s.duckdb")
    left = tmp_path / "s.duckdb.tmp-1"
    left.mkdir()
    (left / "spilled").write_text("text of tickets")
    open_store(path, read_only=True).close()
    assert left.exists()
    open_store(path).close()
    assert not left.exists()


def test_queries_use_a_bounded_share_of_the_memory_and_nothing_is_fetched_from_elsewhere(tmp_path: Path) -> None:
    assert 0 < memory_limit() <= MEMORY_CEILING
    with open_store(tmp_path / "s.duckdb", create=True) as store:
        settings = dict(
            store.cursor().execute("select name, value from duckdb_settings()").fetchall(),
        )
    assert settings["TimeZone"] == "UTC"
    assert settings["autoinstall_known_extensions"] == "false"
    assert settings["autoload_known_extensions"] == "false"
    assert settings["temp_directory"] == str(tmp_path / f"s.duckdb.tmp-{os.getpid()}")


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "can't be written: .* No space left"),
        (duckdb.IOException("disk gone"), "can't be written: disk gone"),
        (KeyboardInterrupt(), "stopped"),
    ],
)
def test_what_stops_a_change_is_told_to_people(tmp_path: Path, problem: BaseException, words: str) -> None:
    assert re.search(words, str(told(problem, tmp_path / "s.duckdb")))


def test_what_is_a_defect_stays_one(tmp_path: Path) -> None:
    problem = ZeroDivisionError()
    assert told(problem, tmp_path) is problem
