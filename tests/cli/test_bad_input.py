"""What is wrong with the input is told with the way out, and the store stays as it was."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.cli.bad_files import write_files
from tests.cli.program import call, interrupt, start
from tests.conftest import Golden, Outcome
from tests.store.staging_rows import contents

SEOUL = ("--time-zone", "Asia/Seoul")
STORE = "hindesk.duckdb"
BIG = ("import", "big.csv", "--map", "big.yaml")
STOPPED = "error: stopped\n\nhint: the store is as it was\n"

REFUSED = {
    "missing-file": ("import", "none.csv"),
    "folder": ("import", "."),
    "empty-file": ("import", "empty.csv"),
    "wrong-encoding": ("import", "cp949.csv", *SEOUL, "--encoding", "utf-8"),
    "unknown-encoding": ("import", "shift-jis.csv", *SEOUL),
    "truncated-csv": ("import", "truncated.csv", *SEOUL),
    "open-quote": ("import", "open-quote.csv", *SEOUL),
    "bare-carriage-returns": ("import", "returns.csv", *SEOUL),
    "duplicate-headers": ("import", "doubled.csv", *SEOUL),
    "ambiguous-dates": ("import", "ambiguous.csv", *SEOUL),
    "no-dates": ("import", "undated.csv", *SEOUL),
    "no-time-zone": ("import", "good.csv"),
    "unknown-time-zone": ("import", "good.csv", "--time-zone", "Asia/Soul"),
    "no-known-format": ("import", "other.csv"),
    "unknown-format": ("import", "good.csv", "--as", "zendesk"),
    "no-column-map": ("import", "other.csv", "--map", "none.yaml"),
    "policy-as-column-map": ("import", "other.csv", "--map", "good.yaml"),
    "missing-policy": ("replay", "none.yaml"),
    "empty-policy": ("replay", "empty.yaml"),
    "policy-with-unknown-key": ("replay", "unknown-key.yaml"),
    "policy-with-key-twice": ("replay", "twice.yaml"),
    "calendar-that-never-opens": ("replay", "never-opens.yaml"),
    "target-of-1d": ("replay", "day.yaml"),
    "export-as-policy": ("replay", "good.csv"),
    "no-instant": ("replay", "good.yaml", "--as-of", "yesterday"),
    "no-such-run": ("report", "breaches", "--run", "none"),
    "simulate-missing-policy": ("simulate", "none.yaml", "--against", "good.yaml"),
    "newer-store": ("status", "--store", "newer.duckdb"),
    "newer-store-import": ("import", "good.csv", *SEOUL, "--store", "newer.duckdb"),
    "newer-store-replay": ("replay", "good.yaml", "--store", "newer.duckdb"),
    "not-a-store": ("status", "--store", "not-a-store.duckdb"),
    "not-a-store-import": ("import", "good.csv", *SEOUL, "--store", "not-a-store.duckdb"),
    "missing-store": ("report", "breaches", "--store", "none.duckdb"),
    "no-folder-for-store": ("import", "good.csv", *SEOUL, "--store", "none/new.duckdb"),
    "output-on-full-disk": ("status", "-o", "/dev/full", "--format", "csv"),
    "no-folder-for-output": ("status", "-o", "none/status.csv"),
}
"""Calls that are refused, by what is wrong."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a good store, one that a later version of the program wrote, and every bad file."""
    folder = tmp_path_factory.mktemp("desk")
    write_files(folder)
    for store in (STORE, "newer.duckdb"):
        assert call(folder, "import", "good.csv", *SEOUL, "--store", store).code == 0
    assert call(folder, "replay", "good.yaml").code == 0
    with duckdb.connect(str(folder / "newer.duckdb")) as connection:
        connection.execute("update meta set value = '99' where name = 'version'")
    return folder


