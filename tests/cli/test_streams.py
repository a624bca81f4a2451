"""Results: where they go, in which format, and that a file is there whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cli import streams
from hindesk.errors import HindeskError
from hindesk.reports.format_names import Format
from hindesk.reports.report import Report

REPORT = Report("tickets", "Tickets", pa.table({"ticket": ["티켓-1"]}), ("one note",))


def emit(output: Path | None, form: Format | None = None) -> None:
    streams.emit(REPORT, form=form, output=output, time_zone="UTC")


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.csv", "ticket\r\n"),
        ("a.MD", "### Tickets"),
        ("a.json", '{"report"'),
        ("a.jsonl", '{"ticket"'),
        ("a.txt", "Tickets"),
        ("a", "Tickets"),
    ],
)
def test_the_ending_of_a_file_chooses_the_format(tmp_path: Path, name: str, start: str) -> None:
    emit(tmp_path / name)

    assert (tmp_path / name).read_bytes().decode().startswith(start)


def test_a_stated_format_wins_over_the_ending(tmp_path: Path) -> None:
    emit(tmp_path / "a.csv", "json")

    assert (tmp_path / "a.csv").read_text(encoding="utf-8").startswith('{"report"')


def test_an_ending_that_names_no_format_is_refused_and_no_file_appears(tmp_path: Path) -> None:
    with pytest.raises(HindeskError, match=r"`\.xlsx` names no format") as problem:
        emit(tmp_path / "a.xlsx")

    assert problem.value.hint == (
        "let it end with .txt, .md, .csv, .json, .ndjson, .jsonl, .parquet, or say which with `--format`"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(HindeskError, match=r"the folder `.*/none` does not exist"):
        emit(tmp_path / "none" / "a.csv")


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"old")

    def full(_self: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        emit(file)

    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    assert file.read_bytes() == b"old"


def test_a_new_file_has_the_rights_that_the_umask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        emit(tmp_path / "a.csv")
    finally:
        os.umask(before)

    assert (tmp_path / "a.csv").stat().st_mode & 0o777 == 0o640


def test_notes_of_a_format_that_holds_only_rows_go_to_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    emit(None, "csv")

    assert capfd.readouterr() == ("ticket\n티켓-1\n".replace("\n", "\r\n"), "one note\n")


def test_notes_of_a_table_stay_below_it(capfd: pytest.CaptureFixture[str]) -> None:
    emit(None)

    assert capfd.readouterr() == ("Tickets\n\nticket\n------\n티켓-1\n\none note\n", "")


def test_parquet_goes_through_a_pipe(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    emit(None, "parquet")

    (tmp_path / "a.parquet").write_bytes(capfdbinary.readouterr().out)
    assert pq.read_table(tmp_path / "a.parquet").num_rows == 1


def test_parquet_is_kept_from_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)

    with pytest.raises(HindeskError, match="not for a terminal"):
        emit(None, "parquet")


@pytest.mark.skipif(os.name == "nt", reason="needs pipes that break")
def test_a_reader_that_has_had_enough_ends_the_program_quietly() -> None:
    code = "from cli.streams import write; write(b'x' * 10_000_000)"
    program = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert program.stdout is not None
    program.stdout.read(10)
    program.stdout.close()

    assert program.stderr is not None
    assert program.stderr.read() == b""
    program.stderr.close()
    assert program.wait(timeout=30) == 0
