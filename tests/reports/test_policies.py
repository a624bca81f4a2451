"""The summary of a policy names what its routing says."""

from __future__ import annotations

from hindesk.reports.policies import policy_summary
from tests.policy.test_routing import SHIFTS, WHOLE
from tests.policy.texts import policy


def rows(text: str) -> dict[str, tuple[int, str]]:
    """The number and the names of the entries of each section of a policy without its head."""
    table = policy_summary(policy(text)).table.to_pylist()
    return {row["section"]: (row["entries"], row["names"]) for row in table}


def test_a_routing_is_summed_up_by_its_choices_and_the_parts_that_are_given() -> None:
    found = rows(WHOLE)
    assert found["people"] == (1, "people.csv")
    choices = "strategy = optimal, order = priority, language = require"
    assert found["routing"] == (9, f"{choices}, before_due, weight, counts, exclude, costs, limit = 5 within 1h 30m")
    assert found["skills"] == (3, "Payments, infrastructure + networks, anyone (all others)")


def test_a_routing_of_nothing_but_defaults_is_summed_up_by_its_choices() -> None:
    found = rows("routing: {}\n")
    assert found["routing"] == (3, "strategy = least_loaded, order = due, language = prefer")
    assert found["skills"] == (0, "")


def test_a_routing_to_whoever_is_on_call_names_its_schedules() -> None:
    found = rows(f"{SHIFTS}routing: {{strategy: on_call, on_call: {{by: type, billing: payments, else: shift}}}}\n")
    assert found["routing"][1].endswith("language = prefer, on_call = payments, shift")


def test_a_policy_without_routing_has_no_entries_for_it() -> None:
    found = rows("")
    assert (found["people"], found["routing"], found["skills"]) == ((0, ""), (0, ""), (0, ""))


def test_traits_permissions_approvals_and_sensitive_matters_are_summed_up_by_their_names() -> None:
    found = rows(
        "traits: {card: {says: card number}, buys: {says: sales}}\n"
        "permissions: [{name: Payments, hold: Ana}]\n"
        "approvals: [{name: Refunds, on: {changed: type}, approved: {tags: {contains: ok}}}]\n"
        "sensitive: [{name: Cards, when: {trait: card}, public: {channel: twitter}}]\n"
    )
    assert found["traits"] == (2, "card, buys")
    assert found["permissions"] == (1, "Payments")
    assert found["approvals"] == (1, "Refunds")
    assert found["sensitive"] == (1, "Cards")
