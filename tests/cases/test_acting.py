"""Cases of what a policy does by itself: rules, tasks and the detector of thanks."""

from __future__ import annotations

import pytest

from tests.cases.shop import differences, outcome, read

POLICY = """\
hindesk: 1
name: Shop
time_zone: Asia/Seoul
calendars:
  office: {week: {mon-fri: "09:00-18:00"}}
tasks:
  Pay back: {team: Finance, calendar: office, target: 4h}
automation:
  on_create:
    - name: Refunds
      when: {subject: {contains: refund}}
      do: [{tag: Refund}, {set: {team: Finance}}, {task: Pay back}, {notify: [{person: ana}]}]
  on_update:
    - {name: Asked again, on: customer_message, when: {status: open}, do: {notify: [{person: lee}]}}
  on_time:
    - {name: Left to alone, after: 1h, since: unassigned, do: {set: {priority: high, tier: 2}}}
thanks: true
sla:
  - {name: Everyone, calendar: office, targets: {resolution: 1bd}}
"""

CASES = """\
cases:
  - name: A refund goes to finance, and stays solved
    ticket: {created: Mon 2026-01-05 10:00, subject: refund, team: shop, status: open}
    history: |
      10:30 customer: When?
      12:00 agent: Now
      12:00 status = solved
      12:30 customer: Thank you!
      12:30 customer status = open
    expect:
      - {at: 10:30, team: Finance, tagged: [refund], priority: none, clocks: {"task: Pay back": running due 14:00}}
      - {at: 11:30, priority: high, tier: 2}
      - {status: solved, clocks: {"task: Pay back": met}}
    told: |
      10:00 rule Refunds to ana
      10:30 rule Asked again to lee

  - name: Other tickets are nobody's task
    ticket: {created: Mon 2026-01-05 10:00, subject: question}
    as_of: 10:30
    expect: {tagged: [], clocks: {"task: Pay back": none}}
    told: nothing
"""

QUIET = """\
cases:
  - name: one
    ticket: {created: Mon 2026-01-05 10:00, subject: question}
    as_of: 10:30
    expect: {tagged: []}
"""


def test_the_cases_pass_and_reach_every_rule() -> None:
    found = outcome(CASES, POLICY)

    assert differences(found) == []
    assert found.coverage.missed == ()


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("when: {subject: {contains: refund}}", "when: {subject: {contains: back}}", {"told", "team", "tagged"}),
        ("{tag: Refund}, ", "", {"tagged"}),
        ("{tag: Refund}", "{tag: [Refund, money]}", {"tagged"}),
        ("{set: {team: Finance}}, ", "", {"team"}),
        ("{task: Pay back}, ", "", {"task: Pay back"}),
        (", {notify: [{person: ana}]}", "", {"told"}),
        ("target: 4h", "target: 5h", {"task: Pay back"}),
        ("Pay back: {team: Finance, calendar", "Pay back: {team: shop, calendar", {"task: Pay back"}),
        ("{notify: [{person: lee}]}", "{notify: [{person: kim}]}", {"told"}),
        ("when: {status: open}", "when: {status: on_hold}", {"told"}),
        ("after: 1h", "after: 2h", {"priority", "tier"}),
        ("after: 1h", "after: 10m", {"priority"}),
        ("thanks: true\n", "", {"status"}),
    ],
)
def test_what_is_broken_makes_a_case_fail(old: str, new: str, what: set[str]) -> None:
    assert POLICY.count(old) == 1

    failed = {spoken for spoken, _, _ in differences(outcome(CASES, POLICY.replace(old, new)))}

    assert what <= failed


def test_what_no_case_reaches_is_named_with_its_line() -> None:
    missed = outcome(QUIET, POLICY).coverage.missed

    assert [(rule.place.line, rule.key.section, rule.what) for rule in missed] == [
        (10, "automation", "Refunds"),
        (14, "automation", "Asked again"),
        (16, "automation", "Left to alone"),
        (7, "task", "Pay back: 4h"),
        (17, "thanks", "a solved ticket stays solved"),
    ]


def test_a_rule_that_tells_somebody_unexpectedly_stands_beside_nothing() -> None:
    told = CASES.replace("      10:30 rule Asked again to lee\n", "")

    assert differences(outcome(told, POLICY)) == [
        ("told", "nothing", "Mon 2026-01-05 10:30 rule Asked again to lee"),
    ]


def test_what_a_rule_tells_at_the_last_event_counts() -> None:
    one = QUIET.replace("    as_of: 10:30\n", "").replace("question", "refund").replace("expect: {tagged: []}", "{}")

    assert differences(outcome(one.replace("{}", "told: nothing"), POLICY)) == [
        ("told", "nothing", "Mon 2026-01-05 10:00 rule Refunds to ana"),
    ]
    assert differences(outcome(one.replace("{}", "told: 10:00 rule Refunds to ana"), POLICY)) == []


def test_an_unknown_rule_is_told_with_the_nearest() -> None:
    (problem,) = read(CASES.replace("rule Refunds to", "rule Refund to"), POLICY).problems

    assert (problem.place.line, "did you mean 'Refunds'?" in problem.message) == (15, True)


def test_a_rule_name_that_contains_to_is_read_whole() -> None:
    assert "Left to alone" in POLICY
    policy = POLICY.replace("do: {set: {priority: high, tier: 2}}", "do: {notify: [{person: kim}]}")
    told = "told: 11:00 rule Left to alone to kim"
    cases = QUIET.replace("    as_of: 10:30\n", "").replace("expect: {tagged: []}", told)

    assert differences(outcome(cases, policy)) == []
