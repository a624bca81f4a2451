"""`hindesk report forms`, `hindesk report trees` and `hindesk policy tree`."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from hindesk.store.store import open_store
from tests.conftest import Golden, Run
from tests.intake.desk import POLICY, replayed


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A replayed store, whose policy stands beside it."""
    path = tmp_path_factory.mktemp("intake") / "intake.duckdb"
    with open_store(path, create=True) as store:
        replayed(store)
    return path


@pytest.mark.parametrize(
    ("name", "arguments"), [("forms", ["forms"]), ("forms-form", ["forms", "--form", "Rest"]), ("trees", ["trees"])]
)
def test_a_report_reads_as_it_did(
    name: str, arguments: list[str], judged: Path, run: Run, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HINDESK_STORE", str(judged))
    golden(f"cli/report-{name}.txt", str(run("report", *arguments)))


def test_programs_get_the_fields_by_an_option(judged: Path, run: Run) -> None:
    outcome = run("report", "forms", "--fields", "--format", "csv", "--store", judged)
    rows = list(csv.DictReader(io.StringIO(outcome.stdout)))
    assert [(row["field"], row["missing"]) for row in rows] == [
        ("company", "1"),
        ("invoice", "2"),
        ("type", "0"),
        ("channel", "1"),
    ]


def test_programs_get_the_forms_without_it(judged: Path, run: Run) -> None:
    outcome = run("report", "forms", "--format", "csv", "--store", judged)
    assert outcome.stdout.startswith("form,at_creation,tickets,")


def test_the_trees_of_a_policy_are_drawn(
    judged: Path, run: Run, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(judged.parent)
    golden("cli/policy-tree.txt", str(run("policy", "tree", "policy.yaml")))


def test_an_unknown_tree_is_told_with_those_that_there_are(tmp_path: Path, run: Run) -> None:
    (tmp_path / "desk.yaml").write_text(POLICY, encoding="utf-8")
    outcome = run("policy", "tree", tmp_path / "desk.yaml", "second look")
    assert (outcome.code, outcome.stdout) == (2, "")
    assert "there are 첫 분류" in outcome.stderr
