"""Conditions are read into comparisons, joined as the policy says, with lists spelled out."""

from __future__ import annotations

import pytest

from hindesk.policy.values import All, Any, Condition, Not, Test
from tests.policy.texts import HEAD, SLA, policy, problems

LISTS = "lists: {vip: [Acme, Hanbit], low: [Small]}\nfields: [impact]\n"


def condition(text: str) -> Condition:
    return policy(f"{LISTS}priority: [{{when: {text}, set: high}}]\n").priority[0].when


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{type: billing}", Test("type", "is", ("billing",))),
        ("{type: [billing, outage]}", Test("type", "in", ("billing", "outage"))),
        ("{type: {in: [billing]}}", Test("type", "in", ("billing",))),
        ("{company: {in: vip}}", Test("company", "in", ("Acme", "Hanbit"))),
        ("{company: [vip, Other]}", Test("company", "in", ("Acme", "Hanbit", "Other"))),
        ("{company: {not: vip}}", Test("company", "not", ("Acme", "Hanbit"))),
        ("{company: vip}", Test("company", "is", ("vip",))),
        ("{priority: {not: low}}", Test("priority", "not", ("low",))),
        ("{priority: Urgent}", Test("priority", "is", ("urgent",))),
        ("{priority: {above: normal}}", Test("priority", "in", ("high", "urgent"))),
        ("{priority: {below: high}}", Test("priority", "in", ("low", "normal"))),
        ("{impact: 1}", Test("impact", "is", ("1",))),
        ("{impact: {above: 1.5}}", Test("impact", "above", ("1.5",))),
        ("{impact: true}", Test("impact", "is", ("true",))),
        ("{product: 1.10}", Test("product", "is", ("1.10",))),
        ("{language: NO}", Test("language", "is", ("NO",))),
        ("{tags: {contains: [vip2, 긴급]}}", Test("tags", "contains", ("vip2", "긴급"))),
        ("{subject: {matches: '^re: (a|b)'}}", Test("subject", "matches", ("^re: (a|b)",))),
        ("{impact: {before: 2026-05-04}}", Test("impact", "before", ("2026-05-04",))),
        ("{impact: {after: 2026-05-04T09:00}}", Test("impact", "after", ("2026-05-04T09:00:00",))),
        ("{impact: {after: '2026-05-04 09:00+09:00'}}", Test("impact", "after", ("2026-05-04T00:00:00Z",))),
        ("{team: {is_set: true}}", Test("team", "is_set", ("true",))),
        ("{team: {is_set: false}}", Not(Test("team", "is_set", ("true",)))),
        ("{handled_by: bot}", Test("handled_by", "is", ("bot",))),
        (
            "{type: a, channel: b}",
            All((Test("type", "is", ("a",)), Test("channel", "is", ("b",)))),
        ),
        (
            "{subject: {starts_with: re, contains: x}}",
            All((Test("subject", "starts_with", ("re",)), Test("subject", "contains", ("x",)))),
        ),
        (
            "{any: [{type: a}, {all: [{type: b}, {not: {team: c}}]}]}",
            Any((Test("type", "is", ("a",)), All((Test("type", "is", ("b",)), Not(Test("team", "is", ("c",))))))),
        ),
    ],
)
def test_a_condition_means(text: str, expected: Condition) -> None:
    assert condition(text) == expected


def test_a_rule_without_a_condition_matches_every_ticket() -> None:
    assert policy("priority: [{set: low}]\n").priority[0].when == All()


def test_who_did_something_is_no_field_of_a_ticket() -> None:
    (problem,) = problems(f"{HEAD}{SLA}priority: [{{when: {{person: Kim}}, set: high}}]\n")
    assert "unknown field 'person'" in problem
    (problem,) = problems(f"{HEAD}{SLA}fields: [person]\n")
    assert "'person' is a word of the language" in problem
