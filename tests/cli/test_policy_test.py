"""`hindesk policy test`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cases.shop import CASES, POLICY
from tests.conftest import Golden, Run

KOREAN = """\
cases:
  - name: 장애는 밤에도 긴급으로 다루고, 십오 분 안에 첫 응답을 하며, 정해진 시간이 지나면 알림을 보낸다
    ticket: {created: 월 2026-01-05 22:00, subject: outage, team: night, status: 대기}
    expect: {priority: high, clocks: {first_response: running due 22:20}, breached: [first_response]}
    told: 월 2026-01-05 22:10 first_response level 1 to 김수지
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shop's policy and its cases in the current folder; they are named without it."""
    monkeypatch.chdir(tmp_path)
    Path("shop.yaml").write_text(POLICY, encoding="utf-8")
    Path("shop.cases.yaml").write_text(CASES, encoding="utf-8")
    return Path("shop.yaml")


def test_cases_that_pass_are_listed(desk: Path, run: Run, golden: Golden) -> None:
    golden("cli/policy-test.txt", str(run("policy", "test", desk)))


def test_what_differs_is_shown_side_by_side_and_the_exit_code_is_1(desk: Path, run: Run, golden: Golden) -> None:
    Path("shop.cases.yaml").write_text(
        CASES.replace("12:00 resolution level 1 to kim", "12:00 resolution level 1 to lee")
    )

    outcome = run("policy", "test", desk)

    assert outcome.code == 1
    golden("cli/policy-test-failed.txt", str(outcome))


def test_korean_cases_are_told_with_what_they_leave_out(desk: Path, run: Run, golden: Golden) -> None:
    Path("shop.cases.yaml").write_text(KOREAN, encoding="utf-8")

    golden("cli/policy-test-korean.txt", str(run("policy", "test", desk, "--format", "markdown")))


def test_a_file_of_cases_stands_for_the_policy_beside_it(desk: Path, run: Run) -> None:
    alone = run("policy", "test", desk).stdout

    assert run("policy", "test", "shop.cases.yaml").stdout == alone
    assert run("policy", "test", "shop.cases.yaml", "shop.yaml").stdout == alone


def test_without_a_policy_those_of_the_folder_are_tested(desk: Path, run: Run) -> None:
    Path("other.yaml").write_text(POLICY.replace("Shop", "Other"), encoding="utf-8")
    Path("other.cases.yaml").write_text(CASES, encoding="utf-8")
    Path("untested.yaml").write_text(POLICY, encoding="utf-8")

    told = run("policy", "test").stdout

    assert [line for line in told.splitlines() if line.endswith("cases pass")] == [
        "Other: 3 of 3 cases pass",
        "Shop: 3 of 3 cases pass",
    ]


def test_a_folder_without_cases_is_no_place_to_test(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    outcome = run("policy", "test")

    assert (outcome.code, outcome.stdout) == (2, "")
    assert "no policy in this folder has cases beside it" in outcome.stderr


def test_a_policy_without_cases_is_refused_with_the_name_of_their_file(desk: Path, run: Run) -> None:
    Path("shop.cases.yaml").unlink()

    outcome = run("policy", "test", desk)

    assert outcome.code == 2
    assert outcome.stderr == "error: there are no cases beside shop.yaml\n\nhint: write some to shop.cases.yaml\n"


def test_cases_with_problems_are_refused_with_their_places(desk: Path, run: Run, golden: Golden) -> None:
    Path("shop.cases.yaml").write_text(CASES.replace("agent: on it", "agnet: on it").replace("tier: 1", "teir: 1"))

    golden("cli/policy-test-problems.txt", str(run("policy", "test", desk)))


def test_too_little_coverage_ends_with_exit_code_1_where_that_is_asked(desk: Path, run: Run) -> None:
    Path("shop.cases.yaml").write_text(CASES[: CASES.index("  - name: An outage of the day")], encoding="utf-8")

    asked = run("policy", "test", desk, "--fail-under", "90")

    assert run("policy", "test", desk).code == 0
    assert run("policy", "test", desk, "--fail-under", "30").code == 0
    assert asked.code == 1
    assert asked.stderr == "--fail-under 90: Shop: 5 of 16 rules reached (31.2 %)\n"


def test_formats_for_programs_give_every_check(desk: Path, run: Run) -> None:
    outcome = run("policy", "test", desk, desk, "--format", "json")
    rows = json.loads(outcome.stdout)["rows"]

    assert len(rows) == 2 * 21
    assert rows[0] == {
        "policy": "Shop",
        "file": "shop.cases.yaml",
        "line": 6,
        "case": "An outage is urgent, at night too for those who work then",
        "at": "2026-01-05T13:10:00Z",
        "what": "rule",
        "expected": "Outages",
        "got": "Outages",
        "passed": True,
    }
    assert all(row["passed"] for row in rows)


def test_a_line_fits_the_terminal(desk: Path) -> None:
    from wcwidth import wcswidth

    from hindesk.cases.testing import run_policy_cases
    from hindesk.reports.cases import tested_reports
    from hindesk.reports.formats import render

    Path("shop.cases.yaml").write_text(KOREAN, encoding="utf-8")
    shown = [render(one, "table", width=80).decode() for one in tested_reports(run_policy_cases(desk))]
    tables = [line for text in shown for line in text.split("\n\n")[1].splitlines()]

    assert max(map(wcswidth, tables)) <= 80
    assert "…" not in "".join(tables)


def test_people_of_the_roster_are_told_by_their_names(desk: Path, run: Run) -> None:
    Path("people.csv").write_text("name,team,manager\nkim,shop,Ana Lee\nAna Lee,shop,\n", encoding="utf-8")
    policy = POLICY.replace("sla:\n", "people: people.csv\nsla:\n").replace("{person: lee}", "{manager_of: assignee}")
    Path("shop.yaml").write_text(policy, encoding="utf-8")
    Path("shop.cases.yaml").write_text(CASES.replace("to lee, nobody", "to Ana Lee, nobody"), encoding="utf-8")

    outcome = run("policy", "test", desk)

    assert (outcome.stderr, outcome.code) == ("", 0)


def test_whoever_is_on_call_and_everybody_in_a_role_is_told_by_name(desk: Path, run: Run) -> None:
    Path("people.csv").write_text("name,team\nkim,shop\nlee,shop\nparka,shop\nana,shop\n", encoding="utf-8")
    sections = """\
people: people.csv
on_call:
  night: {layers: [{rotate: daily, start: 2026-01-05T09:00, who: [lee, ana]}]}
roles: {leads: [kim, parka]}
sla:
"""
    policy = POLICY.replace("sla:\n", sections).replace(
        "{person: lee}, {manager_of: team}", "{on_call: night}, {role: leads}"
    )
    Path("shop.yaml").write_text(policy, encoding="utf-8")
    Path("shop.cases.yaml").write_text(CASES.replace("to lee, nobody", "to ana, kim, parka"), encoding="utf-8")

    outcome = run("policy", "test", desk)

    assert (outcome.stderr, outcome.code, outcome.stdout.count("FAIL")) == ("", 0, 0)
