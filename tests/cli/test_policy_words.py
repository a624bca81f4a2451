"""`hindesk policy show`, `policy diff` and `policy explain`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Golden, Outcome, Run
from tests.small_desk import import_small_desk

SMALL = """\
hindesk: 1
name: Desk
time_zone: Asia/Seoul
calendars:
  office: {week: {mon-fri: "09:00-18:00"}}
priority:
  - {when: {subject: {contains: outage}}, set: urgent}
  - {when: {type: billing}, set: high}
tiers:
  - {tier: 2, when: {tags: {contains: money}}}
  - {tier: 1}
roles: {leads: [Kim]}
sla:
  - {name: Company, when: {company: Acme}, calendar: always, targets: {first_response: 1h}}
  - name: Everyone
    calendar: office
    targets: {first_response: {urgent: 30m, else: 4h}, resolution: 2bd}
    escalate:
      first_response:
        - {level: 1, after: 0m, to: [assignee]}
        - {level: 2, after: 1h, to: [{role: leads}], when: {priority: urgent}}
automation:
  on_create:
    - {name: Late, when: {priority: urgent}, do: {tag: late}}
    - {name: Money, when: {priority: high}, do: {tag: money, set: {team: Finance}}}
routing:
  exclude: {handled_by: bot}
  skills:
    - {name: Region, when: {segment: north}, need: north}
    - {name: Else, need: [payments]}
"""


@pytest.fixture
def policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small policy, named without its folder."""
    monkeypatch.chdir(tmp_path)
    Path("desk.yaml").write_text(SMALL, encoding="utf-8")
    return Path("desk.yaml")


def rows(outcome: Outcome) -> list[dict[str, Any]]:
    """The rows of a JSON answer."""
    found: list[dict[str, Any]] = json.loads(outcome.stdout)["rows"]
    return found


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_ready_policy_is_shown_in_plain_words(language: str, run: Run, golden: Golden) -> None:
    shown = run("policy", "show", "social-desk", "--language", language, "--format", "markdown")

    golden(f"cli/policy-show-{language}.txt", str(shown))


def test_programs_get_a_row_for_each_statement_in_columns_that_do_not_vary(policy: Path, run: Run) -> None:
    shown = rows(run("policy", "show", policy, "--language", "ko", "--format", "json"))

    assert {"section": "tiers", "name": "1단계", "what": "", "says": "그 밖의 모든 문의"} in shown


def test_an_unknown_language_is_refused(policy: Path, run: Run) -> None:
    assert run("policy", "show", policy, "--language", "fr").code == 2


def test_the_difference_of_two_policies_is_told_in_words(policy: Path, run: Run, golden: Golden) -> None:
    Path("new.yaml").write_text(SMALL.replace("urgent: 30m", "urgent: 15m").replace("else: 4h", "else: 3h"), "utf-8")

    golden("cli/policy-diff.txt", str(run("policy", "diff", policy, "new.yaml")))


def test_policies_that_say_the_same_have_no_difference(policy: Path, run: Run) -> None:
    Path("same.yaml").write_text(f"# another comment\n{SMALL}", "utf-8")

    assert "Desk: nothing changed" in run("policy", "diff", policy, "same.yaml").stdout
    assert rows(run("policy", "diff", policy, "same.yaml", "--format", "json")) == []


def test_a_ticket_that_is_described_is_explained(policy: Path, run: Run, golden: Golden) -> None:
    described = ("--set", "type=billing,subject=Paid twice", "--at", "2026-03-09 17:00")

    golden("cli/policy-explain.txt", str(run("policy", "explain", policy, *described)))


def test_what_follows_sees_what_the_policy_set_at_creation(policy: Path, run: Run) -> None:
    asked = rows(run("policy", "explain", policy, "--set", "type=billing", "--format", "json"))

    assert [(one["section"], one["rule"]) for one in asked if one["matches"]] == [
        ("priority", "high"),
        ("automation", "Money"),
        ("sla", "Everyone"),
        ("notices", "first_response, level 1"),
        ("tiers", "tier 2"),
        ("skills", "Else"),
    ]


def test_fields_that_routing_alone_asks_for_count(policy: Path, run: Run) -> None:
    asked = rows(run("policy", "explain", policy, "--set", "segment=north", "--format", "json"))

    assert [one["because"] for one in asked if one["rule"] == "Region"] == ["segment is north"]


