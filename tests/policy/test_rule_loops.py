"""Rules that set each other off without end are refused before anything is replayed."""

from __future__ import annotations

from typing import Final

import pytest

from tests.policy.texts import HEAD, SLA, policy, problems

LOW: Final = "{name: Low, on: {changed: priority}, when: {priority: high}, do: {set: {priority: low}}}"
HIGH: Final = "{name: High, on: {changed: priority}, when: {priority: low}, do: {set: {priority: high}}}"


def update(*rules: str) -> str:
    """A section of rules after events, one a line."""
    return "automation:\n  on_update:\n" + "".join(f"    - {rule}\n" for rule in rules)


def told(*rules: str) -> list[str]:
    """The problems of a policy with these rules, the first of which stands on line 7."""
    return problems(HEAD + SLA + update(*rules))


def test_two_rules_that_set_a_field_back_and_forth_are_told_with_their_lines() -> None:
    (problem,) = told(LOW, HIGH)
    assert problem == (
        "7:7: automation > on_update > Low: these rules never come to rest: 'Low' (line 7) sets priority to 'low', "
        "then 'High' (line 8) sets priority to 'high', whereupon 'Low' acts again"
    )


def test_a_loop_through_three_rules_and_two_fields_is_found() -> None:
    (problem,) = told(
        "{name: A, on: {changed: team}, when: {team: X}, do: {set: {type: a}}}",
        "{name: B, on: {changed: type}, when: {type: a}, do: {set: {team: Y, type: b}}}",
        "{name: C, on: {changed: type}, when: {type: b}, do: {set: {team: X}}}",
    )
    assert "'A' (line 7) sets type to 'a', then 'B' (line 8) sets team to 'Y' and type to 'b', then 'C'" in problem


def test_each_loop_is_told() -> None:
    other = [rule.replace("priority", "type").replace("name: ", "name: Type ") for rule in (LOW, HIGH)]
    assert [problem.split(":")[0] for problem in told(LOW, *other, HIGH)] == ["7", "8"]


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param([LOW], id="one rule alone ends"),
        pytest.param(["{name: A, on: {changed: priority}, do: {set: {priority: high}}}"], id="the same value again"),
        pytest.param([LOW, HIGH.replace("high", "urgent")], id="the values do not meet"),
        pytest.param([LOW, HIGH.replace("on: {changed: priority}, ", "")], id="without on, no rule is heard"),
        pytest.param([LOW, HIGH.replace("on: {changed: priority}", "on: agent_reply")], id="only messages are heard"),
        pytest.param([LOW, HIGH.replace("on:", "by: customer, on:")], id="rules are the system"),
        pytest.param(
            [
                LOW,
                HIGH.replace("do: {set", "do: {tag: x, set").replace(
                    "{priority: low}, do", "{priority: low, not: {tags: {contains: x}}}, do"
                ),
            ],
            id="a tag ends it",
        ),
        pytest.param(
            [
                LOW.replace("priority: high}", "priority: high, team: X}"),
                HIGH.replace("priority: low}, do", "priority: low, team: Y}, do"),
            ],
            id="no ticket is in both teams",
        ),
        pytest.param(
            [rule.replace("priority", "tier").replace("low", "2").replace("high", "1") for rule in (LOW, HIGH)],
            id="tiers only rise",
        ),
    ],
)
def test_rules_that_come_to_rest_are_taken(rules: list[str]) -> None:
    assert told(*rules) == []
    assert len(policy(update(*rules)).automation.rules) == len(rules)


@pytest.mark.parametrize(
    ("condition", "loops"),
    [
        ("{priority: {not: [high, urgent]}}", True),
        ("{priority: {not: low}}", False),
        ("{any: [{priority: high}, {priority: low}]}", True),
        ("{not: {any: [{priority: low}, {type: x}]}}", False),
        ("{priority: {starts_with: lo}}", True),
        ("{priority: {contains: ig}}", False),
        ("{priority: {matches: '^l.w$'}}", True),
        ("{priority: {is_set: false}}", False),
        ("{priority: {below: normal}}", True),
        ("{type: refund}", True),
        ("{tags: {contains: x}}", True),
        ("{amount: {above: 5}}", True),
    ],
)
def test_a_rule_follows_if_its_condition_can_hold_after_the_other(condition: str, loops: bool) -> None:
    high = HIGH.replace("{priority: low}, do", f"{condition}, do")
    found = problems(HEAD + SLA + "fields: [amount]\n" + update(LOW, high))
    assert len(found) == loops


def test_by_the_system_rules_are_heard() -> None:
    assert len(told(LOW, HIGH.replace("on:", "by: [agent, system], on:"))) == 1


