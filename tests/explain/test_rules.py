"""Why rules match or not, in the policy's words and the ticket's values."""

from __future__ import annotations

import pytest

from hindesk.policy.values import All, Any, Condition, Not, PriorityRule, Test
from tests.explain.stories import checks_of, facts_of
from tests.history_notation import read_story
from tests.slow.policies import policy, rule

BORN = "09:00 created priority=high status=pending company=Daehan subject='Card was refused' amount=12"
VIP = Test("company", "in", ("Acme", "Hanbit"))
REFUSED = Test("subject", "contains", ("outage", "refused"))
DEAR = Test("amount", "above", ("100",))


@pytest.mark.parametrize(
    ("condition", "because"),
    [
        (VIP, "company is Acme, Hanbit – the ticket's is Daehan"),
        (Test("company", "in", ("Daehan", "Acme")), "company is Daehan"),
        (REFUSED, "subject contains refused – the ticket's is Card was refused"),
        (DEAR, "amount is above 100 – the ticket's is 12"),
        (Test("team", "is_set", ("true",)), "team is set – the ticket's is empty"),
        (Test("company", "not", ("Daehan",)), "company is not Daehan – the ticket's is Daehan"),
        (
            Test("status", "is", ("waiting_on_customer",)),
            "status is waiting_on_customer – the ticket's is pending (open)",
        ),
        (All((REFUSED, DEAR, VIP)), "amount is above 100 – the ticket's is 12"),
        (
            All((REFUSED, Not(VIP))),
            (
                "subject contains refused – the ticket's is Card was refused; "
                "company is Acme, Hanbit – the ticket's is Daehan"
            ),
        ),
        (
            Any((VIP, DEAR)),
            "company is Acme, Hanbit – the ticket's is Daehan; amount is above 100 – the ticket's is 12",
        ),
        (Any((VIP, REFUSED, Not(DEAR))), "subject contains refused – the ticket's is Card was refused"),
        (Not(REFUSED), "subject contains refused – the ticket's is Card was refused"),
        (All(), ""),
    ],
)
def test_the_comparisons_that_decide_are_told(condition: Condition, because: str) -> None:
    facts = facts_of(read_story(BORN), policy(rule(1, condition)))

    assert facts.why(condition) == because


def test_long_lists_and_values_are_cut() -> None:
    many = Test("company", "in", tuple(f"Company {number}" for number in range(20)))
    story = read_story(f"09:00 created company='{'long ' * 30}'")

    assert facts_of(story, policy(rule(1, many))).why(many) == (
        "company is Company 0, Company 1, Company 2, Company 3, Company 4, Company 5 and 14 more"
        f" – the ticket's is {('long ' * 30)[:59].rstrip()}…"
    )


def test_rules_are_told_down_to_the_first_that_matches_at_creation_and_at_each_change() -> None:
    story = read_story(f"{BORN}\n10:00 team=desk\n11:00 company=Acme\n12:00 now")
    judged_by = policy(rule(1, VIP), rule(2, DEAR), rule(3, REFUSED), rule(4))

    assert [(check.rule, check.matches) for check in checks_of(story, judged_by)] == [
        ("office 1", False),
        ("office 2", False),
        ("office 3", True),
        ("office 1", True),
    ]


def test_a_ticket_without_a_rule_has_all_of_them_told() -> None:
    checks = checks_of(read_story(BORN), policy(rule(1, VIP), rule(2, DEAR)))

    assert [check.matches for check in checks] == [False, False]


def test_the_priority_is_looked_at_as_it_was_before_the_policy_set_it() -> None:
    given = (PriorityRule("low", Test("priority", "is", ("low",)), 7), PriorityRule("low", REFUSED, 8))

    assert [
        (check.section, check.rule, check.because)
        for check in checks_of(read_story(BORN), policy(rule(1), priority=given))
    ] == [
        ("priority", "set low (line 7)", "priority is low – the ticket's is high"),
        ("priority", "set low (line 8)", "subject contains refused – the ticket's is Card was refused"),
        ("sla", "office 1", ""),
    ]
