"""`hindesk simulate --routing`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.app import main
from tests.conftest import Golden, Run

SAMPLES = Path(__file__).parents[2] / "samples"
PEOPLE = SAMPLES / "desk-people.csv"
NAMING = "hindesk: 1\nname: Named\ntime_zone: Asia/Seoul\npeople: people.csv\n"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the sample desk."""
    path = tmp_path_factory.mktemp("sample") / "sample.duckdb"
    main(["import", f"{SAMPLES / 'desk-events.csv'}", "--map", f"{SAMPLES / 'desk-map.yaml'}", "--store", f"{path}"])
    return path


@pytest.fixture
def simulate(sample: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Simulate the routing of the sample policy on the sample desk."""
    monkeypatch.setenv("HINDESK_STORE", str(sample))
    return lambda *more: run("simulate", "saas-korea", "--routing", *more)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("strategies", ()),
        ("weeks", ("--by", "week", "--strategy", "round-robin", "--at-work")),
        ("teams", ("--by", "team", "--strategy", "sticky")),
        ("people", ("--by", "person", "--strategy", "least_loaded", "--any-team")),
        ("csv", ("--strategy", "skills", "--strategy", "optimal", "--format", "csv", "--as-of", "2026-02-01")),
    ],
)
def test_a_simulation_of_the_sample_desk_reads_as_it_did(
    name: str, arguments: tuple[str, ...], simulate: Run, golden: Golden
) -> None:
    golden(f"cli/simulate-routing-{name}.txt", simulate("--people", str(PEOPLE), *arguments).stdout)


def test_every_table_says_that_it_is_open_loop(simulate: Run) -> None:
    for view in ((), ("--by", "week"), ("--by", "person"), ("--by", "team")):
        said = json.loads(simulate("--people", str(PEOPLE), *view, "--format", "json").stdout)

        assert said["notes"][-1].startswith("Open loop")


def test_a_store_is_only_read(simulate: Run, sample: Path) -> None:
    before = sample.read_bytes()
    simulate("--people", str(PEOPLE))

    assert sample.read_bytes() == before


def test_the_policy_may_name_the_roster(
    sample: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HINDESK_STORE", str(sample))
    policy = tmp_path / "named.yaml"
    policy.write_text(NAMING + "sla: [{name: All, calendar: always, targets: {resolution: 4h}}]\n", encoding="utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE.read_text(encoding="utf-8").replace("away,", "birthday,", 1), "utf-8")
    ran = run("simulate", str(policy), "--routing", "--strategy", "skills", "--format", "json")

    assert [row["strategy"] for row in json.loads(ran.stdout)["rows"]] == ["as it happened", "skills"]
    assert ran.stderr.count("people.csv:1: birthday: this column is not read") == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("--routing", "--against", "saas-korea-2027"),
            "--against compares clocks, and --routing says who gets tickets",
        ),
        (("--routing", "--reasons"), "--reasons compares clocks"),
        (("--routing", "--changed"), "--changed compares clocks"),
        (("--routing", "--tickets", "x.csv"), "--tickets compares clocks"),
        (("--routing", "--metric", "resolution"), "--metric compares clocks"),
        (("--against", "saas-korea-2027", "--people", "p.csv"), "--people goes with --routing"),
        (("--against", "saas-korea-2027", "--at-work"), "--at-work goes with --routing"),
        ((), "nothing says what the policy is compared with"),
        (("--routing",), "nothing says who may get the tickets"),
        (("--routing", "--people", "p.csv", "--by", "agent"), "with --routing, figures are not split by agent"),
        (("--routing", "--people", "p.csv", "--by", "team", "--by", "week"), "figures are not split by team and week"),
        (("--routing", "--people", "p.csv", "--strategy", "skill"), "there is no strategy 'skill'"),
    ],
)
def test_what_can_not_be_asked_is_refused_with_a_sentence(
    arguments: tuple[str, ...], sentence: str, sample: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HINDESK_STORE", str(sample))
    ran = run("simulate", "saas-korea", *arguments)

    assert ran.code == 2
    assert sentence in ran.stderr
    assert "hint: " in ran.stderr
