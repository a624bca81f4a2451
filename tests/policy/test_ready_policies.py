"""The ready policies load, and say what they promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from hindesk.policy.escalation import REMINDER
from hindesk.policy.load import check_policy, load_policy
from hindesk.policy.sources import CASES

FOLDER = Path(__file__).parents[2] / "policies"
READY = sorted(path.stem for path in FOLDER.glob("*.yaml") if not path.name.endswith(CASES))


def test_there_are_five_and_one_of_them_follows_the_guide_of_freshdesk() -> None:
    assert READY == ["freshdesk-guide", "itil-internal-desk", "saas-korea", "saas-korea-2027", "social-desk"]


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
    assert [metric.name for metric in policy.metrics if metric.own is None][-1] == "closure"
    assert all({"resolution", "closure", "assignment"} <= set(rule.targets) for rule in policy.sla)
    assert any("ownership" in rule.targets for rule in policy.sla)
    assert policy.evaluate_every == 15 * 60_000_000


def test_the_korean_desk_keeps_lunch_and_holidays_free() -> None:
    calendar = load_policy(FOLDER / "saas-korea.yaml").calendars["업무시간"]
    assert calendar.week[0] == ((32_400, 43_200), (46_800, 64_800))
    assert calendar.holidays == ("KR",)
    assert calendar.zone == "Asia/Seoul"


def test_the_social_desk_never_closes_and_has_four_tiers() -> None:
    policy = load_policy(FOLDER / "social-desk.yaml")
    assert {rule.calendar.otherwise for rule in policy.sla} == {"always"}
    assert {rule.tier for rule in policy.tiers} == {0, 1, 2, 3}


@pytest.mark.parametrize("name", READY)
def test_a_ready_policy_reminds_escalates_and_says_who_is_on_call(name: str) -> None:
    policy = load_policy(FOLDER / f"{name}.yaml")
    notices = [notice for rule in policy.sla for listed in rule.notices.values() for notice in listed]

    assert all(rule.notices for rule in policy.sla)
    assert {REMINDER, 1, 2} <= {notice.level for notice in notices}
    assert {"assignee", "manager_of", "on_call", "role"} <= {to.sort for notice in notices for to in notice.to}
    assert policy.people == ""


def test_the_korean_desk_knows_thanks() -> None:
    assert all(load_policy(FOLDER / f"{name}.yaml").thanks for name in ("saas-korea", "saas-korea-2027"))


def test_payments_of_the_guide_go_up_four_levels_half_an_hour_after_the_reminder() -> None:
    policy = load_policy(FOLDER / "freshdesk-guide.yaml")
    for rule in policy.sla[:2]:
        levels = [(notice.level, notice.offset) for notice in rule.notices["resolution"]]

        assert [level for level, _ in levels] == [REMINDER, 1, 2, 3, 4]
        assert levels[:2] == [(REMINDER, -30 * 60_000_000), (1, 0)]


def test_twitter_is_stricter_than_mail_for_every_metric_of_the_guide() -> None:
    sla = load_policy(FOLDER / "freshdesk-guide.yaml").sla
    for twitter, other in ((sla[0], sla[1]), (sla[2], sla[3])):
        for metric, choice in twitter.targets.items():
            assert choice.otherwise is not None
            longer = other.targets[metric].otherwise
            assert longer is not None
            assert longer.unit != "microsecond" or choice.otherwise.amount < longer.amount
