"""A rule that no ticket gets to is one of which no ticket is the first to match it, and `policy check` names it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hindesk.policy.known_state import Known, nothing_known
from hindesk.policy.unreached import implies, why_unreached
from hindesk.policy.values import Condition
from tests.policy.test_known_state import OTHERS, STATUSES, Ticket, conditions, tickets, true_of
from tests.policy.texts import notes

RULE = "  - {name: %s, when: %s, calendar: always, targets: {resolution: 4h}}\n"
LAST = "  - {name: Z, calendar: always, targets: {resolution: 4h}}\n"
ONE = "rule 1 on line 6 matches every ticket that this one matches"
ABOVE = "the rules above match every ticket that this one matches"


def told(*conditions: str) -> list[str]:
    """What is told of the rules of `sla` with these conditions, in their order, and one for every other ticket."""
    rules = "".join(RULE % (name, when) for name, when in zip("ABCD", conditions, strict=False))
    every = notes(f"fields: [followers]\nsla:\n{rules}{LAST}")
    return [note.split(": ", 2)[2] for note in every if "never" in note]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("{channel: [twitter, email]}", "{channel: Twitter, type: billing}"),
        ("{type: billing}", "{all: [{type: billing}, {company: Acme}]}"),
        ("{any: [{type: billing}, {company: Acme}]}", "{company: Acme}"),
        ("{not: {type: question}}", "{type: billing}"),
        ("{subject: {contains: pay}}", "{subject: {contains: [payment, repay]}}"),
        ("{subject: {starts_with: re}}", "{subject: {starts_with: 're: '}}"),
        ("{followers: {above: 1000}}", "{followers: {above: 20000}}"),
        ("{followers: {below: 10}}", "{followers: {below: 9.5}}"),
        ("{priority: {above: low}}", "{priority: urgent}"),
        ("{status: [solved, closed]}", "{status: closed, type: billing}"),
        ("{tags: {contains: [vip, gold]}}", "{tags: {contains: gold}}"),
        ("{team: {is_set: true}}", "{team: {contains: bill}}"),
    ],
)
def test_a_rule_whose_tickets_one_above_takes_is_named(above: str, below: str) -> None:
    assert told(above, below) == [f"this rule is never reached: {ONE}"]
    assert told(below, above) == []


def test_a_rule_whose_tickets_several_above_take_is_named() -> None:
    listed = ("{priority: [urgent, high]}", "{priority: [normal, low]}", "{priority: [low, urgent], type: billing}")
    assert told(*listed) == [f"this rule is never reached: {ABOVE}"]


def test_a_rule_whose_conditions_exclude_each_other_is_named() -> None:
    assert told("{all: [{type: billing}, {type: question}]}") == [
        "this rule never matches: its conditions can't hold of one ticket"
    ]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("{channel: twitter}", "{channel: [twitter, email]}"),
        ("{channel: twitter, type: billing}", "{channel: twitter}"),
        ("{tags: {contains: vip}}", "{tags: {contains: vip-gold}}"),
        ("{team: {is_set: false}}", "{team: billing}"),
        ("{status: open}", "{status: Reopened}"),
    ],
)
def test_a_rule_of_which_tickets_are_left_is_not_named(above: str, below: str) -> None:
    assert told(above, below) == []


@settings(max_examples=300, deadline=None)
@given(listed=st.lists(conditions(), min_size=1, max_size=4), ticket=tickets(), other=OTHERS)
def test_no_ticket_is_the_first_to_match_a_rule_that_is_named(
    listed: list[Condition], ticket: Ticket, other: str
) -> None:
    first = next((number for number, one in enumerate(listed) if true_of(one, ticket, other)), None)
    if first is not None:
        for known in (nothing_known(STATUSES), Known()):
            assert why_unreached(listed, first, lines=range(len(listed)), known=known) is None


@settings(max_examples=300, deadline=None)
@given(one=conditions(), two=conditions(), ticket=tickets(), other=OTHERS)
def test_what_a_condition_implies_holds_wherever_it_does(
    one: Condition, two: Condition, ticket: Ticket, other: str
) -> None:
    if implies(one, two) and true_of(one, ticket, other):
        assert true_of(two, ticket, other)
