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
