"""`hindesk people`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Golden, Run

SAMPLES = Path(__file__).parents[2] / "samples"
POLICY = """\
hindesk: 1
name: 작은 데스크
time_zone: Asia/Seoul
calendars: {office: {week: {mon-fri: "09:00-18:00"}}}
sla: [{name: Everyone, calendar: office, targets: {first_response: 4h}}]
"""


@pytest.fixture
def desk(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the sample desk's tickets in the store, and its roster."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(SAMPLES / "desk-people.csv", tmp_path / "people.csv")
    assert run("import", SAMPLES / "desk-events.csv", "--map", SAMPLES / "desk-map.yaml").code == 0
    return tmp_path


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without a store."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_good_roster_is_shown(desk: Path, run: Run, golden: Golden) -> None:
    golden("cli/people-check.txt", str(run("people", "check", "people.csv")))


def test_a_roster_is_held_against_the_store(desk: Path, run: Run) -> None:
    kept = [line for line in Path("people.csv").read_text().splitlines() if not ("최다은" in line or "Billing" in line)]
    Path("fewer.csv").write_text("\n".join([*kept, ""]))
    notes = json.loads(run("people", "check", "fewer.csv", "--format", "json").stdout)["notes"]

    assert notes == [
        "The roster lacks holders of 5 open tickets: `정미래` (3), `최다은` (2)",
        "Nobody of the roster works in the teams of 4 open tickets: `Billing` (4)",
    ]


def test_problems_are_told_with_their_places(nowhere: Path, run: Run, golden: Golden) -> None:
    Path("people.csv").write_text("name,team,tier,capcity,calendar,manager\nKim,A,5,3,office,Lee\nkim,A; a,,,,\n")

    golden("cli/people-check-problems.txt", str(run("people", "check", "people.csv")))


def test_people_may_work_in_calendars_of_the_policy(nowhere: Path, run: Run) -> None:
    Path("desk.yaml").write_text(POLICY, encoding="utf-8")
    Path("people.csv").write_text("name,calendar,away\nKim,office,2026-11-20\n")
    (row,) = json.loads(run("people", "check", "people.csv", "--policy", "desk.yaml", "--format", "json").stdout)[
        "rows"
    ]

    assert (row["works"], row["away"]) == ("office: mon-fri 09:00-18:00 (Asia/Seoul)", "2026-11-20")


def test_a_store_that_is_named_must_be_there(nowhere: Path, run: Run) -> None:
    Path("people.csv").write_text("name,team\nKim,A\n")

    assert run("people", "check", "people.csv").code == 0
    assert run("people", "check", "people.csv", "--store", "none.duckdb").code == 2


def test_a_roster_to_start_with_is_derived_from_the_store(desk: Path, run: Run, golden: Golden) -> None:
    golden("cli/people-init.txt", str(run("people", "init")))


def test_the_derived_roster_has_no_problems(desk: Path, run: Run) -> None:
    made = run("people", "init", "-o", "made.csv")

    assert (made.code, made.stdout) == (0, "")
    checked = run("people", "check", "made.csv")
    assert checked.code == 0
    assert checked.stdout.startswith("made.csv: 12 people in 5 teams, no problems\n")


@pytest.mark.parametrize("name", ["people.csv", "new.xlsx"])
def test_a_file_is_never_overwritten_and_always_csv(name: str, desk: Path, run: Run) -> None:
    before = sorted(desk.iterdir()), Path("people.csv").read_bytes()

    assert run("people", "init", "-o", name).code == 2
    assert (sorted(desk.iterdir()), Path("people.csv").read_bytes()) == before


def test_the_group_alone_shows_its_help(run: Run) -> None:
    assert run("people").stdout == run("people", "--help").stdout
