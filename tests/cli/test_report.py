"""`hindesk report`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.conftest import Golden, Run
from tests.small_desk import import_small_desk, replay_small_desk

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the small desk with its run."""
    return replay_small_desk(tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store path for the sample desk."""
    return tmp_path_factory.mktemp("sample") / "sample.duckdb"


@pytest.fixture
def store(replayed: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same store, named by the environment."""
    monkeypatch.setenv("HINDESK_STORE", str(replayed))
    return replayed


@pytest.fixture
def report(store: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call `hindesk` on that store."""
    monkeypatch.setenv("HINDESK_STORE", str(store))
    return run


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("breaches", ["breaches"]),
        ("breaches-by", ["breaches", "--by", "team", "--by", "week", "--metric", "first_response"]),
        ("breaches-limit", ["breaches", "--by", "company", "--limit", "1"]),
        ("breaches-tickets", ["breaches", "--tickets", "--metric", "resolution"]),
        ("tiers", ["tiers"]),
        ("agreement", ["agreement"]),
        ("agreement-tickets", ["agreement", "--tickets", "--limit", "1"]),
    ],
)
def test_a_report_reads_as_it_did(name: str, arguments: list[str], report: Run, golden: Golden) -> None:
    golden(f"cli/report-{name}.txt", str(report("report", *arguments)))


def test_rows_go_to_stdout_and_notes_beside_them_where_the_format_has_no_place(report: Run) -> None:
    outcome = report("report", "breaches", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(outcome.stdout)))

    assert (rows[0]["metric"], rows[0]["breached"], rows[0]["median"]) == ("first_response", "2", "1800")
    assert outcome.stderr.startswith("1 clock could not be judged: 1 resolution (no status history: freshdesk)\n")


def test_a_subject_that_a_spreadsheet_would_run_is_text(report: Run) -> None:
    shown = report("report", "breaches", "--tickets", "--format", "csv").stdout

    assert "'=Checkout is down" in shown


def test_parquet_has_instants_and_durations(report: Run, tmp_path: Path) -> None:
    report("report", "breaches", "--tickets", "-o", tmp_path / "breached.parquet")
    schema = pq.read_schema(tmp_path / "breached.parquet")

    assert str(schema.field("due_at").type) == "timestamp[us, tz=UTC]"
    assert str(schema.field("over").type) == "duration[us]"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--fail-on", "62.5"], 0),
        (["--fail-on", "62.6"], 1),
        (["--fail-on", "60", "--metric", "first_response"], 0),
        (["--fail-on", "61", "--metric", "first_response", "--tickets"], 1),
        (["--fail-on", "0", "--metric", "update"], 1),
    ],
)
def test_exit_code_1_means_less_attainment_than_was_asked_for(arguments: list[str], code: int, report: Run) -> None:
    outcome = report("report", "breaches", *arguments)

    assert outcome.code == code
    assert ("--fail-on" in outcome.stderr) is (code == 1)
    assert outcome.stdout != ""


def test_dimensions_and_single_tickets_do_not_go_together(report: Run) -> None:
    outcome = report("report", "breaches", "--by", "team", "--tickets")

    assert (outcome.code, outcome.stdout) == (2, "")
    assert outcome.stderr == "error: --by counts clocks and --tickets lists them\n\nhint: leave one of the two out\n"


@pytest.mark.parametrize("command", ["breaches", "tiers", "agreement"])
def test_an_unknown_run_is_told_with_those_that_there_are(command: str, report: Run) -> None:
    outcome = report("report", command, "--run", "smal")

    assert (outcome.code, outcome.stdout) == (2, "")
    assert outcome.stderr == "error: there is no replay called 'smal'\n\nhint: did you mean small? there is small\n"


@pytest.mark.parametrize("command", ["breaches", "tiers", "agreement"])
def test_without_a_replay_the_way_to_one_is_told(command: str, run: Run, tmp_path: Path) -> None:
    outcome = run("report", command, "--store", import_small_desk(tmp_path))

    assert outcome.code == 2
    assert outcome.stderr.endswith("small.duckdb holds no replay yet\n\nhint: `hindesk replay POLICY` makes one\n")


def test_a_reader_of_reports_changes_nothing(report: Run, store: Path) -> None:
    before = store.read_bytes()
    for command in ("breaches", "tiers", "agreement"):
        report("report", command)

    assert store.read_bytes() == before


def test_the_sample_desk_tells_one_story_in_all_its_reports(sample: Path, run: Run) -> None:
    run("import", SAMPLES / "desk-events.csv", "--map", SAMPLES / "desk-map.yaml", "--store", sample)
    replayed = json.loads(run("replay", "saas-korea", "--store", sample, "--format", "json").stdout)

    by_metric = json.loads(run("report", "breaches", "--by", "metric", "--store", sample, "--format", "json").stdout)
    one_by_one = json.loads(run("report", "breaches", "--tickets", "--store", sample, "--format", "json").stdout)
    tiers = json.loads(run("report", "tiers", "--store", sample, "--format", "json").stdout)
    breached = {row["metric"]: row["breached"] for row in replayed["rows"]}
    assert {row["metric"]: row["breached"] for row in by_metric["rows"]} == breached
    assert len(one_by_one["rows"]) == sum(breached.values()) > 0
    assert all(row["over"] > 0 and row["due_at"] > row["started_at"] for row in one_by_one["rows"])
    assert sum(row["highest"] for row in tiers["rows"]) == 400
    assert by_metric["notes"][0] == "Every clock could be judged"
