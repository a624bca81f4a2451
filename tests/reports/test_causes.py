"""`report causes`: the partition, the tags and the clocks, as people and programs read them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hindesk.errors import InputError
from hindesk.events import Knows
from hindesk.replay.codes import BUCKETS
from hindesk.replay.runs import KeptRun
from hindesk.reports.cause_clocks import cause_clocks
from hindesk.reports.cause_tags import ASSOCIATION, cause_tags
from hindesk.reports.causes import causes
from hindesk.reports.format_names import Format
from hindesk.reports.formats import render
from hindesk.reports.report import Report
from hindesk.store.store import Store
from tests.causes.test_partition import BREACHED, MET
from tests.causes.test_tags import CASES
from tests.causes.told import POLICY, Told, told
from tests.conftest import Golden, Run

REPORTS: tuple[Callable[[Store, KeptRun], Report], ...] = (causes, cause_tags, cause_clocks)
ENDINGS: dict[Format, str] = {"table": "txt", "markdown": "md", "csv": "csv", "json": "json"}
TWO_METRICS = POLICY.replace("targets: {", "targets: {assignment: 8h, ")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """A ticket for each primary tag, two that met their target, and a metric of which nothing breached."""
    stories = {f"T-{number}": story for number, (story, _, _) in enumerate(CASES.values(), start=1)}
    folder = tmp_path_factory.mktemp("causes")
    with told(folder, {**stories, "M-1": MET, "M-2": MET}, policy=TWO_METRICS) as found:
        yield found


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a small store with its run."""
    folder = tmp_path_factory.mktemp("store")
    with told(folder, {"T-1": BREACHED, "T-2": BREACHED.replace("created", "created team=front"), "M-1": MET}):
        pass
    return folder / "told.duckdb"


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: str(report.__name__))
@pytest.mark.parametrize("form", ENDINGS)
def test_a_report_reads_as_it_did(
    report: Callable[[Store, KeptRun], Report], form: Format, desk: Told, golden: Golden
) -> None:
    shown = report(desk.store, desk.run)

    golden(f"reports/{shown.name}.{ENDINGS[form]}", render(shown, form))


@pytest.mark.parametrize("by", [[], ["team"], ["priority", "rule"], ["week"], ["company"], ["metric"]])
def test_the_shares_of_every_row_add_up_to_one_exactly(by: list[str], desk: Told) -> None:
    rows = causes(desk.store, desk.run, by=by).table.to_pylist()

    assert rows
    for row in rows:
        assert sum(row[f"{bucket}_share"] for bucket in BUCKETS) == 1


def test_metrics_of_which_nothing_breached_are_named(desk: Told) -> None:
    report = causes(desk.store, desk.run)

    assert set(report.table.column("metric").to_pylist()) == {"resolution"}
    assert "Nothing breached of assignment" in report.notes


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: str(report.__name__))
def test_where_nothing_breached_a_sentence_says_so(report: Callable[[Store, KeptRun], Report], tmp_path: Path) -> None:
    with told(tmp_path, {"M-1": MET}) as found:
        shown = report(found.store, found.run)

    assert shown.table.num_rows == 0
    assert any(note.startswith("Nothing breached") for note in shown.notes)


def test_where_nothing_was_judged_a_sentence_says_so(tmp_path: Path) -> None:
    with told(tmp_path, {"T-1": "09:00 created"}) as found:
        assert "No clock was judged, so there is nothing to explain" in causes(found.store, found.run).notes


def test_lift_is_the_ratio_of_the_shares_and_called_an_association(desk: Told) -> None:
    report = cause_tags(desk.store, desk.run, metrics=["resolution"])
    rows = {row["tag"]: row for row in report.table.to_pylist()}

    assert rows["ack_delay"]["met"] == 2
    assert rows["ack_delay"]["lift"] == pytest.approx((1 / 12) / (2 / 2))
    assert rows["ping_pong"]["lift"] is None
    assert ASSOCIATION in report.notes


def test_unexplained_clocks_are_shown_last(desk: Told) -> None:
    last = cause_tags(desk.store, desk.run).table.to_pylist()[-1]

    assert (last["tag"], last["primary"], last["primary_share"]) == ("unexplained", 1, pytest.approx(1 / 12))


def test_what_could_not_be_tested_is_counted_and_named(tmp_path: Path) -> None:
    knows = Knows.SOLVED | Knows.STATUSES | Knows.ASSIGNEES | Knows.TEAMS
    with told(tmp_path, {"T-1": BREACHED}, knows=knows) as found:
        report = cause_tags(found.store, found.run)

    untested = {row["tag"]: row["not_tested"] for row in report.table.to_pylist()}
    assert (untested["slow_work"], untested["queue_unassigned"]) == (1, 0)
    assert any(note.startswith("Not tested") and "slow_work (1)" in note for note in report.notes)


def test_buckets_that_a_history_can_not_tell_are_called_uncertain(tmp_path: Path) -> None:
    knows = Knows.SOLVED | Knows.STATUSES | Knows.ASSIGNEES
    with told(tmp_path, {"T-1": BREACHED, "M-1": MET}, knows=knows) as found:
        notes = causes(found.store, found.run).notes

    said = "The buckets of 1 breached clock are uncertain, because the history has no messages, no team history (1)"
    assert said in notes


def test_no_more_clocks_are_listed_than_asked_for(desk: Told) -> None:
    report = cause_clocks(desk.store, desk.run, limit=3)

    assert report.table.num_rows == 3
    assert "Only the first 3 of 12 rows are shown (`--limit`)" in report.notes


def test_an_unknown_metric_is_told_with_the_nearest(desk: Told) -> None:
    with pytest.raises(InputError) as problem:
        causes(desk.store, desk.run, metrics=["resolutoin"])

    assert str(problem.value.hint).startswith("did you mean resolution?")


def test_the_command_shows_shares_and_tags_to_people(store: Path, run: Run) -> None:
    outcome = run("report", "causes", "--store", store)

    assert (outcome.code, outcome.stderr) == (0, "")
    assert "told: where the time of 2 breached clocks went" in outcome.stdout
    assert "told: tags of 2 breached clocks beside 1 that met their target" in outcome.stdout


def test_programs_get_one_table_at_a_time(store: Path, run: Run) -> None:
    shares = json.loads(run("report", "causes", "--store", store, "--format", "json").stdout)
    tags = json.loads(run("report", "causes", "--tags", "--store", store, "--format", "json").stdout)
    clocks = json.loads(
        run("report", "causes", "--tickets", "--limit", "1", "--store", store, "--format", "json").stdout
    )

    assert [one["report"] for one in (shares, tags, clocks)] == ["causes", "cause_tags", "cause_clocks"]
    assert [row["ticket"] for row in clocks["rows"]] == ["T-1"]


def test_the_command_tells_clocks_apart_by_a_dimension(store: Path, run: Run) -> None:
    outcome = run("report", "causes", "--by", "team", "--store", store, "--format", "json")

    assert [row["team"] for row in json.loads(outcome.stdout)["rows"] if row["verdict"] == "breached"] == [
        "front",
        None,
    ]


@pytest.mark.parametrize("more", [["--tags", "--tickets"], ["--by", "team", "--tags"], ["--limit", "3"]])
def test_options_that_exclude_each_other_are_refused(more: list[str], store: Path, run: Run) -> None:
    outcome = run("report", "causes", *more, "--store", store)

    assert (outcome.code, outcome.stdout) == (2, "")
    assert outcome.stderr.startswith("error: --")
