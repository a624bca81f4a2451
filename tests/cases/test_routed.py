"""Cases of where a ticket is routed: the skill rule that it meets at an instant, none, or that it is left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hindesk.cases.imagined import imagined
from hindesk.cases.running import run_cases
from hindesk.cases.testing import judge
from hindesk.explain.asked import Asked, ask
from hindesk.policy.routing import Routing, SkillRule
from tests.cases.shop import differences, outcome, read, shop

POLICY = """\
hindesk: 1
name: Desk
time_zone: Asia/Seoul
fields: [area]
priority:
  - {when: {subject: {contains: outage}}, set: urgent}
sla:
  - {name: Everyone, calendar: always, targets: {resolution: 8h}}
routing:
  skills:
    - {name: Outages, when: {priority: urgent}, need: networks}
    - {name: Payments, when: {area: [billing, refund]}, need: {payments: 2}, else: anyone}
    - {when: {area: data}, need: [data, privacy]}
  exclude: {any: [{handled_by: bot}, {tags: {contains: vip}}]}
"""

CASES = """\
cases:
  - name: A ticket is routed by what it is at each instant
    ticket: {created: Mon 2026-01-05 09:00, subject: outage, area: billing}
    history: |
      09:10 bot: Have you tried the guide?
      09:20 agent: Let me see
      09:30 priority = low
      09:40 area = data
      09:50 area = app
      10:00 tags = vip, shop
      10:10 tags = shop
      10:20 area = refund
    expect:
      - {at: 09:05, routed: Outages}
      - {at: 09:15, routed: excluded}
      - {at: 09:25, routed: Outages}
      - {at: 09:35, routed: Payments}
      - {at: 09:45, routed: data + privacy}
      - {at: 09:55, routed: none}
      - {at: 10:05, routed: excluded}
      - {at: 10:15, routed: none}
      - {routed: Payments}
"""

HEAD = """\
cases:
  - name: one
    ticket: {created: Mon 2026-01-05 09:00, area: billing}
