"""A condition of the command line is a policy's condition in one line; problems name the column and the option."""

from __future__ import annotations

from typing import Final

import pytest

from hindesk.errors import PolicyError
from hindesk.policy.values import All, Any, Condition, Not, Test
from hindesk.policy.where import read_where

FIELDS: Final = ("type", "priority", "status", "team", "고객 등급")
BILLING: Final = Test("type", "is", ("billing",))
HASTE: Final = Test("priority", "in", ("high", "urgent"))


def read(text: str) -> Condition:
    """The condition that a text gives."""
    return read_where(text, fields=FIELDS)


def refused(text: str) -> list[str]:
    """The problems of a text, a line for each."""
    with pytest.raises(PolicyError) as caught:
        read(text)
    first, *lines = caught.value.message.splitlines()
    assert first == "the condition of `--where` can't be read:"
    assert caught.value.hint is not None
    assert "--where '{type: billing, priority: [high, urgent]}'" in caught.value.hint
    return lines


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{type: billing}", BILLING),
        ("type: billing", BILLING),
        ("  {type: billing}", BILLING),
        ("{type: billing, priority: [high, urgent]}", All((BILLING, HASTE))),
        ("type: billing, priority: [high, urgent]", All((BILLING, HASTE))),
        ("any: [{type: billing}, {team: {is_set: false}}]", Any((BILLING, Not(Test("team", "is_set", ("true",)))))),
        ("not: {status: on_hold}", Not(Test("status", "is", ("on_hold",)))),
        ("고객 등급: 골드", Test("고객 등급", "is", ("골드",))),
        ('type: "a, b"', Test("type", "is", ("a, b",))),
    ],
)
def test_a_condition_is_read_with_and_without_braces(text: str, wanted: Condition) -> None:
    assert read(text) == wanted


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{tpye: billing}", "column 2: unknown field 'tpye'; did you mean 'type'?"),
        ("tpye: billing", "column 1: unknown field 'tpye'; did you mean 'type'?"),
        (
            "plan: gold",
            "column 1: unknown field 'plan'; known here: type, priority, status, team, 고객 등급, all, any, not",
        ),
        ("고객 등급: 골드, priority: hgih", "column 22: priority: unknown priority 'hgih'; did you mean 'high'?"),
        (
            "{any: [{type: {contians: x}}]}",
            "column 16: any > no. 1 > type: unknown operator 'contians'; did you mean 'contains'?",
        ),
        (
            "type: {in: vip}",
            "column 12: type > in: 'in' takes a list, or the name of one; unknown list 'vip'; known here: none",
        ),
        ("type", "column 5: type: expected a value; to ask whether a field is empty, write {is_set: false}"),
        ("type: a, type: b", "column 10: type: the key 'type' stands here again; it is first on line 1"),
        ("type: &a b", "column 7: type: anchors and aliases (& and *) are not read; write the value out"),
        ("", "column 1: the condition is empty; to match every ticket, leave it out"),
        ("{}", "column 1: the condition is empty; to match every ticket, leave it out"),
        ("[type, billing]", "column 1: expected a condition such as {type: billing}, found a list"),
        ("{type: [a}", "column 10: this is not YAML: did not find expected ',' or ']'"),
        ("{type: a}, {team: b}", "column 10: this is not YAML: did not find expected <document start>"),
        ("type: a,\ntpye: b", "line 2, column 1: unknown field 'tpye'; did you mean 'type'?"),
    ],
)
def test_a_problem_is_told_with_its_column(text: str, problem: str) -> None:
    assert refused(text) == [problem]


def test_all_problems_are_told_in_the_order_of_the_text() -> None:
    told = refused("{priority: {above: urgent}, tema: x}")
    assert told == [
        "column 20: priority > above: no priority is above 'urgent'",
        "column 29: unknown field 'tema'; did you mean 'team'?",
    ]


def test_a_missing_space_after_a_colon_is_named_by_the_hint() -> None:
    with pytest.raises(PolicyError) as caught:
        read("{type:billing}")
    assert "a space after each colon" in str(caught.value.hint)
