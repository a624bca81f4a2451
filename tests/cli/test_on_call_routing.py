"""Handing tickets to whoever is on call, from the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Final

import pytest

from cli.app import main
from tests.conftest import Golden, Run

SAMPLES: Final = Path(__file__).parents[2] / "samples"
SCHEDULES: Final = """\
hindesk: 1
name: On call
time_zone: Asia/Seoul
people: people.csv
on_call:
  billing: {layers: [{rotate: weekly, start: 2026-01-05T09:00, who: [정미래, 박준수]}]}
  shift:
    layers: [{rotate: daily, start: 2026-01-01T09:00, who: [윤가영, 한지민]}]
    overrides: [{from: 2026-03-16T00:00, to: 2026-03-17T00:00, who: nobody}]
sla: [{name: All, calendar: always, targets: {first_response: 4h}}]
"""
ROUTED: Final = f"{SCHEDULES}routing: {{strategy: on_call, on_call: {{by: team, Billing: billing, else: shift}}}}\n"


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the sample desk."""
    store = tmp_path_factory.mktemp("imported") / "hindesk.duckdb"
    desk, columns = (f"{SAMPLES / name}" for name in ("desk-events.csv", "desk-map.yaml"))
    assert main(["import", desk, "--map", columns, "--store", f"{store}"]) == 0
    return store


@pytest.fixture(autouse=True)
def desk(imported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with that store, its roster, and policies that have schedules."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(imported, "hindesk.duckdb")
    shutil.copy(SAMPLES / "desk-people.csv", "people.csv")
    Path("schedules.yaml").write_text(SCHEDULES, encoding="utf-8")
    Path("routed.yaml").write_text(ROUTED, encoding="utf-8")


def planned(run: Run, *arguments: str) -> list[dict[str, str]]:
    """The rows of a plan."""
    rows: list[dict[str, str]] = json.loads(run("reassign", *arguments, "--format", "json").stdout)["rows"]
    return rows


def test_a_plan_hands_tickets_to_whoever_is_on_call(run: Run, golden: Golden) -> None:
    asked = ("--policy", "routed.yaml", "--where", "team: [Billing, Frontline]")

    golden("cli/reassign-on-call.txt", str(run("reassign", *asked)))


@pytest.mark.parametrize(
    ("at", "who"),
    [("2026-03-14 08:59", "한지민"), ("2026-03-14 09:00", "윤가영"), ("2026-03-15 09:00", "한지민")],
)
def test_the_schedule_may_be_named_beside_the_strategy(at: str, who: str, run: Run) -> None:
    asked = ("--policy", "schedules.yaml", "--strategy", "on-call", "--schedule", "shift", "--as-of", at)
    rows = planned(run, *asked, "--team", "Frontline")

    assert {row["to"] for row in rows if row["reason"].startswith("on call")} == {who}
    assert {row["rule"] for row in rows} == {"on call (shift)"}


def test_in_a_gap_every_ticket_stays_with_its_reason(run: Run) -> None:
    asked = ("--policy", "schedules.yaml", "--strategy", "on-call", "--schedule", "shift", "--as-of")

    assert {row["reason"] for row in planned(run, *asked, "2026-03-16 10:00")} == {
        "stays: nobody is on call in its schedule"
    }


def test_another_strategy_may_be_asked_of_a_policy_that_names_a_schedule(run: Run) -> None:
    rows = planned(run, "--policy", "routed.yaml", "--strategy", "least-loaded", "--team", "Frontline")

    assert {row["rule"] for row in rows} == {"least loaded"}


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (("--strategy", "on-cal"), "there is no strategy 'on-cal'", "did you mean on-call?"),
        (("--strategy", "on-call"), "the strategy on-call needs an on-call schedule", "--schedule"),
        (("--strategy", "on-call", "--schedule", "shfit"), "no on-call schedule 'shfit'", "did you mean shift?"),
        (("--strategy", "on-call", "--schedule", "x"), "no on-call schedule 'x'", "the policy has billing, shift"),
        (("--schedule", "shift"), "which no strategy here asks", "--strategy on-call"),
        (("--plan", "p.csv", "--schedule", "shift"), "`--plan` takes no --schedule", "--plan"),
    ],
)
def test_what_can_not_be_planned_is_told_with_the_way_out(
    arguments: tuple[str, ...], message: str, hint: str, run: Run
) -> None:
    outcome = run("reassign", "--policy", "schedules.yaml", *arguments)
    error, _, way_out = outcome.stderr.partition("\nhint: ")

    assert (outcome.code, outcome.stdout) == (2, "")
    assert message in error
    assert hint in way_out


def test_without_a_policy_there_is_no_schedule(run: Run) -> None:
    outcome = run("reassign", "--people", "people.csv", "--strategy", "on-call", "--schedule", "shift")

    assert outcome.code == 2
    assert "`--policy` names a policy with some" in outcome.stderr


def simulated(run: Run, *arguments: str) -> list[str]:
    """The names of the rows of a simulation."""
    found = run("simulate", *arguments, "--routing", "--format", "json")
    return [row["strategy"] for row in json.loads(found.stdout)["rows"]]


def test_a_simulation_has_on_call_among_the_strategies_where_a_schedule_is_named(run: Run) -> None:
    assert "on call" in simulated(run, "routed.yaml")
    assert "on call" in simulated(run, "schedules.yaml", "--schedule", "shift")
    assert "on call" not in simulated(run, "schedules.yaml")
    assert simulated(run, "routed.yaml", "--strategy", "on-call") == ["as it happened", "on call"]


def test_a_simulation_of_people_on_call_reads_as_it_did(run: Run, golden: Golden) -> None:
    golden(
        "cli/simulate-routing-on-call.txt",
        run("simulate", "routed.yaml", "--routing", "--strategy", "on-call", "--strategy", "least-loaded").stdout,
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--routing", "--strategy", "on-call"), "the strategy on-call needs an on-call schedule"),
        (("--routing", "--schedule", "shfit"), "did you mean shift?"),
        (("--routing", "--strategy", "skills", "--schedule", "shift"), "which no strategy here asks"),
        (("--against", "routed.yaml", "--schedule", "shift"), "--schedule goes with --routing"),
    ],
)
def test_what_can_not_be_simulated_is_refused_with_a_sentence(
    arguments: tuple[str, ...], sentence: str, run: Run
) -> None:
    ran = run("simulate", "schedules.yaml", *arguments)

    assert ran.code == 2
    assert sentence in ran.stderr
