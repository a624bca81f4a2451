"""Policies whose traits differ, on the small desk: T2 and T3 are of one company, T3 a day after T2."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hindesk.policy.load import check_text
from hindesk.policy.values import Policy
from hindesk.simulate.aspects import aligned, differing, mixed
from hindesk.simulate.comparison import Simulation
from hindesk.simulate.comparison import simulate as compare
from hindesk.store.store import Store, open_store
from tests.simulate.test_reasons import UNUSED, changes
from tests.small_desk import POLICY, import_small_desk

ALIKE = "  {name}: {{tickets: 2, same: [company, channel], within: {within}}}\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The small desk, open for reading."""
    with open_store(import_small_desk(tmp_path_factory.mktemp("traits")), read_only=True) as held:
        yield held


def policy(traits: str, *, asks: str = "comes back", more: str = "") -> Policy:
    """The small desk's policy, with a rule for tickets with a trait that asks for a response within an hour."""
    rule = f"  - {{name: Again, when: {{trait: {asks}}}, calendar: always, targets: {{first_response: 1h}}}}\n"
    text = POLICY.replace("sla:\n", f"sla:\n{rule}")
    found = check_text(f"{text}traits:\n{traits}{more}")
    assert found.problems == ()
    assert found.policy is not None
    return found.policy


def alike(within: str, name: str = "comes back") -> str:
    """A trait of two tickets of one company and channel."""
    return ALIKE.format(name=name, within=within)


def simulate(store: Store, new: Policy, old: Policy) -> Simulation:
    """One policy in place of another."""
    return compare(store, new, old, progress=lambda _what, _share: None)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(alike("2 days"), alike("48h"), id="spelling"),
        pytest.param(alike("2 days"), alike("2 days").replace("company, channel", "channel, company"), id="order"),
        pytest.param(alike("2 days") + "  loud: {says: sales}\n", alike("2 days"), id="unasked"),
        pytest.param(
            "  comes back: {says: sales, by: [agent, customer]}\n",
            "  comes back: {says: sales, by: [customer, agent]}\n",
            id="doers",
        ),
    ],
)
def test_traits_that_mean_the_same_make_no_difference(first: str, second: str) -> None:
    assert differing(*aligned(policy(first), policy(second))) == ()


def test_a_trait_under_another_name_is_the_same_condition() -> None:
    other = policy(alike("2 days", "again"), asks="again")

    assert differing(*aligned(policy(alike("2 days")), other)) == ()


def test_the_same_name_with_another_definition_is_another_condition() -> None:
    assert differing(*aligned(policy(alike("2 days")), policy(alike("3 days")))) == ("condition",)


def test_a_policy_in_between_has_the_traits_that_it_asks_for_alone() -> None:
    old, new = aligned(policy(alike("2 days")), policy(alike("3 days")))

    assert [one.often.within // 86_400_000_000 for one in mixed(old, new, frozenset()).traits if one.often] == [2]
    then = mixed(old, new, frozenset({"condition"}))
    assert [one.often.within // 86_400_000_000 for one in then.traits if one.often] == [3]


def test_a_trait_that_counts_others_is_found_among_all_tickets_though_only_some_are_asked_for_reasons(
    store: Store,
) -> None:
    found = simulate(store, policy(alike("12h") + alike("2 days", "unused"), more=UNUSED), policy(alike("2 days")))
    back = simulate(store, policy(alike("2 days"), more=UNUSED), policy(alike("12h")))

    assert changes(found) == [
        "T3 first_response breached → met: condition",
        "T3 resolution not measured → paused: condition",
    ]
    assert changes(back) == [
        "T3 first_response met → breached: condition",
        "T3 resolution paused → not measured: condition",
    ]
