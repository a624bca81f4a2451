"""The ready policies load, and say what they promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from hindesk.policy.load import check_policy, load_policy
from hindesk.policy.sources import CASES

FOLDER = Path(__file__).parents[2] / "policies"
READY = sorted(path.stem for path in FOLDER.glob("*.yaml") if not path.name.endswith(CASES))


def test_there_are_an_internal_desk_a_korean_one_with_a_stricter_plan_and_a_social_desk() -> None:
    assert READY == ["itil-internal-desk", "saas-korea", "saas-korea-2027", "social-desk"]


@pytest.mark.parametrize("name", READY)
def test_a_ready_policy_has_no_problems_and_nothing_that_is_never_reached(name: str) -> None:
    check = check_policy(FOLDER / f"{name}.yaml")
    assert check.problems == ()
    unwanted = ("never reached", "no rule uses", "taken for", "no target for priority", "match no rule")
    assert [str(note) for note in check.notes if any(word in note.message for word in unwanted)] == []


@pytest.mark.parametrize("name", READY)
def test_a_ready_policy_names_the_schema_for_editors(name: str) -> None:
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../schemas/policy-v1.json\n")
    assert (FOLDER / "../schemas/policy-v1.json").is_file()


def test_the_internal_desk_measures_to_closing_too() -> None:
    policy = load_policy(FOLDER / "itil-internal-desk.yaml")
    assert [metric.name for metric in policy.metrics][-1] == "closure"
    assert all({"resolution", "closure", "assignment"} <= set(rule.targets) for rule in policy.sla)
    assert any("ownership" in rule.targets for rule in policy.sla)


def test_the_korean_desk_keeps_lunch_and_holidays_free() -> None:
    calendar = load_policy(FOLDER / "saas-korea.yaml").calendars["업무시간"]
    assert calendar.week[0] == ((32_400, 43_200), (46_800, 64_800))
    assert calendar.holidays == ("KR",)
    assert calendar.zone == "Asia/Seoul"


def test_the_social_desk_never_closes_and_has_four_tiers() -> None:
    policy = load_policy(FOLDER / "social-desk.yaml")
    assert {rule.calendar.otherwise for rule in policy.sla} == {"always"}
    assert {rule.tier for rule in policy.tiers} == {0, 1, 2, 3}
