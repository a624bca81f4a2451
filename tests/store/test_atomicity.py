"""An import that is killed, interrupted or out of disk leaves the store as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

import duckdb
import pytest

from hindesk.errors import Interrupted
from hindesk.store.store import open_store
from tests.store.staging_rows import contents, landed

PROGRAM = Path(__file__).with_name("import_process.py")
ROOT = Path(__file__).parents[2]
EVENTS = [("1", 10, 0, 1, "", ""), ("1", 20, 1, 3, "status", "Open")]

MAP = """
column_map: 1
source: big
rows: events
id: ticket
time_zone: UTC
event: {at: at, kind: kind, field: field, value: value}
"""

ROWS = 400_000


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "events.csv"
    path.with_suffix(".yaml").write_text(MAP)
    duckdb.execute(
        """
        copy (
            select i % 20000 as ticket, make_timestamp(1700000000000000 + i * 60000000) as "at",
                if(i < 20000, 'created', 'change') as kind, 'note' as field, hash(i) as value
            from range(400000) as r(i)
        ) to 'PATH' (header)
        """.replace("PATH", str(path))
    )
    return path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "s.duckdb"
    with open_store(path, create=True) as opened:
        landed(opened, EVENTS)
    return path


def start(store: Path, export: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(PROGRAM), str(store), str(export), str(export.with_suffix(".yaml")), *more]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def wait_for(process: subprocess.Popen[str], step: str) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(step):
            return
    pytest.fail(f"the import ended before {step!r}: {process.communicate()[1]}")


@pytest.mark.parametrize(("step", "delay"), [("reading", 0.1), ("landing", 0.0), ("landing", 0.3)])
def test_an_import_that_is_killed_leaves_the_store_as_it_was(
    store: Path, export: Path, step: str, delay: float
) -> None:
    before = contents(store)
    with start(store, export) as process:
        wait_for(process, step)
        time.sleep(delay)
        process.kill()
        process.communicate()
    assert process.returncode == -signal.SIGKILL
    open_store(store).close()
    assert contents(store) == before
    assert [path.name for path in store.parent.iterdir()] == [store.name]


@pytest.mark.parametrize(("step", "delay"), [("reading", 0.1), ("landing", 0.0)])
def test_an_import_that_is_interrupted_ends_with_130_and_leaves_the_store_as_it_was(
    store: Path, export: Path, step: str, delay: float
) -> None:
    before = contents(store)
    with start(store, export) as process:
        wait_for(process, step)
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        _, words = process.communicate(timeout=60)
    assert (process.returncode, words) == (130, "stopped | the store is as it was\n")
    assert contents(store) == before
    assert [path.name for path in store.parent.iterdir()] == [store.name]


def test_an_interrupted_import_into_a_new_store_leaves_no_store(tmp_path: Path, export: Path) -> None:
    with start(tmp_path / "s.duckdb", export) as process:
        wait_for(process, "landing")
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert process.returncode == 130
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_an_error_that_names_the_way_out_and_leaves_the_store_as_it_was(
    store: Path, export: Path
) -> None:
    before = contents(store)
    with start(store, export, str(store.stat().st_size + 300_000)) as process:
        _, words = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "can't be written" in words
    assert "free some disk space" in words
    assert "Traceback" not in words
    assert contents(store) == before
    assert [path.name for path in store.parent.iterdir()] == [store.name]


def test_the_same_import_lands_when_nothing_stops_it(store: Path, export: Path) -> None:
    with start(store, export) as process:
        process.communicate(timeout=60)
    assert process.returncode == 0
    with open_store(store, read_only=True) as opened:
        assert opened.connection.execute("select count(*) from events").fetchall() == [(ROWS + 2,)]


class Late:
    """A connection on which Ctrl-C comes the moment a transaction is committed."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def execute(self, query: str) -> None:
        self.connection.execute(query)
        if query == "commit":
            raise KeyboardInterrupt

    def close(self) -> None:
        self.connection.close()


def stop_at_the_commit(path: Path) -> None:
    with open_store(path) as opened:
        opened.connection = cast("duckdb.DuckDBPyConnection", Late(opened.connection))
        with opened.change() as connection:
            connection.execute("delete from events")


def stop_after_the_change(path: Path) -> None:
    with open_store(path) as opened:
        with opened.change() as connection:
            connection.execute("delete from events")
        raise KeyboardInterrupt


def stop_and_fail_to_clear_up(path: Path) -> None:
    with open_store(path) as opened, opened.change() as connection:
        connection.execute("delete from events")
        try:
            raise KeyboardInterrupt
        finally:
            connection.execute("rollback")
            connection.execute("rollback")


@pytest.mark.parametrize("stop", [stop_at_the_commit, stop_after_the_change])
def test_stopped_too_late_a_change_is_not_called_undone(stop: Callable[[Path], None], store: Path) -> None:
    with pytest.raises(Interrupted, match="stopped when the work was done"):
        stop(store)
    assert contents(store)["events"] == []


def test_a_stop_whose_clearing_up_fails_too_is_told_as_a_stop(store: Path) -> None:
    before = contents(store)
    with pytest.raises(Interrupted, match="stopped") as stopped:
        stop_and_fail_to_clear_up(store)
    assert stopped.value.hint == "the store is as it was"
    assert contents(store) == before
