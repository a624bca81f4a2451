"""Cases of traits, permissions, sensitive matters and approvals."""

from __future__ import annotations

from pathlib import Path

import pytest

from hindesk.cases.testing import run_policy_cases
from tests.cases.shop import differences, outcome, read

POLICY = """\
hindesk: 1
name: Desk
time_zone: Asia/Seoul
fields: [refund, approval, followers]
roles: {billing: [kim, lee]}
traits:
  influential: {when: {followers: {above: 10000}}}
  comes back: {tickets: 3, same: customer, within: 7 days}
  topic spike: {tickets: 4, same: product, within: 6h, times: 3}
  card data: {says: card number, by: [customer, agent]}
priority:
  - {when: {trait: [influential, comes back, topic spike]}, set: high}
tiers:
  - {tier: 2, when: {team: Second}}
  - {tier: 1}
automation:
  on_create:
    - {name: Payments, when: {type: billing}, do: {set: {assignee: kim, status: open}}}
permissions:
  - {name: Payments, when: {type: billing}, hold: [{role: billing}]}
  - {name: Second line, tier: 2, hold: [{person: park}]}
sensitive:
  - {name: Card data, when: {trait: card data}, public: {channel: twitter}}
approvals:
  - {name: Large refunds, on: {changed: refund}, when: {refund: {above: 100}}, approved: {approval: granted}}
sla:
  - {name: Everyone, calendar: always, targets: {resolution: 8h}}
"""

CASES = """\
cases:
  - name: A payment is held by those who may, or it is a lapse
    ticket: {created: Mon 2026-01-05 09:00, type: billing, customer: Ana, channel: twitter}
    history: |
      09:10 assignee = choi
      09:20 assignee = LEE
      09:30 customer: My card is 4111 1111 1111 1111
      09:40 channel = email
      10:00 team = Second
      10:10 assignee = park
      10:20 type = question
      Tue 2026-01-06 10:30 status = solved
      10:40 status = open
      10:40 channel = twitter
      10:50 team = First
    expect:
      - {at: 09:05, assignee: kim, status: open, traits: [], priority: none}
      - {at: 09:35, assignee: lee, traits: [card data]}
    lapses: |
      09:10 Payments by choi until 09:20, changed
      09:30 Card data until 09:40, moved
      10:00 Second line by lee until +10m, changed
      10:10 Payments by park until 10:20, changed
      Tue 2026-01-06 10:40 Card data lasts
    approvals: nothing

  - name: A large refund needs an approval
    ticket: {created: Mon 2026-01-05 09:00}
    history: |
      09:10 refund = 50
      09:20 refund = 200
      09:30 approval = granted
      09:40 refund = 300
    lapses: nothing
    approvals: |
      09:20 Large refunds missing
      09:40 Large refunds approved

  - name: Who writes a third time in a week comes back
    ticket: {created: Mon 2026-01-05 09:00, customer: Ana, product: app, followers: 20000}
    earlier:
      - {created: 2026-01-05 08:00, customer: ANA}
      - {created: 2026-01-01 08:00, customer: ana}
    expect: {traits: [influential, comes back], priority: high}

  - name: Who wrote before that does not
    ticket: {created: Mon 2026-01-05 09:00, customer: Ana, product: app}
    earlier:
      - {created: 08:00, customer: Ana}
      - {created: Mon 2025-12-29 09:00, customer: Ana}
    expect: {traits: [], priority: none}

  - name: Many at once of what few ask for are a spike
    ticket: {created: Thu 2026-02-05 09:00, product: app}
    earlier:
      - {created: 2026-01-05 09:00, product: app, times: 4, every: 7 days}
      - {created: 08:00, product: app, times: 3, every: 10m}
    expect: {traits: [topic spike], priority: high}

  - name: Of what always many ask for it is none
    ticket: {created: Thu 2026-02-05 09:00, product: app}
    earlier: [{created: 2026-01-05 09:00, product: app, times: 372, every: 2h}, {created: 08:00, product: app}]
    expect: {traits: []}
"""

