"""Cases of what tickets tell when they are created: forms, what is missing, and where decision trees lead."""

from __future__ import annotations

import pytest

from tests.cases.shop import differences, outcome, read

POLICY = """\
hindesk: 1
name: Desk
time_zone: Asia/Seoul
fields: [invoice]
priority:
  - {when: {type: billing}, set: high}
sla:
  - {name: All, calendar: always, targets: {resolution: 4h}}
forms:
  - name: Billing
    when: {type: billing}
    require: [company, {field: invoice, when: {product: shop}}]
  - {name: Rest, when: {type: {is_set: true}}, require: [type, channel, priority]}
trees:
  - name: 첫 분류
    ask: type
    cases:
      billing:
        ask: product
        cases: {shop: {end: {tier: 2, team: Billing, tag: [paid, shop]}}}
        else: {end: {team: Billing}}
      question: {end: {tier: 1, next: Send the help page}}
  - {name: Channels, ask: channel, cases: {chat: {end: {tier: 0}}}, else: {end: {tier: 1}}}
"""

CASES = """\
cases:
  - name: A payment of the shop
    ticket: {created: Mon 2026-01-05 10:00, type: billing, product: shop}
    history: |
      10:10 invoice = 17
      10:20 type = question
    form: Billing
    missing: [company, invoice]
    trees: {첫 분류: {tier: 2, team: Billing, tag: [shop, paid]}, Channels: {tier: 1}}

  - name: A payment of the app
    ticket: {created: Mon 2026-01-05 10:00, type: billing, product: app, company: Acme}
    form: Billing
    missing: []
    trees: {첫 분류: {team: Billing}}

  - name: A question lacks what nobody gave it, and the company is not asked for
    ticket: {created: Mon 2026-01-05 10:00, type: question, channel: chat}
    form: Rest
    missing: [priority]
    trees: {첫 분류: {tier: 1, next: Send the help page}, Channels: {tier: 0}}

  - name: What nobody has sorted belongs nowhere
    ticket: {created: Mon 2026-01-05 10:00}
    form: none
    trees: {첫 분류: none}
"""

HEAD = """\
cases:
  - name: one
    ticket: {created: Mon 2026-01-05 10:00, type: billing, product: shop}
"""


def case(line: str) -> list[tuple[str, str, str]]:
    """What differs in one case with this line, whose ticket lacks its company and its invoice."""
    return differences(outcome(f"{HEAD}    {line}\n", POLICY))


def test_the_cases_pass_and_reach_every_form_field_and_branch() -> None:
    found = outcome(CASES, POLICY)

    assert differences(found) == []
    assert found.coverage.missed == ()


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("    when: {type: billing}\n    require", "    when: {type: refund}\n    require", {"form", "missing"}),
        ("  - {name: Rest, when: {type: {is_set: true}}, ", "  - {name: Rest, ", {"form"}),
        ("[company, {field: invoice", "[product, {field: invoice", {"missing"}),
        (", {field: invoice, when: {product: shop}}]", "]", {"missing"}),
        ("{field: invoice, when: {product: shop}}", "invoice", {"missing"}),
        ("[type, channel, priority]", "[type, channel]", {"missing"}),
        ("[type, channel, priority]", "[type, company, priority]", {"missing"}),
        ("tier: 2, team: Billing, tag", "tier: 3, team: Billing, tag", {"tree: 첫 분류"}),
        ("tier: 2, team: Billing, tag", "tier: 2, team: Money, tag", {"tree: 첫 분류"}),
        ("tag: [paid, shop]", "tag: paid", {"tree: 첫 분류"}),
        ("next: Send the help page", "next: Call them", {"tree: 첫 분류"}),
        ("else: {end: {team: Billing}}", "else: {end: {team: Billing, tier: 1}}", {"tree: 첫 분류"}),
        ("        else: {end: {team: Billing}}\n", "", {"tree: 첫 분류"}),
        ("cases: {shop: ", "cases: {web: ", {"tree: 첫 분류"}),
        ("      question: {end", "      problem: {end", {"tree: 첫 분류"}),
        ("else: {end: {tier: 1}}", "else: {end: {tier: 2}}", {"tree: Channels"}),
    ],
)
def test_what_is_broken_makes_a_case_fail(old: str, new: str, what: set[str]) -> None:
    assert POLICY.count(old) == 1

    failed = {spoken for spoken, _, _ in differences(outcome(CASES, POLICY.replace(old, new)))}

    assert failed == what