def test_forms_and_trees_are_told_as_the_ticket_was_created(policy: Path, run: Run) -> None:
    forms = (
        "forms:\n  - {name: Money, when: {type: billing}, require: [company, {field: product, when: {channel: web}}]}\n"
    )
    trees = "trees:\n  - {name: First, ask: type, cases: {billing: {end: {team: Finance}}}, else: {end: {tier: 1}}}\n"
    policy.write_text(f"{SMALL}{forms}{trees}", encoding="utf-8")

    asked = rows(run("policy", "explain", policy, "--set", "type=billing,channel=web", "--format", "json"))
    assert [(one["rule"], one["because"], one["then"]) for one in asked if one["section"] in {"forms", "trees"}] == [
        ("Money", "type is billing", "must tell company, product; lacks company, product"),
        ("First", "type is billing", "team Finance"),
    ]
    asked = rows(run("policy", "explain", policy, "--set", "type=praise,company=Acme", "--format", "json"))
    assert [(one["matches"], one["because"], one["then"]) for one in asked if one["section"] == "trees"] == [
        (True, "type is billing – the ticket's is praise", "tier 1")
    ]


def test_what_the_bot_holds_is_left_alone(policy: Path, run: Run) -> None:
    asked = rows(run("policy", "explain", policy, "--set", "handled_by=bot", "--format", "json"))

    assert [(one["section"], one["matches"]) for one in asked][-1] == ("routing", True)


def test_due_instants_are_told_only_of_a_real_instant(policy: Path, run: Run) -> None:
    asked = run("policy", "explain", policy, "--set", "type=billing").stdout

    assert "first_response 4 hours" in asked
    assert "due 20" not in asked


def test_every_rule_for_new_tickets_is_told_where_all_of_them_act(policy: Path, run: Run) -> None:
    third = "    - {name: Third, when: {all: [{tags: {contains: money}}, {team: Finance}]}, do: {tag: seen}}\n"
    text = SMALL.replace("  on_create:\n", "  match: all\n  on_create:\n").replace("routing:\n", f"{third}routing:\n")
    policy.write_text(text, encoding="utf-8")

    asked = rows(run("policy", "explain", policy, "--set", "type=billing", "--format", "json"))
    assert [(one["rule"], one["matches"]) for one in asked if one["section"] == "automation"] == [
        ("Late", False),
        ("Money", True),
        ("Third", True),
    ]


@pytest.mark.parametrize(("at", "tier"), [("2026-01-05 10:15", "tier 1"), ("2026-01-05 11:00", "tier 2")])
def test_a_stored_ticket_is_explained_as_it_was(at: str, tier: str, tmp_path: Path, run: Run) -> None:
    store = import_small_desk(tmp_path)
    about = ("policy", "explain", tmp_path / "small.yaml", "--ticket", "T2", "--store", store, "--at", at)

    asked = rows(run(*about, "--format", "json"))
    assert [one["rule"] for one in asked if one["section"] == "tiers" and one["matches"]] == [tier]
    assert "first_response 1 hour, due 2026-01-05 11:00" in next(
        one["then"] for one in asked if one["section"] == "sla"
    )


def test_a_ticket_that_did_not_exist_yet_is_refused(tmp_path: Path, run: Run) -> None:
    store = import_small_desk(tmp_path)
    about = ("policy", "explain", tmp_path / "small.yaml", "--ticket", "T2", "--store", store, "--at", "2026-01-01")

    assert "'T2' did not exist yet" in run(*about).stderr


LIMITS = """\
people: people.csv
fields: [refund, approval]
traits:
  comes back: {tickets: 3, same: customer, within: 7 days}
  spike: {tickets: 2, same: [product, type], within: 6h, times: 3}
  card data: {says: card number}
  loud: {when: {tags: {contains: loud}}}
permissions:
  - {name: Payments, when: {type: billing}, hold: [{team: Billing}]}
  - {name: The hard ones, tier: 2, hold: [{tier: own}]}
approvals:
  - {name: Large refunds, on: {changed: refund}, when: {refund: {above: 1000}}, approved: {approval: granted}}
sensitive:
  - {name: Cards, when: {trait: card data}, public: {channel: twitter}}
"""
LATER = """\
  on_update:
    - name: Calm
      by: customer
      on: customer_message
      when: {trait: [card data, comes back, spike, loud]}
      do: {tag: calm}
    - {name: Praise, when: {type: praise}, do: {tag: nice}}
  on_time:
    - {name: Look, since: unassigned, after: 2h, do: {tag: late}}
    - {name: Ask, since: agent_reply, after: 2h, do: {tag: ask}}
"""