HEAD = """\
cases:
  - name: one
    ticket: {created: Mon 2026-01-05 09:00, type: billing}
    history: |
      09:10 assignee = choi
      09:20 refund = 200
      09:30 assignee = lee
"""


def case(*lines: str) -> list[tuple[str, str, str]]:
    """What differs in one case with these lines: choi holds a payment from 09:10 to 09:30, and pays back at 09:20."""
    return differences(outcome(HEAD + "".join(f"    {line}\n" for line in lines), POLICY))


def test_the_cases_pass_and_reach_every_rule() -> None:
    found = outcome(CASES, POLICY)

    assert differences(found) == []
    assert found.coverage.missed == ()


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("above: 10000", "above: 30000", {"traits"}),
        ("tickets: 3, same: customer", "tickets: 4, same: customer", {"traits"}),
        ("same: customer", "same: product", {"traits"}),
        ("within: 7 days", "within: 8 days", {"traits", "priority"}),
        ("within: 7 days", "within: 4 days", {"traits"}),
        ("tickets: 4", "tickets: 5", {"traits", "priority"}),
        ("within: 6h", "within: 20m", {"traits", "priority"}),
        (", times: 3", "", {"traits"}),
        ("card number", "iban", {"traits", "lapses"}),
        ("by: [customer, agent]", "by: agent", {"traits", "lapses"}),
        ("{trait: [influential, comes back, topic spike]}", "{trait: card data}", {"priority"}),
        ("assignee: kim, status: open", "assignee: lee, status: open", {"assignee"}),
        ("assignee: kim, status: open", "assignee: choi, status: open", {"assignee", "lapses"}),
        (", status: open", "", {"status"}),
        ("when: {type: billing}, hold", "when: {type: refund}, hold", {"lapses"}),
        ("[{role: billing}]", "[{person: kim}]", {"lapses"}),
        ("[{role: billing}]", "[{role: billing}, {person: choi}]", {"lapses"}),
        ("tier: 2, hold", "tier: 1, hold", {"lapses"}),
        ("tier: 2, hold", "tier: 3, hold", {"lapses"}),
        ("[{person: park}]", "[{person: lee}]", {"lapses"}),
        ("when: {trait: card data}, public", "when: {type: question}, public", {"lapses"}),
        ("public: {channel: twitter}", "public: {channel: email}", {"lapses"}),
        ("public: {channel: twitter}", "public: {channel: [twitter, email]}", {"lapses"}),
        ("on: {changed: refund}", "on: {changed: approval}", {"approvals"}),
        ("above: 100}", "above: 20}", {"approvals"}),
        ("above: 100}", "above: 250}", {"approvals"}),
        ("approved: {approval: granted}", "approved: {approval: denied}", {"approvals"}),
        ("approved: {approval: granted}", "approved: {refund: {is_set: true}}", {"approvals"}),
    ],
)
def test_what_is_broken_makes_a_case_fail(old: str, new: str, what: set[str]) -> None:
    assert POLICY.count(old) == 1

    assert {spoken for spoken, _, _ in differences(outcome(CASES, POLICY.replace(old, new)))} >= what