@pytest.mark.parametrize(
    ("line", "differs"),
    [
        ("form: Rest", ("form", "Rest", "Billing")),
        ("form: none", ("form", "none", "Billing")),
        ("missing: []", ("missing", "nothing", "company, invoice")),
        ("missing: [invoice]", ("missing", "invoice", "company, invoice")),
        ("missing: [product, invoice, company]", ("missing", "company, invoice, product", "company, invoice")),
        ("trees: {Channels: none}", ("tree: Channels", "none", "tier 1")),
        (
            "trees: {첫 분류: {tier: 2, team: Billing, tag: paid}}",
            ("tree: 첫 분류", "tier 2, team Billing, tag paid", "tier 2, team Billing, tag paid, shop"),
        ),
    ],
)
def test_what_is_expected_stands_beside_what_came(line: str, differs: tuple[str, str, str]) -> None:
    assert case(line) == [differs]


@pytest.mark.parametrize("line", ["form: Billing", "missing: [invoice, company]", "trees: {Channels: {tier: 1}}"])
def test_of_what_is_not_written_nothing_is_asked(line: str) -> None:
    assert case(line) == []


def test_a_ticket_that_belongs_to_no_form_fails_where_nothing_must_be_missing() -> None:
    cases = HEAD.replace(", type: billing", "") + "    missing: []\n"

    assert differences(outcome(cases, POLICY)) == [("missing", "nothing", "no form")]


def test_a_check_stands_on_the_line_of_its_key() -> None:
    (result,) = outcome(f"{HEAD}    form: Rest\n    trees: {{Channels: none}}\n", POLICY).results

    assert [(check.line, check.what) for check in result.checks] == [(4, "form"), (5, "tree: Channels")]


def test_what_no_case_reaches_is_named_with_its_line() -> None:
    missed = outcome(f"{HEAD}    form: Billing\n", POLICY).coverage.missed

    assert [(rule.place.line, rule.key.section, rule.what) for rule in missed] == [
        (13, "forms", "Rest"),
        (21, "trees", "첫 분류 > billing > else: team Billing"),
        (22, "trees", "첫 분류 > question: tier 1: Send the help page"),
        (23, "trees", "Channels > chat: tier 0"),
    ]


def test_a_field_that_no_ticket_is_shown_is_named_with_its_line() -> None:
    missed = outcome(HEAD.replace("shop", "app") + "    form: Billing\n", POLICY).coverage.missed

    assert (12, "field", "Billing > invoice") in [(rule.place.line, rule.key.section, rule.what) for rule in missed]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("form: Biling", "4:11: cases > one > form: unknown form 'Biling'; did you mean 'Billing'?"),
        ("missing: [company, invoce]", "4:24: cases > one > missing > no. 2: unknown field 'invoce'; did you mean"),
        (
            "trees: {Chanels: none}",
            "4:13: cases > one > trees: unknown tree 'Chanels'; did you mean 'Channels'?",
        ),
        (
            "trees: {Channels: {teir: 1}}",
            "4:24: cases > one > trees > Channels: unknown key 'teir'; did you mean",
        ),
        ("trees: {Channels: {tier: 7}}", "4:30: cases > one > trees > Channels > tier: "),
        ("trees: {Channels: {}}", "4:23: cases > one > trees > Channels: the branch ends in nothing"),
        ("trees: {}", "4:12: cases > one > trees: expected a mapping such as {First look: {tier: 2}}, found nothing"),
        ("trees: {Channels: 2}", "4:23: cases > one > trees > Channels: "),
    ],
)
def test_what_is_wrong_is_told_with_its_place(line: str, told: str) -> None:
    (problem,) = read(f"{HEAD}    {line}\n", POLICY).problems

    assert str(problem).removeprefix("policy.cases.yaml:").startswith(told)


def test_nothing_can_be_missing_where_no_form_is_expected() -> None:
    (problem,) = read(f"{HEAD}    form: none\n    missing: []\n", POLICY).problems

    assert str(problem).removeprefix("policy.cases.yaml:") == (
        "5:14: cases > one > missing: a ticket that belongs to no form lacks nothing; leave `missing` out"
    )
