"""`hindesk simulate`."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from cli.app import main
from tests.conftest import Golden, Run
from tests.small_desk import import_small_desk

SAMPLES = Path(__file__).parents[2] / "samples"
SAMPLE = ("simulate", "saas-korea-2027", "--against", "saas-korea")
STRICTER = ("targets: {first_response: 1h, resolution: 4h}", "targets: {first_response: 20m, resolution: 4h}")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the sample desk."""
    path = tmp_path_factory.mktemp("sample") / "sample.duckdb"
    main(["import", f"{SAMPLES / 'desk-events.csv'}", "--map", f"{SAMPLES / 'desk-map.yaml'}", "--store", f"{path}"])
    return path


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the small desk, with a stricter policy, as the place where one is."""
    store = import_small_desk(tmp_path)
    text = (tmp_path / "small.yaml").read_text(encoding="utf-8").replace(*STRICTER).replace("작은", "엄격한")
    (tmp_path / "strict.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HINDESK_STORE", str(store))
    return tmp_path


@pytest.fixture
def simulate(small: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Simulate the stricter policy on the small desk."""
    monkeypatch.setenv("HINDESK_STORE", str(small / "small.duckdb"))
    return lambda *more: run("simulate", "strict.yaml", "--against", "small.yaml", *more)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("metrics", ()),
        ("segments", ("--by", "priority", "--by", "channel", "--metric", "resolution")),
        ("reasons", ("--reasons",)),
        ("changed", ("--changed", "--limit", "20")),
        ("markdown", ("--format", "markdown", "--metric", "first_response")),
        ("csv", ("--changed", "--format", "csv", "--limit", "5")),
    ],
)
def test_a_simulation_of_the_sample_desk_reads_as_it_did(
    name: str, arguments: tuple[str, ...], sample: Path, run: Run, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HINDESK_STORE", str(sample))

    golden(f"cli/simulate-{name}.txt", run(*SAMPLE, *arguments).stdout)


def test_the_same_simulation_twice_says_the_same(simulate: Run) -> None:
    assert simulate("--by", "team", "--format", "json").stdout == simulate("--by", "team", "--format", "json").stdout


def test_every_table_says_that_people_did_what_they_did(simulate: Run) -> None:
    for view in ((), ("--reasons",), ("--changed",), ("--by", "team")):
        notes = json.loads(simulate(*view, "--format", "json").stdout)["notes"]

        assert notes[-1].startswith("People did what they did; only the rules change")


def test_notes_say_what_could_not_be_judged_and_what_was_taken_as_given(simulate: Run) -> None:
    notes = json.loads(simulate("--format", "json").stdout)["notes"]

    assert "Not judged under the new policy: 2 cancelled, 2 running, 1 paused, 1 unknown (no status history)" in notes
    assert "Without a history of changes, fields count as they are at the end: freshdesk (2 tickets)" in notes


def test_the_changed_clocks_go_to_a_file_beside_the_table(simulate: Run, small: Path) -> None:
    for name in ("changed.csv", "changed.parquet"):
        assert "attainment" in simulate("--tickets", name).stdout

    rows = list(csv.DictReader((small / "changed.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row["ticket"], row["why"], row["new_target"]) for row in rows] == [
        ("T1", "target", "1200"),
        ("1", "target", "1200"),
    ]
    assert pq.read_table(small / "changed.parquet")["subject"].to_pylist() == [row["subject"] for row in rows]


def test_a_limit_holds_for_the_table_and_not_for_the_file(simulate: Run, small: Path) -> None:
    shown = json.loads(simulate("--changed", "--limit", "1", "--tickets", "all.csv", "--format", "json").stdout)

    assert len(shown["rows"]) == 1
    assert len((small / "all.csv").read_text(encoding="utf-8").splitlines()) == 3


def test_the_store_stays_as_it_was(simulate: Run, small: Path) -> None:
    before = hashlib.sha256((small / "small.duckdb").read_bytes()).hexdigest()

    assert simulate().code == 0
    assert hashlib.sha256((small / "small.duckdb").read_bytes()).hexdigest() == before


def test_an_instant_without_an_offset_is_of_the_new_policys_time_zone(simulate: Run) -> None:
    title = json.loads(simulate("--as-of", "2026-01-05T12:00", "--format", "json").stdout)["title"]

    assert title == "엄격한 데스크 in place of 작은 데스크: 7 tickets, 2 changed verdicts, as of 2026-01-05 12:00"


def test_two_tables_at_a_time_are_refused(simulate: Run) -> None:
    outcome = simulate("--changed", "--reasons")

    assert (outcome.code, outcome.stdout) == (2, "")
    assert outcome.stderr == (
        "error: --by, --reasons, --changed, --notices and --lapses are five tables\n\nhint: ask for one at a time\n"
    )


def test_a_policy_that_is_not_there_is_told_with_the_ready_ones(run: Run, small: Path) -> None:
    outcome = run("simulate", "strict.yaml", "--against", "saas-corea")

    assert outcome.code == 2
    assert outcome.stderr.startswith("error: there is no policy saas-corea\n\nhint: did you mean saas-korea?")


def test_a_file_whose_ending_names_no_format_is_refused(simulate: Run, small: Path) -> None:
    outcome = simulate("--tickets", "changed.doc")

    assert outcome.code == 2
    assert not (small / "changed.doc").exists()


@pytest.fixture
def telling(small: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Simulate a policy that reminds and escalates on the small desk."""
    told = (
        "    remind: [{metric: resolution, before: 2h, to: [assignee]}]\n"
        "    escalate: {resolution: [{level: 1, after: 0m, to: [team]}]}\n"
        "  - name: Everything else"
    )
    text = (small / "small.yaml").read_text(encoding="utf-8").replace("  - name: Everything else", told)
    (small / "telling.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("HINDESK_STORE", str(small / "small.duckdb"))
    return lambda *more: run("simulate", "telling.yaml", "--against", "small.yaml", *more)


def test_who_would_be_told_how_often_follows_for_people(telling: Run, golden: Golden) -> None:
    page = telling().stdout

    golden("cli/simulate-notices.txt", page[page.index("Who is told how often") :])
    assert "Who is told" not in telling("--by", "team").stdout
    assert telling("--notices").stdout == page[page.index("Who is told how often") :]


def test_programs_ask_for_those_who_are_told(telling: Run) -> None:
    rows = csv.DictReader(telling("--notices", "--format", "csv").stdout.splitlines())

    assert [(row["level"], row["recipient"], row["old_notices"], row["new_notices"]) for row in rows] == [
        ("reminder", "assignee", "0", "3"),
        ("level 1", "team", "0", "2"),
    ]


def test_silent_policies_have_one_table(simulate: Run) -> None:
    assert "Who is told" not in simulate().stdout
    assert "Held or public" not in simulate().stdout


@pytest.fixture
def limiting(small: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Simulate a policy that has a sensitive matter on the small desk."""
    more = "sensitive: [{name: 채팅, when: {priority: [high, low]}, public: {channel: chat}}]\n"
    text = (small / "small.yaml").read_text(encoding="utf-8")
    (small / "limiting.yaml").write_text(text + more, encoding="utf-8")
    monkeypatch.setenv("HINDESK_STORE", str(small / "small.duckdb"))
    return lambda *asked: run("simulate", "limiting.yaml", "--against", "small.yaml", *asked)


def test_what_is_held_or_public_against_the_rules_follows_for_people(limiting: Run, golden: Golden) -> None:
    page = limiting().stdout

    golden("cli/simulate-lapses.txt", page[page.index("Held or public") :])
    assert "Held or public" not in limiting("--changed").stdout
    assert limiting("--lapses").stdout == page[page.index("Held or public") :]


def test_programs_ask_for_what_lapses(limiting: Run) -> None:
    rows = list(csv.DictReader(limiting("--lapses", "--format", "csv").stdout.splitlines()))

    assert [(row["lapse"], row["rule"], row["new_lapses"], row["new_tickets"]) for row in rows] == [
        ("sensitive", "채팅", "2", "2")
    ]