@pytest.mark.parametrize(
    ("lines", "differs"),
    [
        (["lapses: nothing"], ("nothing", "Mon 2026-01-05 09:10 Payments by choi until Mon 2026-01-05 09:30, changed")),
        (
            ["lapses: 09:10 Payments by choi lasts"],
            (
                "Mon 2026-01-05 09:10 Payments by choi lasts",
                "Mon 2026-01-05 09:10 Payments by choi until Mon 2026-01-05 09:30, changed",
            ),
        ),
        (
            ["lapses: 09:10 Payments by choi (unknown) until 09:31, over"],
            (
                "Mon 2026-01-05 09:10 Payments by choi (unknown) until Mon 2026-01-05 09:31, over",
                "Mon 2026-01-05 09:10 Payments by choi until Mon 2026-01-05 09:30, changed",
            ),
        ),
        (
            ["lapses: |", "  09:10 Payments by choi until 09:30, changed", "  09:20 Card data lasts"],
            ("Mon 2026-01-05 09:20 Card data lasts", "nothing"),
        ),
    ],
)
def test_a_lapse_that_differs_stands_beside_the_one_that_came(lines: list[str], differs: tuple[str, str]) -> None:
    assert case(*lines) == [("lapses", *differs)]


@pytest.mark.parametrize(
    ("line", "differs"),
    [
        ("approvals: nothing", ("nothing", "Mon 2026-01-05 09:20 Large refunds missing")),
        (
            "approvals: 09:20 Large refunds approved",
            ("Mon 2026-01-05 09:20 Large refunds approved", "Mon 2026-01-05 09:20 Large refunds missing"),
        ),
        (
            "approvals: 09:21 Large refunds missing",
            ("Mon 2026-01-05 09:21 Large refunds missing", "Mon 2026-01-05 09:20 Large refunds missing"),
        ),
    ],
)
def test_an_approval_that_differs_stands_beside_the_one_that_came(line: str, differs: tuple[str, str]) -> None:
    assert case(line) == [("approvals", *differs)]


def test_a_trait_that_is_not_listed_is_one_too_many() -> None:
    three = CASES.replace("traits: [influential, comes back]", "traits: [influential]")

    assert differences(outcome(three, POLICY)) == [("traits", "influential", "comes back, influential")]


def test_the_tickets_of_other_cases_do_not_count() -> None:
    head = "cases:\n" + "".join(
        f"  - name: {name}\n    ticket: {{created: 2026-01-05 09:00, customer: Ana}}\n    expect: {{traits: []}}\n"
        for name in ("one", "two", "three")
    )

    assert differences(outcome(head, POLICY)) == []


def test_a_lapse_from_what_the_policy_sets_is_one() -> None:
    policy = POLICY.replace("assignee: kim, status", "assignee: choi, status")
    cases = HEAD.partition("    history")[0] + "    lapses: 09:00 Payments by choi lasts\n"

    assert differences(outcome(cases, policy)) == []


