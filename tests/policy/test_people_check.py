"""The people whom a policy names are those of its roster."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from hindesk.policy.load import check_policy, load_policy
from tests.policy.texts import HEAD

ROSTER: Final = """\
name,email,id
Kim Suji,suji@example.com,kim.suji
Park Junsu,junsu@example.com,park.junsu
Lee Ana,ana@example.com,lee.ana
"""
POLICY: Final = """\
people: people.csv
on_call:
  payments:
    layers: [{rotate: weekly, start: 2026-01-05T09:00, who: [kim.suji, Park Junsu, nobody]}]
    overrides:
      - {from: 2026-02-16T00:00, to: 2026-02-19T00:00, who: ANA@example.com}
      - {from: 2026-12-25T00:00, to: 2026-12-26T00:00, who: nobody}
roles: {leads: [lee.ana]}
sla:
  - name: All
    calendar: always
    targets: {resolution: 4h}
    remind: [{metric: resolution, before: 30m, to: [assignee, park.junsu]}]
    escalate:
      resolution:
        - {level: 1, after: 0m, to: [team, {person: kim.suji}, {role: leads}, {on_call: payments}]}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A policy with its roster beside it."""
    (tmp_path / "people.csv").write_text(ROSTER, encoding="utf-8")
    (tmp_path / "policy.yaml").write_text(HEAD + POLICY, encoding="utf-8")
    return tmp_path / "policy.yaml"


def problems(path: Path, old: str, new: str) -> list[str]:
    """The problems of the policy with another text in one place."""
    assert POLICY.count(old) == 1
    path.write_text(HEAD + POLICY.replace(old, new), encoding="utf-8")
    return [str(problem).removeprefix(f"{path}:") for problem in check_policy(path).problems]


def test_names_addresses_and_ids_become_the_rosters_names(path: Path) -> None:
    policy = load_policy(path)
    payments = policy.on_call["payments"]
    assert payments.layers[0].who == ("Kim Suji", "Park Junsu", None)
    assert [override.who for override in payments.overrides] == ["Lee Ana", None]
    assert policy.roles == {"leads": ("Lee Ana",)}
    told = [(one.sort, one.name) for notice in policy.sla[0].notices["resolution"] for one in notice.to]
    assert told == [
        ("assignee", ""),
        ("person", "Park Junsu"),
        ("team", ""),
        ("person", "Kim Suji"),
        ("role", "leads"),
        ("on_call", "payments"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("Park Junsu, nobody", "§Park Jun, nobody", "on_call > payments > layers > no. 1 > who > no. 2: "),
        ("ANA@example.com", "§Park Jun", "on_call > payments > overrides > no. 1 > who: "),
        ("roles: {leads: [lee.ana]}", "roles: {leads: §Park Jun}", "roles > leads: "),
        ("[assignee, park.junsu]", "§Park Jun", "sla > All > remind > no. 1 > to: "),
        ("assignee, park.junsu", "assignee, §Park Jun", "sla > All > remind > no. 1 > to > no. 2: "),
        (
            "{person: kim.suji}",
            "{person: §Park Jun}",
            "sla > All > escalate > resolution > no. 1 > to > no. 2 > person: ",
        ),
    ],
)
def test_somebody_whom_the_roster_lacks_is_told_at_the_place(path: Path, old: str, new: str, where: str) -> None:
    before = (HEAD + POLICY.replace(old, new)).partition("§")[0]
    place = f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
    told = f"{place}: {where}unknown person 'Park Jun'; did you mean 'Park Junsu'?"
    assert problems(path, old, new.replace("§", "")) == [told]


def test_a_word_that_is_like_no_name_is_told_with_the_roster(path: Path) -> None:
    (problem,) = problems(path, "roles: {leads: [lee.ana]}", "roles: {leads: [xyzzy]}")
    assert problem.endswith("unknown person 'xyzzy'; the roster people.csv has nobody of that name, address or id")


def test_a_policy_keeps_the_notes_on_its_roster(path: Path) -> None:
    assert load_policy(path).roster_notes == ()
    (path.parent / "people.csv").write_text(ROSTER.replace("id\n", "birthday\n"), encoding="utf-8")
    path.write_text(
        HEAD + "people: people.csv\n" + POLICY[POLICY.index("sla:") :].partition("    remind")[0], encoding="utf-8"
    )
    assert load_policy(path).roster_notes == ("people.csv:1: birthday: this column is not read",)


def test_without_a_roster_names_are_taken_as_they_are(path: Path) -> None:
    assert problems(path, "people: people.csv\n", "") == []
    assert load_policy(path).on_call["payments"].layers[0].who[0] == "kim.suji"
