"""`hindesk policy on-call`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Golden, Run

POLICY = """\
hindesk: 1
name: 작은 데스크
time_zone: Asia/Seoul
calendars:
  office: {week: {mon-fri: "09:00-18:00"}, holidays: KR}
on_call:
  payments:
    layers:
      - {every: 12h, start: 2026-02-09T09:00, who: [이아나, nobody]}
      - {rotate: weekly, start: 2026-02-09T09:00, who: [김수지, 박준수, 정미래], hours: office}
    overrides: [{from: 2026-02-16T00:00, to: 2026-02-19T00:00, who: 이아나}]
  london:
    time_zone: Europe/London
    layers: [{rotate: daily, start: 2026-03-27T09:00, who: [Ada, Ben]}]
sla:
  - {name: Everyone, calendar: office, targets: {first_response: 4h}}
"""


@pytest.fixture
def policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A policy with two schedules, named without its folder."""
    monkeypatch.chdir(tmp_path)
    Path("desk.yaml").write_text(POLICY, encoding="utf-8")
    return Path("desk.yaml")


def answer(run: Run, *arguments: object) -> Any:  # noqa: ANN401 - JSON
    return json.loads(run("policy", "on-call", *arguments, "--format", "json").stdout)


def test_a_period_is_shown_with_its_gaps(policy: Path, run: Run, golden: Golden) -> None:
    shown = run("policy", "on-call", policy, "payments", "--from", "2026-02-13", "--to", "2026-02-20")

    golden("cli/policy-on-call.txt", str(shown))


def test_an_instant_is_shown_for_every_schedule(policy: Path, run: Run, golden: Golden) -> None:
    golden("cli/policy-on-call-at.txt", str(run("policy", "on-call", policy, "--at", "2026-03-29 12:00")))


def test_without_a_period_there_are_28_days_by_the_wall_clock_from_the_start(policy: Path, run: Run) -> None:
    found = answer(run, policy, "london")

    assert (found["rows"][0]["start"], found["rows"][-1]["end"]) == ("2026-03-27T09:00:00Z", "2026-04-24T08:00:00Z")
    assert len(found["rows"]) == 28
    assert found["notes"] == [
        "london: 100.0 % covered, no gap, from 2026-03-27 09:00 to 2026-04-24 09:00 (Europe/London)"
    ]


def test_hand_overs_keep_the_wall_clock_of_the_schedule(policy: Path, run: Run) -> None:
    rows = answer(run, policy, "london")["rows"]

    assert [row["wall_clock"] for row in rows[:4]] == [
        "Fri 09:00 +0000",
        "Sat 09:00 +0000",
        "Sun 09:00 +0100",
        "Mon 09:00 +0100",
    ]
    assert [row["lasts"] for row in rows[:3]] == [24 * 3600, 23 * 3600, 24 * 3600]


def test_schedules_of_several_zones_say_in_which_they_are_shown(policy: Path, run: Run) -> None:
    found = answer(run, policy, "--from", "2026-04-01")

    assert {row["schedule"] for row in found["rows"]} == {"payments", "london"}
    assert found["notes"][-1] == (
        "`start` and `end` are shown in Asia/Seoul, `wall_clock` in the schedule's own time zone"
    )
    assert found["rows"][0]["start"] == "2026-03-31T15:00:00Z"


def test_a_gap_is_a_row_without_a_person(policy: Path, run: Run) -> None:
    rows = answer(run, policy, "payments", "--from", "2026-02-08", "--to", "2026-02-09T08:00")["rows"]

    assert [(row["person"], row["lasts"]) for row in rows] == [(None, 32 * 3600)]


def test_almost_all_is_not_shown_as_all(policy: Path, run: Run) -> None:
    policy.write_text(
        POLICY.replace("who: [이아나, nobody]", "who: [이아나]").replace(
            "to: 2026-02-19T00:00, who: 이아나", "to: 2026-02-16T00:10, who: nobody"
        ),
        encoding="utf-8",
    )
    (note, *_) = answer(run, policy, "payments")["notes"]

    assert note.startswith("payments: 99.9 % covered, 1 gap, ")


def test_people_who_are_never_on_call_in_the_period_are_named(policy: Path, run: Run) -> None:
    notes = answer(run, policy, "payments", "--from", "2026-02-09", "--to", "2026-02-20")["notes"]

    assert notes[1] == "payments: not on call in this period: 정미래"


def test_an_instant_without_anybody_names_who_comes_next(policy: Path, run: Run) -> None:
    (row,) = answer(run, policy, "payments", "--at", "2026-02-10 22:00")["rows"]

    assert (row["person"], row["because_of"], row["then"]) == (None, None, "김수지")
    assert (row["since"], row["until"]) == ("2026-02-10T12:00:00Z", "2026-02-11T00:00:00Z")


def test_an_instant_may_carry_an_offset(policy: Path, run: Run) -> None:
    (row,) = answer(run, policy, "payments", "--at", "2026-02-10T01:00+00:00")["rows"]

    assert (row["person"], row["because_of"]) == ("김수지", "layer 2")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("paymets",), "did you mean payments?"),
        (("xyz",), "it has payments, london"),
        (("payments", "--at", "2026-02-10", "--from", "2026-02-09"), "leave one of the two out"),
        (("payments", "--from", "2026-02-10", "--to", "2026-02-09"), "no time lies in the period"),
        (("payments", "--at", "tomorrow"), "--at: 'tomorrow' is no instant"),
        (("payments", "--from", "tomorrow"), "--from: 'tomorrow' is no instant"),
    ],
)
def test_what_can_not_be_answered_is_refused(policy: Path, run: Run, arguments: tuple[str, ...], message: str) -> None:
    outcome = run("policy", "on-call", policy, *arguments)

    assert (outcome.code, outcome.stdout) == (2, "")
    assert message in outcome.stderr


def test_a_policy_without_schedules_is_told_how_to_add_one(policy: Path, run: Run) -> None:
    Path("plain.yaml").write_text(
        "hindesk: 1\nname: Plain\ntime_zone: Asia/Seoul\n"
        "sla: [{name: All, calendar: always, targets: {resolution: 8h}}]\n",
        encoding="utf-8",
    )
    outcome = run("policy", "on-call", "plain.yaml")

    assert outcome.code == 2
    assert "`hindesk policy schema on_call`" in outcome.stderr


def test_an_unknown_person_is_found_by_the_check(policy: Path, run: Run) -> None:
    Path("people.csv").write_text("name,team\n김수지,a\n박준수,a\n정미래,a\nAda,b\nBen,b\n", encoding="utf-8")
    policy.write_text(f"{POLICY}people: people.csv\n", encoding="utf-8")
    outcome = run("policy", "check", policy)

    assert outcome.code == 2
    assert (
        "desk.yaml:9:53: on_call > payments > layers > no. 1 > who > no. 1: unknown person '이아나'" in outcome.stderr
    )