@pytest.fixture
def untouched(desk: Path) -> Iterator[None]:
    """The test leaves every file of the desk as it was, byte for byte, and no other."""
    before = {path.name: path.read_bytes() for path in desk.iterdir()}
    yield
    assert {path.name: path.read_bytes() for path in desk.iterdir()} == before


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("wrong", REFUSED)
def test_bad_input_is_refused_with_the_way_out(wrong: str, desk: Path, golden: Golden) -> None:
    refused = call(desk, *REFUSED[wrong])

    assert (refused.code, refused.stdout) == (2, "")
    assert re.fullmatch(r"error: .*\n\nhint: .+\n", refused.stderr, flags=re.DOTALL)
    golden(f"cli/bad-input/{wrong}.txt", str(refused))


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    "arguments",
    [("import", "good.csv", *SEOUL), ("replay", "good.yaml"), ("report", "breaches"), ("status",)],
    ids=lambda arguments: arguments[0],
)
def test_a_store_in_use_by_another_process_is_refused_with_its_number(arguments: tuple[str, ...], desk: Path) -> None:
    code = f"import duckdb, sys; c = duckdb.connect({STORE!r}); print('open', flush=True); sys.stdin.read()"
    holder = [sys.executable, "-c", code]
    with subprocess.Popen(holder, cwd=desk, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        refused = call(desk, *arguments)
        other.communicate(b"")

    assert (refused.code, refused.stdout) == (2, "")
    assert refused.stderr == (
        f"error: the store {STORE} is in use by another process (number {other.pid})\n\n"
        "hint: wait until it is done, or name another store with --store\n"
    )


@pytest.fixture(scope="module")
def prepared(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small store, another with the export in it, and that export, which takes a while."""
    folder = tmp_path_factory.mktemp("big")
    for name in (STORE, "good.csv", "good.yaml"):
        shutil.copy(desk / name, folder)
    (folder / "big.yaml").write_text(
        "{column_map: 1, source: big, rows: events, id: ticket, time_zone: UTC, "
        "event: {at: at, kind: kind, field: field, value: value}}"
    )
    duckdb.execute(
        """
        copy (
            select i % 10000 as ticket, make_timestamp(1700000000000000 + i * 60000000) as "at",
                if(i < 10000, 'created', 'change') as kind, 'note' as field, hash(i) as value
            from range(150000) as r(i)
        ) to $1 (header)
        """,
        [str(folder / "big.csv")],
    )
    assert call(folder, *BIG, "--store", "imported.duckdb").code == 0
    return folder


@pytest.fixture
def big(prepared: Path, tmp_path: Path) -> Path:
    """The prepared folder for one test alone."""
    return shutil.copytree(prepared, tmp_path / "big")


def lacks_room(told: Outcome) -> bool:
    """Whether the program told, in its last words, that the store can't grow."""
    way_out = "free some disk space, or name a store on another disk with --store; the store is as it was"
    said = rf"(?s).*error: the store {STORE} can't be written: [^\n]+\n\nhint: {way_out}\n"
    return (told.code, told.stdout) == (2, "") and bool(re.fullmatch(said, told.stderr))


def test_an_import_on_a_full_disk_leaves_the_store_as_it_was(big: Path) -> None:
    before, files = contents(big / STORE), set(big.iterdir())
    told = call(big, *BIG, largest=(big / STORE).stat().st_size + 300_000)

    assert lacks_room(told), told
    assert contents(big / STORE) == before
    assert set(big.iterdir()) == files


def test_a_replay_on_a_full_disk_leaves_the_store_as_it_was(big: Path) -> None:
    (big / "imported.duckdb").replace(big / STORE)
    before, files = contents(big / STORE), set(big.iterdir())
    told = call(big, "replay", "good.yaml", largest=4096)

    assert lacks_room(told), told
    assert contents(big / STORE) == before
    assert call(big, "replay", "good.yaml").code == 0
    assert set(big.iterdir()) == files


def test_no_store_is_left_where_there_is_no_room_for_one(big: Path) -> None:
    files = set(big.iterdir())
    told = call(big, "import", "good.csv", *SEOUL, "--store", "new.duckdb", largest=4096)

    assert told.code == 2
    assert told.stderr.startswith("error: the store new.duckdb can't be ")
    assert "hint: " in told.stderr
    assert set(big.iterdir()) == files


def test_a_full_disk_behind_stdout_is_told(desk: Path) -> None:
    with Path("/dev/full").open("w") as full:
        _, told = start(desk, "report", "breaches", stdout=full).communicate()

    assert told == "error: the disk is full\n\nhint: make room, or put the file on another disk\n"


def test_an_import_stopped_with_ctrl_c_leaves_the_store_as_it_was(big: Path) -> None:
    before, files = contents(big / STORE), set(big.iterdir())
    told = interrupt(big, *BIG, when=lambda: any(big.glob(f"{STORE}.tmp-*/*")))

    assert (told.code, told.stdout) == (130, "")
    assert told.stderr.endswith(STOPPED)
    assert contents(big / STORE) == before
    assert set(big.iterdir()) == files


def test_an_import_into_a_new_store_stopped_with_ctrl_c_leaves_no_store(big: Path) -> None:
    files = set(big.iterdir())
    told = interrupt(big, *BIG, "--store", "new.duckdb", when=lambda: any(big.glob("new.duckdb.tmp-*/*")))

    assert (told.code, told.stdout) == (130, "")
    assert told.stderr.endswith(STOPPED)
    assert set(big.iterdir()) == files


def test_a_replay_stopped_with_ctrl_c_leaves_the_store_as_it_was(big: Path) -> None:
    (big / "imported.duckdb").replace(big / STORE)
    before, files = contents(big / STORE), set(big.iterdir())
    told = interrupt(big, "replay", "good.yaml", when=lambda: any(big.glob(f"{STORE}.tmp-*")))

    assert (told.code, told.stdout) == (130, "")
    assert told.stderr.partition("error: ")[2] in {
        "stopped\n\nhint: the store is as it was\n",
        "interrupted\n\nhint: what was not finished is undone; give the command again\n",
    }
    assert contents(big / STORE) == before
    assert set(big.iterdir()) == files
