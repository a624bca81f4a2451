"""Who may hold which tickets is read, and held against the roster."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from hindesk.people.person import Person
from hindesk.policy.load import check_policy, load_policy
from hindesk.policy.may_hold import may_hold
from hindesk.policy.permissions import Holder
from tests.policy.texts import HEAD, SLA, notes, policy, problems

ROSTER: Final = """\
name,email,id,team,tier,skills
Kim Suji,suji@example.com,kim.suji,Billing,2,payments:2
Lee Ana,ana@example.com,lee.ana,Support,1,
"""
POLICY: Final = """\
people: people.csv
roles: {leads: [lee.ana]}
sla:
  - name: All
    calendar: always
    targets: {resolution: 4h}
    escalate: {resolution: [{level: 1, after: 0m, to: [team], set: {assignee: kim.suji}}]}
scenarios: {refund: {set: {assignee: Kim Suji, status: open}}}
automation:
  on_create: [{name: Refunds, when: {type: refund}, do: {set: {assignee: ANA@example.com}}}]
permissions:
  - name: Payments
    when: {type: billing}
    tier: 1
    hold: [{team: billing}, {skill: Payments, level: 2}, {role: leads}, kim.suji, {person: lee.ana}, {tier: own}]
  - {name: Hard, hold: {tier: 2}}
  - {name: Health, when: {type: health}, hold: kim.suji}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A policy with its roster beside it."""
    (tmp_path / "people.csv").write_text(ROSTER, encoding="utf-8")
    (tmp_path / "policy.yaml").write_text(HEAD + POLICY, encoding="utf-8")
    return tmp_path / "policy.yaml"


def told(path: Path, old: str, new: str) -> list[str]:
    """The problems of the policy with another text in one place."""
    assert POLICY.count(old) == 1
    path.write_text(HEAD + POLICY.replace(old, new), encoding="utf-8")
    return [str(problem).removeprefix(f"{path}:") for problem in check_policy(path).problems]


def test_holders_are_called_as_the_roster_calls_them(path: Path) -> None:
    payments, hard, health = load_policy(path).permissions
    assert payments.tier == 1
    assert payments.holders == (
        Holder("team", "billing"),
        Holder("skill", "Payments", 2),
        Holder("role", "leads"),
        Holder("person", "Kim Suji"),
        Holder("person", "Lee Ana"),
        Holder("own_tier"),
    )
    assert hard.holders == (Holder("tier", level=2),)
    assert health.holders == (Holder("person", "Kim Suji"),)


def test_whom_a_rule_assigns_stays_as_written(path: Path) -> None:
    assert load_policy(path).automation.rules[0].action.sets == (("assignee", "ANA@example.com"),)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "hold: kim.suji",
            "hold: §Kim Sujy",
            "permissions > Health > hold: unknown person 'Kim Sujy'; did you mean 'Kim Suji'?",
        ),
        (
            "{person: lee.ana}",
            "{person: §Lee Anna}",
            "permissions > Payments > hold > no. 5 > person: unknown person 'Lee Anna'; did you mean 'Lee Ana'?",
        ),
        (
            "{team: billing}",
            "{team: §Biling}",
            "permissions > Payments > hold > no. 1 > team: unknown team 'Biling'; did you mean 'Billing'?",
        ),
        (
            "{team: billing}",
            "{team: §Legal}",
            "permissions > Payments > hold > no. 1 > team: unknown team 'Legal'; the roster people.csv has no team of",
        ),
        (
            "skill: Payments",
            "skill: §paymets",
            "permissions > Payments > hold > no. 2 > skill: unknown skill 'paymets'; did you mean 'payments'?",
        ),
        (
            "hold: {tier: 2}",
            "hold: §{tier: 3}",
            "permissions > Hard > hold: nobody of the roster people.csv may hold it",
        ),
        (
            "hold: {tier: 2}",
            "tier: 3, hold: §[{tier: own}]",
            "permissions > Hard > hold: nobody of the roster people.csv may hold it",
        ),
        (
            "hold: {tier: 2}",
            "hold: §[{skill: payments, level: 3}, {tier: 3}]",
            "permissions > Hard > hold: nobody of the roster people.csv may hold it",
        ),
        (
            "set: {assignee: kim.suji}",
            "set: {assignee: §kim.sujy}",
            "sla > All > escalate > resolution > no. 1 > set > assignee: unknown person 'kim.sujy'; did you mean",
        ),
        (
            "assignee: ANA@example.com",
            "assignee: §Lee Anna",
            "automation > on_create > Refunds > do > set > assignee: unknown person 'Lee Anna'; did you mean",
        ),
        (
            "assignee: Kim Suji",
            "assignee: §Kim Sujy",
            "scenarios > refund > set > assignee: unknown person 'Kim Sujy'; did you mean 'Kim Suji'?",
        ),
    ],
)
def test_what_the_roster_lacks_is_told_at_the_place(path: Path, old: str, new: str, message: str) -> None:
    before = (HEAD + POLICY.replace(old, new)).partition("§")[0]
    place = f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
    (problem,) = told(path, old, new.replace("§", ""))
    assert problem.startswith(f"{place}: {message}")


@pytest.mark.parametrize(
    ("hold", "where", "who"),
    [
        ("§{team: Billing}", "hold > team", "is in a team"),
        ("[§{skill: payments}]", "hold > no. 1 > skill", "has a skill"),
        ("[kim.suji, §{tier: 2}]", "hold > no. 2 > tier", "is of which tier"),
        ("[§{tier: own}]", "hold > no. 1 > tier", "is of which tier"),
    ],
)
def test_a_holder_that_only_a_roster_tells_needs_one(hold: str, where: str, who: str) -> None:
    bare = hold.replace("§", "")
    (problem,) = problems(f"{HEAD}{SLA}permissions: [{{name: A, hold: {bare}}}]\n")
    assert problem.endswith(f"permissions > A > {where}: only a roster says who {who}; name its file under 'people'")


def test_without_a_roster_people_and_roles_are_taken_as_they_are() -> None:
    text = "roles: {leads: [kim]}\npermissions: [{name: A, hold: [park, {person: lee}, {role: leads}]}]\n"
    assert policy(text).permissions[0].holders == (
        Holder("person", "park"),
        Holder("person", "lee"),
        Holder("role", "leads"),
    )


@pytest.mark.parametrize(
    ("holder", "tier", "holds"),
    [
        (Holder("team", "BILLING"), 0, True),
        (Holder("team", "Support"), 0, False),
        (Holder("role", "leads"), 0, True),
        (Holder("role", "others"), 0, False),
        (Holder("person", "Kim"), 0, True),
        (Holder("person", "Lee"), 0, False),
        (Holder("skill", "Payments", 2), 0, True),
        (Holder("skill", "payments", 3), 0, False),
        (Holder("skill", "networks", 1), 0, False),
        (Holder("tier", level=2), 3, True),
        (Holder("tier", level=3), 0, False),
        (Holder("own_tier"), 2, True),
        (Holder("own_tier"), 3, False),
        (Holder("own_tier"), None, True),
    ],
)
def test_who_is_a_holder(holder: Holder, tier: int | None, *, holds: bool) -> None:
    kim = Person("Kim", teams=("Billing",), tier=2, skills={"payments": 2})
    assert may_hold(kim, [holder], roles={"leads": ("Kim",)}, tier=tier) is holds


def test_somebody_without_a_tier_has_every_one() -> None:
    holders = (Holder("tier", level=3), Holder("own_tier"))
    assert [may_hold(Person("Kim"), [one], roles={}, tier=3) for one in holders] == [True, True]


BAD: Final = [
    ("permissions: [§{hold: kim}]", "permissions > no. 1: 'name' is missing"),
    ("permissions: [§{name: A}]", "permissions > A: 'hold' is missing"),
    ("permissions: [{name: A, hold: §[]}]", "permissions > A > hold: nobody may hold it; write a person's name, or"),
    (
        "permissions: [{name: A, hold: {§teem: x}}]",
        "permissions > A > hold: unknown holder 'teem'; did you mean 'team'?",
    ),
    ("permissions: [{name: A, hold: {role: §leeds}}]", "hold > role: unknown role 'leeds'; did you mean 'leads'?"),
    ("permissions: [{name: A, hold: {tier: §4}}]", "hold > tier: expected a tier, 0 to 3, or own, found the number 4"),
    ("permissions: [{name: A, hold: {role: leads, §level: 2}}]", "hold: 'level' stands beside 'skill' alone"),
    ("permissions: [{name: A, hold: {skill: x, level: §0}}]", "hold > level: expected a level, 1 or more, found the"),
    ("permissions: [{name: A, hold: [kim, §kim]}]", "hold > no. 2: the same holder stands above"),
    ("permissions: [{name: A, tier: §9, hold: kim}]", "permissions > A > tier: expected 3 or less, found the number 9"),
    ("permissions: [{name: A, hold: kim}, {name: §A, hold: lee}]", "rule 1 has the name 'A' already"),
    ("permissions: [{name: A, when: {§tpye: x}, hold: kim}]", "unknown field 'tpye'; did you mean 'type'?"),
    ("approvals: [§{name: A, on: agent_reply}]", "approvals > A: 'approved' is missing"),
    ("approvals: [{name: A, on: §[], approved: {type: x}}]", "approvals > A > on: the list is empty"),
    ("approvals: [{name: A, on: §{type: x}, approved: {type: y}}]", "a condition stands in 'when'"),
    (
        "approvals: [{name: A, on: {changed: §refnd}, approved: {type: y}}]",
        "approvals > A > on > changed: unknown field",
    ),
    ("approvals: [{name: A, on: §created, approved: {type: y}}]", "no event after the creation raises 'created'"),
    ("sensitive: [§{name: A, when: {type: x}}]", "sensitive > A: 'public' is missing"),
    ("sensitive: [{name: A, when: §{}, public: {channel: twitter}}]", "sensitive > A > when: the condition is empty"),
    ("sensitive: §{name: A}", "sensitive: expected a list, found a mapping"),
]


@pytest.mark.parametrize(("piece", "message"), BAD)
def test_a_bad_section_has_one_problem_at_the_mark(piece: str, message: str) -> None:
    text = f"{HEAD}{SLA}roles: {{leads: [kim]}}\n{piece}\n"
    before = text.partition("§")[0]
    (problem,) = problems(text.replace("§", ""))
    assert problem.startswith(f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}: ")
    assert message in problem


def counting(text: str) -> list[str]:
    """The notes on permissions and sensitive matters."""
    return [note for note in notes(text + SLA) if "never" in note and ("permissions" in note or "sensitive" in note)]


@pytest.mark.parametrize(
    ("text", "reached"),
    [
        ("", "the policy gives no tiers"),
        ("tiers: [{tier: 1}]\n", "no ticket comes above tier 1"),
        ("tiers: [{tier: 2}]\n", None),
        ("automation: {on_create: [{name: Up, do: {set: {tier: 2}}}]}\n", None),
    ],
)
def test_a_permission_above_every_tier_is_named(text: str, reached: str | None) -> None:
    found = counting(f"{text}permissions: [{{name: A, tier: 2, hold: kim}}, {{name: B, hold: lee}}]\n")
    assert [note.partition(": ")[2] for note in found] == (
        [f"permissions > A > tier: this rule never counts: {reached}"] if reached else []
    )


def test_a_level_may_raise_a_ticket_to_a_permissions_tier() -> None:
    ladder = "escalate: {resolution: [{level: 1, after: 0m, to: [team], set: {tier: 3}}]}"
    sla = f"sla: [{{name: All, calendar: always, targets: {{resolution: 4h}}, {ladder}}}]\n"
    assert not [note for note in notes(f"permissions: [{{name: A, tier: 3, hold: kim}}]\n{sla}") if "never" in note]


@pytest.mark.parametrize(("tiers", "anybody"), [("", True), ("tiers: [{tier: 1}]\n", False)])
def test_a_permission_by_own_tiers_is_named_where_no_ticket_has_one(tiers: str, *, anybody: bool) -> None:
    rule = "permissions: [{name: A, hold: [kim, {tier: own}]}]\n"
    found = notes(f"people: people.csv\n{tiers}{rule}{SLA}")
    told = "anybody may hold them: the policy gives no tiers, and a ticket without one is in everybody's"
    assert [note.partition(": ")[2] for note in found if "permissions" in note] == (
        [f"permissions > A > hold: {told}"] if anybody else []
    )


@pytest.mark.parametrize(
    ("when", "approved", "told"),
    [
        ("{type: a}", "{type: [b, c]}", "this is never approved: 'when' and 'approved' can't hold of one ticket"),
        ("{type: a, team: x}", "{type: [a, b]}", "this is always approved: 'approved' holds wherever 'when' does"),
        ("{type: [a, b]}", "{type: a}", None),
        ("{type: a}", "{tags: {contains: approved}}", None),
    ],
)
def test_an_approval_that_is_never_or_always_given_is_named(when: str, approved: str, told: str | None) -> None:
    rule = f"{{name: A, on: {{changed: type}}, when: {when}, approved: {approved}}}"
    found = [note for note in notes(f"approvals: [{rule}]\n{SLA}") if "approvals" in note]
    assert [note.partition(": ")[2] for note in found] == ([f"approvals > A: {told}"] if told else [])


@pytest.mark.parametrize(
    ("when", "public", "never"),
    [
        ("{channel: email}", "{channel: [twitter, facebook]}", True),
        ("{type: x, not: {channel: [Twitter, facebook]}}", "{channel: [twitter, facebook]}", True),
        ("{channel: {not: twitter}}", "{channel: twitter}", True),
        ("{any: [{channel: email}, {type: x}]}", "{channel: twitter}", False),
        ("{channel: [email, twitter]}", "{channel: twitter}", False),
        ("{status: open}", "{status: reopened}", False),
        ("{status: open}", "{status: [solved, closed]}", True),
        ("{status: parked}", "{status: open}", True),
        ("{status: parked}", "{status: on_hold}", False),
        ("{status: In progress}", "{status: Reopened}", True),
        ("{tags: {contains: a}}", "{tags: {contains: b}}", False),
    ],
)
def test_a_matter_that_is_never_public_is_named(when: str, public: str, *, never: bool) -> None:
    found = counting(f"statuses: {{Parked: on_hold}}\nsensitive: [{{name: A, when: {when}, public: {public}}}]\n")
    assert [note.partition(": ")[2] for note in found] == (
        ["sensitive > A: this matter is never public: 'when' and 'public' can't hold of one ticket"] if never else []
    )


@pytest.mark.parametrize(
    "text",
    [
        "permissions: [{name: A, when: {status: on-hold}, hold: kim}]\n",
        "approvals: [{name: A, on: agent_reply, approved: {status: on-hold}}]\n",
        "sensitive: [{name: A, when: {type: x}, public: {status: on-hold}}]\n",
        "traits: {late: {when: {status: on-hold}}}\n",
        "scenarios: {s: {set: {status: on-hold}}}\n",
        "automation: {on_create: [{name: A, do: {set: {status: on-hold}}}]}\n",
    ],
)
def test_a_status_that_looks_like_a_category_is_named(text: str) -> None:
    (note,) = [note for note in notes(text + SLA) if "taken for" in note]
    assert note.endswith("status: 'on-hold' is taken for a status of the help desk; the category is 'on_hold'")
