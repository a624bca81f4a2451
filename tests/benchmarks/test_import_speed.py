"""The made export is one that the sample's column map reads, and its import is measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.import_speed import MAP, main
from benchmarks.made_export import export
from hindesk.importers.importing import import_file
from hindesk.importers.job import ImportOptions
from hindesk.store.store import open_store

TICKETS = 500


def test_the_made_export_comes_back_whole(tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    rows = export(file, TICKETS)
    with open_store(tmp_path / "s.duckdb", create=True) as store:
        summary = import_file(store, file, options=ImportOptions(map=MAP))
        categories = store.words("status").column("category").to_pylist()
    assert (summary.landed.new, summary.landed.events, summary.landed.rejects) == (TICKETS, rows, 0)
    assert 0 not in categories


def test_the_same_seed_makes_the_same_export(tmp_path: Path) -> None:
    files = [tmp_path / "one.csv", tmp_path / "two.csv"]
    for file in files:
        export(file, TICKETS)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_run_says_what_the_import_costs_beside_a_bare_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--tickets", "200", "--rounds", "1"]) == 0
    printed = capsys.readouterr().out.splitlines()
    for line in ("bare read of every cell", "import ", "- CPU, against the bare read"):
        assert sum(said.startswith(line) for said in printed) == 1
