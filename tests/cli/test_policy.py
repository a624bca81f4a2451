"""`hindesk policy`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Golden, Run

FILES = sorted((Path(__file__).parents[2] / "policies").glob("*.yaml"))
POLICIES = [path for path in FILES if not path.name.endswith(".cases.yaml")]
SMALL = """\
hindesk: 1
name: 작은 데스크
time_zone: Asia/Seoul
calendars:
  office: {week: {mon-fri: "09:00-18:00"}, holidays: KR, open: {2026-03-02: "09:00-12:00"}}
sla:
  - {name: Everyone, calendar: office, targets: {first_response: 4h}}
"""


@pytest.fixture
def policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small policy, named without its folder."""
    monkeypatch.chdir(tmp_path)
    Path("small.yaml").write_text(SMALL, encoding="utf-8")
    return Path("small.yaml")


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_every_ready_policy_has_no_problems(path: Path, run: Run) -> None:
    assert run("policy", "check", path).code == 0


def test_a_good_policy_is_summed_up(policy: Path, run: Run, golden: Golden) -> None:
    golden("cli/policy-check.txt", str(run("policy", "check", policy)))


def test_problems_are_told_with_their_places(policy: Path, run: Run, golden: Golden) -> None:
    policy.write_text(SMALL.replace("targets", "tragets").replace("4h", "1d"), encoding="utf-8")

    golden("cli/policy-check-problems.txt", str(run("policy", "check", policy)))


def test_holidays_are_listed_without_days_that_the_calendar_opens(policy: Path, run: Run) -> None:
    rows = json.loads(run("policy", "check", policy, "--holidays", 2026, "--format", "json").stdout)["rows"]

    assert {"calendar": "office", "date": "2026-08-17", "weekday": "Mon", "holiday": "광복절 대체 휴일"} in rows
    assert "2026-03-02" not in {row["date"] for row in rows}


def test_a_word_is_explained(run: Run) -> None:
    outcome = run("policy", "schema", "targets")

    assert outcome.code == 0
    assert outcome.stdout.startswith("targets (")


def test_an_unknown_word_names_the_nearest(run: Run) -> None:
    outcome = run("policy", "schema", "tragets")

    assert (outcome.code, outcome.stdout) == (2, "")
    assert "did you mean 'targets'?" in outcome.stderr


def test_the_schema_for_editors_is_json(tmp_path: Path, run: Run) -> None:
    run("policy", "schema", "--json", "-o", tmp_path / "schema.json")

    assert "sla" in json.loads((tmp_path / "schema.json").read_text(encoding="utf-8"))["properties"]


def test_the_group_alone_shows_its_help(run: Run) -> None:
    assert run("policy").stdout == run("policy", "--help").stdout
