"""`hindesk policy convert`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Golden, Run

EXAMPLES = Path(__file__).parents[1] / "exchange" / "examples"


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that holds the examples."""
    shutil.copytree(EXAMPLES, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)


def test_a_policy_goes_to_stdout_and_what_it_cannot_say_to_stderr(run: Run, golden: Golden) -> None:
    golden("cli/policy-convert.txt", str(run("policy", "convert", "freshdesk-policies.json", "freshdesk-hours.json")))


def test_what_is_written_passes_the_check(run: Run) -> None:
    outcome = run("policy", "convert", "zendesk-policies.json", "zendesk-schedules.json", "-o", "policy.yaml")

    assert (outcome.code, outcome.stdout) == (0, "")
    assert run("policy", "check", "policy.yaml").code == 0


def test_a_policy_is_written_as_json(run: Run) -> None:
    run("policy", "convert", "zendesk-policies.json", "zendesk-schedules.json", "-o", "policy.yaml")

    outcome = run("policy", "convert", "policy.yaml", "--to", "zendesk", "--names", "names.csv", "-o", "slas.json")

    assert outcome.code == 0
    assert [one["title"] for one in json.loads(Path("slas.json").read_text())["sla_policies"]] == [
        "Outages",
        "Everyone else",
    ]


def test_a_ready_policy_is_known_by_its_name(run: Run) -> None:
    said = json.loads(run("policy", "convert", "saas-korea", "--to", "zendesk", "--holidays", 2026).stdout)

    assert any(day["name"] == "설날" for day in said["schedules"][0]["holidays"])


@pytest.mark.parametrize(("names", "code"), [((), 1), (("--names", "names.csv"), 0)])
def test_strict_asks_for_exit_code_1_where_something_is_told(names: tuple[str, ...], code: int, run: Run) -> None:
    outcome = run("policy", "convert", "zendesk-policies.json", "zendesk-schedules.json", "--strict", *names)

    assert outcome.code == code
    assert outcome.stdout.startswith("# Read from Zendesk")
    assert ("warning: 2 things can't be carried over" in outcome.stderr) == (code == 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("freshdesk-policies.json", "--as", "pagerduty"), "is not known as PagerDuty"),
        (("policy.yaml", "--to", "zendesk"), "there is no policy policy.yaml"),
        (("a.yaml", "b.yaml", "--to", "zendesk"), "--to writes one policy, and several are given"),
        (("a.yaml", "--to", "zendesk", "--as", "zendesk"), "--as is for reading a vendor's files"),
        (("zendesk-policies.json", "--holidays", "2026"), "--holidays goes with --to"),
        (("zendesk-policies.json", "--names", "none.csv"), "none.csv can't be read"),
    ],
)
def test_what_makes_no_sense_is_refused(arguments: tuple[str, ...], said: str, run: Run) -> None:
    outcome = run("policy", "convert", *arguments)

    assert (outcome.code, outcome.stdout) == (2, "")
    assert said in outcome.stderr