"""


def case(routed: str, policy: str = POLICY) -> list[tuple[str, str, str]]:
    """What differs in one case of a payment that expects to be routed like this."""
    return differences(outcome(f"{HEAD}    expect: {{routed: {routed}}}\n", policy))


def test_the_cases_pass_and_reach_every_rule() -> None:
    found = outcome(CASES, POLICY)

    assert differences(found) == []
    assert found.coverage.missed == ()


@pytest.mark.parametrize(
    ("old", "new", "differs"),
    [
        ("{name: Outages", "{name: Down", {("Outages", "Down")}),
        ("when: {priority: urgent}", "when: {priority: high}", {("Outages", "Payments")}),
        (
            "when: {priority: urgent}, ",
            "",
            {("Payments", "Outages"), ("data + privacy", "Outages"), ("none", "Outages")},
        ),
        ("area: [billing, refund]", "area: refund", {("Payments", "none")}),
        ("area: [billing, refund]", "area: billing", {("Payments", "none")}),
        ("area: [billing, refund]", "area: [billing, refund, data]", {("data + privacy", "Payments")}),
        ("area: [billing, refund]", "area: [billing, refund, app]", {("none", "Payments")}),
        ("need: [data, privacy]", "need: data", {("data + privacy", "data")}),
        ("    - {when: {area: data}, need: [data, privacy]}\n", "", {("data + privacy", "none")}),
        ("handled_by: bot", "handled_by: agent", {("excluded", "Outages"), ("Outages", "excluded")}),
        ("contains: vip", "contains: gold", {("excluded", "none")}),
        ("contains: vip", "contains: shop", {("none", "excluded"), ("Payments", "excluded")}),
        ("contains: outage", "contains: broken", {("Outages", "Payments")}),
    ],
)
def test_what_is_broken_makes_a_case_fail(old: str, new: str, differs: set[tuple[str, str]]) -> None:
    found = differences(judge(*shop(broken(old, new)), [read(CASES, POLICY)]))

    assert {what for what, _, _ in found} == {"routed"}
    assert {(expected, got) for _, expected, got in found} >= differs


def broken(old: str, new: str) -> str:
    """The policy with one thing changed."""
    assert POLICY.count(old) == 1
    return POLICY.replace(old, new)


@pytest.mark.parametrize("routed", ["Outages", "data + privacy", "excluded", "none"])
def test_another_way_than_the_expected_one_stands_beside_it(routed: str) -> None:
    assert case(routed) == [("routed", routed, "Payments")]


def test_a_ticket_that_is_left_alone_meets_no_rule() -> None:
    policy = broken("handled_by: bot", "area: billing")

    assert case("excluded", policy) == []
    assert case("Payments", policy) == [("routed", "Payments", "excluded")]


def test_a_ticket_that_no_rule_matches_may_go_to_anybody() -> None:
    policy = broken("[billing, refund]", "refund")

    assert case("none", policy) == []
    assert case("Payments", policy) == [("routed", "Payments", "none")]


def test_of_what_is_not_written_nothing_is_asked() -> None:
    assert differences(outcome(f"{HEAD}    expect: {{priority: none}}\n", POLICY)) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"subject": "outage"},
        {"area": "refund"},
        {"area": "data"},
        {"area": "app"},
        {"area": "data", "tags": "vip"},
        {"area": "refund", "handled_by": "bot"},
    ],
)
def test_it_is_what_explain_says_of_the_same_ticket(fields: dict[str, str]) -> None:
    policy, _ = shop(POLICY)
    with imagined(fields, at=1_767_571_200_000_000) as (desk, found):
        said = [one for one in ask(desk, policy, found).asked if one.section in {"routing", "skills"}]
    made = ", ".join(f"{name}: {value}" for name, value in fields.items() if name != "handled_by")
    answered = "    history: '09:00 bot: hello'\n" if "handled_by" in fields else ""
    head = HEAD.replace("area: billing", made) + answered

    assert differences(outcome(f"{head}    expect: {{routed: {name_of(said[-1])}}}\n", POLICY)) == []


def name_of(last: Asked) -> str:
    """What a case calls the last rule of `routing` that was asked."""
    assert isinstance(last.rule, SkillRule | Routing)
    return "none" if not last.matches else last.rule.name if isinstance(last.rule, SkillRule) else "excluded"


def test_what_is_not_reached_is_named_with_its_line() -> None:
    missed = outcome(f"{HEAD}    expect: {{routed: Payments}}\n", POLICY).coverage.missed

    assert [(rule.place.line, rule.key.section, rule.what) for rule in missed if rule.key.section != "priority"] == [
        (11, "skills", "Outages"),
        (13, "skills", "data + privacy"),
        (14, "routing", "exclude"),
    ]


def test_of_two_rules_with_the_same_skills_each_is_reached_for_itself() -> None:
    policy = POLICY.replace(
        "    - {when: {area: data}", "    - {when: {area: logs}, need: [data, privacy]}\n" + "    - {when: {area: data}"
    )
    cases = HEAD.replace("billing", "data") + "    expect: {routed: data + privacy}\n"

    missed = [(rule.place.line, rule.what) for rule in outcome(cases, policy).coverage.missed]
    assert (13, "data + privacy") in missed
    assert (14, "data + privacy") not in missed


@pytest.mark.parametrize(
    ("routed", "told"),
    [
        ("Paymens", "unknown skill rule 'Paymens'; did you mean 'Payments'?"),
        ("exclded", "unknown skill rule 'exclded'; did you mean 'excluded'?"),
        ("sales", "unknown skill rule 'sales'; known here: Outages, Payments, data + privacy, excluded, none"),
        ("", "expected a text, found nothing"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(routed: str, told: str) -> None:
    (problem,) = read(f"{HEAD}    expect: {{at: 09:00, routed: {routed}}}\n", POLICY).problems

    assert str(problem) == f"policy.cases.yaml:4:33: cases > one > expect > no. 1 > routed: {told}"


def test_nothing_can_be_excluded_where_the_policy_leaves_nothing_alone() -> None:
    policy = POLICY.partition("  exclude")[0]
    (problem,) = read(f"{HEAD}    expect: {{routed: excluded}}\n", policy).problems

    assert problem.message == "unknown skill rule 'excluded'; known here: Outages, Payments, data + privacy, none"


@pytest.mark.parametrize("routed", ["Payments", "none", "excluded"])
def test_a_policy_without_routing_is_told_so(routed: str) -> None:
    (problem,) = read(f"{HEAD}    expect: {{routed: {routed}}}\n", POLICY.partition("routing")[0]).problems

    assert str(problem) == (
        "policy.cases.yaml:4:22: cases > one > expect > no. 1 > routed: the policy routes no tickets; write a "
        "`routing` section in it, or leave `routed` out"
    )


def test_routing_that_looks_at_more_changes_nothing_else_of_a_case() -> None:
    policy, _ = shop(POLICY)
    cases = read(CASES, POLICY).cases
    plain = run_cases(replace(policy, routing=None), cases).lives[0].views

    for at, view in run_cases(policy, cases).lives[0].views.items():
        assert (view.clocks, {**view.facts, "routed": None}) == (plain[at].clocks, plain[at].facts)
