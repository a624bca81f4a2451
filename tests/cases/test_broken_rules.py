"""The tester is tested: a rule that is broken makes a case fail, whatever kind of rule it is."""

from __future__ import annotations

import pytest

from tests.cases.shop import POLICY, differences, outcome


def broken(old: str, new: str) -> str:
    """The shop's policy with one thing changed."""
    assert POLICY.count(old) == 1
    return POLICY.replace(old, new)


def test_the_shop_passes_as_it_is() -> None:
    found = outcome()

    assert differences(found) == []
    assert [result.passed for result in found.results] == [True, True, True]
    assert found.coverage.missed == ()


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("first_response: 15m", "first_response: 20m", {"first_response"}),
        ("high: 1h", "high: 2h", {"first_response"}),
        ("else: 4h", "else: 3h", {"first_response"}),
        ("resolution: 1bd}", "resolution: 2bd}", {"breached", "told", "tier", "team"}),
        ("pause: {resolution: [waiting_on_customer]}", "pause: {}", {"resolution", "told"}),
        ("Pending: waiting_on_customer", "Pending: on_hold", {"resolution", "told"}),
        ("when: {subject: {contains: outage}}, set", "when: {subject: {contains: broken}}, set", {"priority", "rule"}),
        ("{set: normal}", "{set: low}", {"priority"}),
        ("{tier: 2, when", "{tier: 3, when", {"tier"}),
        ("{tier: 1}", "{tier: 0}", {"tier"}),
        ("when: {priority: urgent}", "when: {priority: low}", {"rule"}),
        ("night: always", "night: office", {"first_response"}),
        ('"09:00-18:00"', '"09:00-17:00"', {"first_response"}),
        ("closed: [2026-01-08]", "closed: []", {"first_response"}),
        ("before: 30m", "before: 45m", {"told"}),
        ("before: 30m, to: [assignee]", "before: 30m, to: [team]", {"told"}),
        ("level: 1, after: 0m", "level: 1, after: 30m", {"told"}),
        ("level: 2, after: 1h", "level: 3, after: 1h", {"told"}),
        ("{person: lee}", "{person: park}", {"told"}),
        (", {manager_of: team}", "", {"told"}),
        (", set: {team: specialists}", "", {"tier", "team"}),
        ("    remind: [{metric: resolution, before: 30m, to: [assignee]}]\n", "", {"told"}),
    ],
)
def test_a_broken_rule_makes_a_case_fail(old: str, new: str, what: set[str]) -> None:
    found = outcome(policy=broken(old, new))

    assert what <= {spoken for spoken, _, _ in differences(found)}
    assert found.failed > 0


def test_a_notice_that_comes_unexpectedly_stands_beside_nothing() -> None:
    more = "        - {level: 3, after: 2h, to: [team]}\n"

    assert differences(outcome(policy=POLICY + more)) == [
        ("told", "nothing", "Tue 2026-01-06 14:00 resolution level 3 to specialists")
    ]


def test_a_notice_that_does_not_come_stands_beside_nothing() -> None:
    level = "        - {level: 1, after: 0m, to: [assignee]}\n"

    assert differences(outcome(policy=broken(level, ""))) == [
        ("told", "Tue 2026-01-06 12:00 resolution level 1 to kim", "nothing")
    ]


def test_a_notice_to_somebody_else_at_another_time_stands_beside_the_one_that_is_expected() -> None:
    level = "level: 1, after: 0m, to: [assignee]"

    assert differences(outcome(policy=broken(level, "level: 1, after: 10m, to: [{person: park}]"))) == [
        (
            "told",
            "Tue 2026-01-06 12:00 resolution level 1 to kim",
            "Tue 2026-01-06 12:10 resolution level 1 to park",
        )
    ]