def test_a_scenario_closes_a_loop_too() -> None:
    text = HEAD + SLA + "scenarios: {up: {set: {priority: high}}}\n"
    (problem,) = problems(text + update(LOW, HIGH.replace("{set: {priority: high}}", "{scenario: up}")))
    assert problem.startswith("8:7: automation > on_update > Low: these rules never come to rest")


def test_many_rules_that_hear_each_other_are_judged_soon() -> None:
    fields = [f"f{number}" for number in range(12)]
    rules = [
        f"{{name: {one}{value}, on: [{', '.join(f'{{changed: {other}}}' for other in fields)}], "
        f"when: {{{one}: {1 - value}}}, do: {{set: {{{one}: {value}}}}}}}"
        for one in fields
        for value in (0, 1)
    ]
    text = HEAD + SLA + f"fields: [{', '.join(fields)}]\n" + update(*rules)
    assert problems(text)


REOPEN: Final = "{name: Reopen, on: {changed: status}, when: {status: solved}, do: {set: {status: %s}}}"
SOLVE: Final = "{name: Solve, on: {changed: status}, when: %s, do: {set: {status: solved}}}"


@pytest.mark.parametrize(
    ("status", "condition", "loops"),
    [
        ("open", "{status: open}", True),
        ("open", "{status: on_hold}", False),
        ("open", "{status: {not: [solved, closed]}}", True),
        ("open", "{status: {not: open}}", False),
        ("OPEN", "{status: {starts_with: op}}", True),
        ("In progress", "{status: in progress}", True),
        ("In progress", "{status: Waiting}", False),
        ("In progress", "{status: open}", True),
        ("In progress", "{status: {not: open}}", True),
        ("In progress", "{status: {contains: hold}}", True),
        ("In progress", "{status: {contains: progress}}", True),
        ("In progress", "{status: {matches: '^new|^in '}}", True),
        ("In progress", "{status: {matches: '^frozen'}}", False),
        ("Parked", "{status: on_hold}", True),
        ("Parked", "{status: open}", False),
        ("Parked", "{status: {matches: '^on_'}}", True),
        ("Parked", "{status: {is_set: true}}", True),
        ("Parked", "{status: {is_set: false}}", False),
    ],
)
def test_a_status_that_a_rule_sets_is_known_by_name_and_by_a_category_that_is_told(
    status: str, condition: str, *, loops: bool
) -> None:
    found = problems(f"{HEAD}{SLA}statuses: {{PARKED: on_hold}}\n{update(REOPEN % status, SOLVE % condition)}")
    assert len(found) == loops


def test_a_loop_of_statuses_is_told_with_what_rules_set() -> None:
    (problem,) = told(REOPEN % "In progress", SOLVE % "{status: open}")
    assert "'Reopen' (line 7) sets status to 'In progress', then 'Solve' (line 8) sets status to 'solved'" in problem


def test_a_loop_of_assignees_is_found() -> None:
    rule = "{name: To %s, on: {changed: assignee}, when: {assignee: %s}, do: {set: {assignee: %s}}}"
    assert len(told(rule % ("Kim", "Lee", "Kim"), rule % ("Lee", "Kim", "Lee"))) == 1
    assert told(rule % ("Kim", "Lee", "Kim"), rule % ("Lee", "Park", "Lee")) == []


@pytest.mark.parametrize(
    ("low", "high", "loops"),
    [
        ("open", "[solved, closed]", False),
        ("open", "Reopened", True),
        ("Reopened", "In progress", False),
        ("parked", "[open, on_hold]", True),
        ("parked", "open", False),
        ("on_hold", "Parked", True),
    ],
)
def test_rules_loop_only_where_one_status_is_what_both_ask_for(low: str, high: str, *, loops: bool) -> None:
    rules = (LOW.replace("high}", f"high, status: {low}}}"), HIGH.replace("low}, do", f"low, status: {high}}}, do"))
    assert len(problems(f"{HEAD}{SLA}statuses: {{PARKED: on_hold}}\n{update(*rules)}")) == loops


def test_a_value_in_other_case_is_another_text() -> None:
    rule = "{name: %s, on: {changed: team}, when: {team: x}, do: {set: {team: %s}}}"
    assert len(told(rule % ("Large", "X"), rule % ("Small", "x"))) == 1
    assert told(rule % ("Large", "X"), rule % ("Large too", "X")) == []


def test_a_trait_may_have_come_meanwhile() -> None:
    traits = "traits: {sales: {says: sales}}\n"
    high = HIGH.replace("{priority: low}, do", "{priority: low, trait: sales}, do")
    assert len(problems(HEAD + SLA + traits + update(LOW, high))) == 1


def test_values_that_one_rule_refuses_and_the_other_asks_for_end_a_loop() -> None:
    low = LOW.replace("{priority: high}", "{priority: high, team: [X, Y]}")
    high = HIGH.replace("{priority: low}", "{priority: low, not: {team: [x, y, z]}}")
    assert told(low, high) == []