def test_what_is_not_reached_is_named_with_its_line() -> None:
    cases = HEAD.partition("    history")[0] + "    expect: {assignee: kim}\n"
    missed = outcome(cases, POLICY).coverage.missed
    sections = {"traits", "permissions", "approvals", "sensitive"}

    assert [(rule.place.line, rule.key.section, rule.what) for rule in missed if rule.key.section in sections] == [
        (7, "traits", "influential"),
        (8, "traits", "comes back"),
        (9, "traits", "topic spike"),
        (10, "traits", "card data"),
        (21, "permissions", "Second line"),
        (25, "approvals", "Large refunds"),
        (23, "sensitive", "Card data"),
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "expect: {traits: [comes bak]}",
            "8:23: cases > one > expect > no. 1 > traits > no. 1: unknown trait 'comes b",
        ),
        (
            "lapses: 09:10 Paymens by choi lasts",
            "8:19: cases > one > lapses: unknown permission 'Paymens'; did you mean",
        ),
        (
            "lapses: 09:10 Card dta lasts",
            "8:19: cases > one > lapses: unknown sensitive matter 'Card dta'; did you mea",
        ),
        ("lapses: 09:10 Payments lasts", "8:19: cases > one > lapses: 'Payments' is a permission; say who has the"),
        ("lapses: 09:10 Payments by (unknown) lasts", "8:19: cases > one > lapses: 'Payments' is a permission; say"),
        ("lapses: 09:10 Card data by kim lasts", "8:19: cases > one > lapses: 'Card data' is a sensitive matter, who"),
        (
            "lapses: 09:10 Card data",
            "8:19: cases > one > lapses: after the time stands `Payments by kim until 09:30, ch",
        ),
        (
            "lapses: 09:10 Card data until 09:20, mved",
            "8:42: cases > one > lapses: unknown ending 'mved'; did you mean",
        ),
        ("lapses: 09:10 Payments by kim until 09:20, moved", "8:48: cases > one > lapses: only a lapse of a sensitive"),
        ("lapses: 09:10 Card data until 08:20, moved", "8:35: cases > one > lapses: it ends before it begins; write"),
        ("lapses: 09:10 Card data until 24:20, moved", "8:35: cases > one > lapses: there is no time '24:20'; the la"),
        ("approvals: 09:20 Large refnds missing", "8:22: cases > one > approvals: unknown approval 'Large refnds'; di"),
        ("approvals: 09:20 Large refunds", "8:22: cases > one > approvals: after the time stands `Large refunds appro"),
        ("earlier: [{created: 10:00}]", "8:25: cases > one > earlier > no. 1 > created: it comes after the ticket of"),
        (
            "earlier: [{created: 08:00, times: 5, every: 1h}]",
            "8:25: cases > one > earlier > no. 1 > created: the last of 5 comes after the ticket of the case",
        ),
        ("earlier: [{created: 08:00, times: 5}]", "8:15: cases > one > earlier > no. 1: `times` and `every` stand tog"),
        ("earlier: [{created: 08:00, custmer: a}]", "8:32: cases > one > earlier > no. 1 > custmer: unknown field"),
        ("earlier: [{created: 8}]", "8:25: cases > one > earlier > no. 1 > created: '8' is no time; write"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(line: str, told: str) -> None:
    more = "" if line.startswith("expect") else "    expect: {assignee: lee}\n"
    (problem,) = read(f"{HEAD}    {line}\n{more}", POLICY).problems

    assert str(problem).removeprefix("policy.cases.yaml:").startswith(told)


@pytest.mark.parametrize("key", ["lapses: 2026-01-06 09:10 Card data lasts", "approvals: 10:20 Large refunds missing"])
def test_what_lies_behind_the_end_of_a_case_is_refused(key: str) -> None:
    (problem,) = read(f"{HEAD}    as_of: 10:00\n    {key}\n", POLICY).problems

    assert "one of these is after the end of the case; write a later as_of" in problem.message


def test_a_holder_whom_the_roster_does_not_know_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name,team,tier\nkim,Billing,2\nlee,Billing,1\n", encoding="utf-8")
    lines = ["people: people.csv\npermissions:\n", "  - {name: Own tier, hold: [{tier: own}]}\ntiers:\n  - {tier: 2}\n"]
    text = "hindesk: 1\nname: Desk\ntime_zone: Asia/Seoul\n" + "".join(lines)
    sla = "sla:\n  - {name: Everyone, calendar: always, targets: {resolution: 8h}}\n"
    (tmp_path / "desk.yaml").write_text(text + sla, encoding="utf-8")
    cases = HEAD.replace(", type: billing", ", assignee: kim").replace("refund = 200", "assignee = stranger")
    expected = "    lapses: |\n      09:10 Own tier by choi (unknown) until 09:20, changed\n"
    expected += "      09:20 Own tier by stranger (unknown) until 09:30, changed\n      09:30 Own tier by lee lasts\n"
    (tmp_path / "desk.cases.yaml").write_text(cases + expected, encoding="utf-8")

    assert differences(run_policy_cases(tmp_path / "desk.yaml")) == []
    (tmp_path / "desk.cases.yaml").write_text(cases + expected.replace("stranger (unknown)", "stranger"), "utf-8")
    ((_, _, got),) = differences(run_policy_cases(tmp_path / "desk.yaml"))
    assert "09:20 Own tier by stranger (unknown) until" in got
