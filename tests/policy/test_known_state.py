"""What is known after rules agrees with what tickets are, whatever is not known."""

from __future__ import annotations

from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from hindesk.policy.automation import Action, AutomationRule
from hindesk.policy.known_state import Known, holds, nothing_known, together
from hindesk.policy.rule_loops import loops
from hindesk.policy.values import All, Any, Condition, Not, Operator, Test, Trigger
from hindesk.policy.words import CATEGORIES
from tests.slow import conditions as slow

VALUES: Final = {
    "status": ("open", "Solved", "Parked", "In progress"),
    "team": ("x", "X", "yellow"),
    "type": ("a", "b"),
}
STATUSES: Final = {"PARKED": "on_hold", "Gone": "closed"}
TOLD: Final = {"open": "open", "solved": "solved", "parked": "on_hold"}
OPERATORS: Final[tuple[Operator, ...]] = ("is", "in", "not", "contains", "matches", "starts_with", "is_set")

Ticket = dict[str, str]


def comparisons() -> st.SearchStrategy[Condition]:
    """A comparison of a field with values that it or others have."""
    fields = st.sampled_from([*VALUES, "status", "status"])
    words = st.sampled_from([*sum(VALUES.values(), ()), "on_hold", "closed", "new", "o", "p"])
    return st.builds(
        lambda field, operator, values: Test(field, operator, ("true",) if operator == "is_set" else tuple(values)),
        fields,
        st.sampled_from(OPERATORS),
        st.lists(words, min_size=1, max_size=2),
    )


def conditions() -> st.SearchStrategy[Condition]:
    """Comparisons, and what they come to together."""
    return st.recursive(
        comparisons(),
        lambda inner: st.one_of(
            inner.map(Not),
            st.lists(inner, min_size=1, max_size=2).map(lambda parts: All(tuple(parts))),
            st.lists(inner, min_size=1, max_size=2).map(lambda parts: Any(tuple(parts))),
        ),
        max_leaves=3,
    )


def tickets() -> st.SearchStrategy[Ticket]:
    """A ticket with a value in each field."""
    return st.fixed_dictionaries({field: st.sampled_from(values) for field, values in VALUES.items()})


OTHERS: Final = st.sampled_from(CATEGORIES)
"""The category of the one status of which nobody tells."""


def true_of(condition: Condition, ticket: Ticket, other: str) -> bool:
    """Whether a condition holds of a ticket, by the slow replay."""

    def texts(field: str) -> tuple[str, ...]:
        value = ticket.get(field, "")
        return (value, TOLD.get(value.lower(), other)) if field == "status" else (value,) if value else ()

    return slow.holds(condition, texts)


@settings(max_examples=300, deadline=None)
@given(condition=conditions(), ticket=tickets(), other=OTHERS, fields=st.sets(st.sampled_from([*VALUES])))
def test_what_is_known_of_a_ticket_tells_nothing_wrong(
    condition: Condition, ticket: Ticket, other: str, fields: set[str]
) -> None:
    action = Action(tuple((field, ticket[field]) for field in sorted(fields)))
    known = nothing_known(STATUSES).after(action)
    assert holds(condition, known) in {None, true_of(condition, ticket, other)}


@settings(max_examples=300, deadline=None)
@given(listed=st.lists(conditions(), max_size=3), ticket=tickets(), other=OTHERS)
def test_conditions_that_hold_of_a_ticket_hold_together(listed: list[Condition], ticket: Ticket, other: str) -> None:
    if all(true_of(condition, ticket, other) for condition in listed):
        assert together(listed, nothing_known(STATUSES))
        assert together(listed, Known())


def rules() -> st.SearchStrategy[AutomationRule]:
    """A rule that hears changes and sets a field or two."""
    pairs = st.sampled_from([*VALUES]).flatmap(lambda field: st.tuples(st.just(field), st.sampled_from(VALUES[field])))
    return st.builds(
        lambda when, sets, on: AutomationRule(
            "A", "update", when, Action(tuple(dict(sets).items())), on=tuple(Trigger(changed=field) for field in on)
        ),
        comparisons(),
        st.lists(pairs, min_size=1, max_size=2),
        st.lists(st.sampled_from([*VALUES]), min_size=1, max_size=2),
    )


def is_endless(listed: list[AutomationRule], ticket: Ticket, other: str) -> bool:
    """Whether rules go on forever once every field has changed."""
    ticket, changed = dict(ticket), {*VALUES}
    seen: list[tuple[Ticket, set[str]]] = []
    while changed and (ticket, changed) not in seen:
        seen.append((dict(ticket), changed))
        heard, changed = changed, set()
        for rule in listed:
            if any(one.changed in heard for one in rule.on) and true_of(rule.when, ticket, other):
                changed |= {field for field, value in rule.action.sets if ticket[field] != value}
                ticket |= dict(rule.action.sets)
    return bool(changed)


@settings(max_examples=300, deadline=None)
@given(listed=st.lists(rules(), min_size=1, max_size=3), ticket=tickets(), other=OTHERS)
def test_rules_that_go_on_forever_are_a_loop(listed: list[AutomationRule], ticket: Ticket, other: str) -> None:
    if is_endless(listed, ticket, other):
        assert loops(listed, nothing_known(STATUSES))


def test_rules_that_pass_a_ticket_on_forever_are_endless() -> None:
    on = (Trigger(changed="status"),)
    forth = AutomationRule("A", "update", Test("status", "is", ("open",)), Action((("status", "Parked"),)), on=on)
    back = AutomationRule("B", "update", Test("status", "is", ("on_hold",)), Action((("status", "open"),)), on=on)
    ticket = {"status": "open", "team": "x", "type": "a"}
    assert is_endless([back, forth], ticket, "new")
    assert not is_endless([back], ticket, "new")