@pytest.fixture
def limited(policy: Path) -> Path:
    """The same policy with traits, a roster and what it allows."""
    Path("people.csv").write_text("name,team,tier\nKim,Billing,2\nLee,Desk,1\n", encoding="utf-8")
    policy.write_text(f"{SMALL.replace('routing:', f'{LATER}routing:')}{LIMITS}", encoding="utf-8")
    return policy


def test_limits_and_traits_are_explained_in_their_sections(limited: Path, run: Run, golden: Golden) -> None:
    described = "type=billing,channel=twitter,assignee=Lee,refund=5000,trait=comes back,text=4111 1111 1111 1111"

    golden(
        "cli/policy-explain-limits.txt",
        str(run("policy", "explain", limited, "--set", described, "--at", "2026-03-09 17:00")),
    )


@pytest.mark.parametrize(
    ("fields", "then"),
    [
        ("type=billing", "nobody has it; may be held by anybody in the team Billing"),
        ("type=billing,assignee=Kim", "Kim may hold it: may be held by anybody in the team Billing"),
        ("type=billing,assignee=Lee", "Lee may not hold it: may be held by anybody in the team Billing"),
        (
            "type=billing,assignee=Choi",
            "nobody of the roster is called Choi: may be held by anybody in the team Billing",
        ),
        ("type=praise,assignee=Choi", None),
    ],
)
def test_whether_the_assignee_may_hold_a_ticket_is_told(fields: str, then: str | None, limited: Path, run: Run) -> None:
    asked = rows(run("policy", "explain", limited, "--set", fields, "--format", "json"))

    assert [one["then"] for one in asked if one["rule"] == "Payments"] == [then]


def test_a_permission_from_a_tier_up_counts_in_that_tier(limited: Path, run: Run) -> None:
    asked = rows(run("policy", "explain", limited, "--set", "type=praise,assignee=Lee", "--format", "json"))
    hard = rows(run("policy", "explain", limited, "--set", "tags=money,assignee=Lee", "--format", "json"))

    assert [(one["matches"], one["because"]) for one in asked if one["rule"] == "The hard ones"] == [
        (False, "tier is at least 2 – the ticket's is 1")
    ]
    assert [(one["matches"], one["then"]) for one in hard if one["rule"] == "The hard ones"] == [
        (True, "Lee may not hold it: may be held by anybody whose tier is at least the ticket's")
    ]


def test_a_field_that_only_routing_asks_for_puts_no_ticket_into_a_tier(limited: Path, run: Run) -> None:
    text = limited.read_text(encoding="utf-8").replace("  - {tier: 1}\n", "")
    limited.write_text(text, encoding="utf-8")
    asked = rows(run("policy", "explain", limited, "--set", "segment=north", "--format", "json"))

    assert [one["because"] for one in asked if one["rule"] == "The hard ones"] == [
        "tier is at least 2 – the ticket's is empty"
    ]


def test_what_a_trait_lacks_is_told(limited: Path, run: Run) -> None:
    asked = rows(run("policy", "explain", limited, "--set", "customer=Ann,product=app", "--format", "json"))

    assert [(one["rule"], one["because"]) for one in asked if one["section"] == "traits"] == [
        ("comes back", "1 ticket with the same customer within 7 days, it takes 3"),
        ("spike", "product or type was empty at creation"),
        ("card data", "neither subject, description nor a message by customer says card number"),
        ("loud", "tags contains loud – the ticket's is empty"),
    ]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("trait=coms back", "did you mean comes back?"),
        ("trait=card data", "the subject or the text tells whether the ticket has it"),
        ("trait=loud", "its fields tell whether the ticket has it"),
    ],
)
def test_only_traits_by_other_tickets_can_be_stated(fields: str, told: str, limited: Path, run: Run) -> None:
    outcome = run("policy", "explain", limited, "--set", fields)

    assert (outcome.code, outcome.stdout) == (2, "")
    assert told in outcome.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "about which ticket?"),
        (("--ticket", "1", "--set", "type=x"), "about which ticket?"),
        (("--set", "type"), "'type' is no field with a value"),
        (("--set", "tpye=x"), "did you mean type?"),
        (("--set", "priority=urgnt"), "did you mean urgent?"),
        (("--set", "type=x", "--at", "soon"), "--at: 'soon' is no instant"),
        (("--set", "type=x", "--source", "desk"), "--source goes with --ticket"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_way_out(
    policy: Path, arguments: tuple[str, ...], told: str, run: Run
) -> None:
    outcome = run("policy", "explain", policy, *arguments)

    assert (outcome.code, outcome.stdout) == (2, "")
    assert told in outcome.stderr
