"""What is held or public against the rules, on the small desk: T1 is held by 김수지 until it is solved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from hindesk.people.person import Person, Roster
from hindesk.policy.load import check_text
from hindesk.policy.values import Policy
from hindesk.simulate.comparison import Simulation
from hindesk.simulate.comparison import simulate as compare
from hindesk.store.store import Store, open_store
from tests.small_desk import POLICY, import_small_desk

HELD = "permissions: [{name: Money, hold: [Park]}]\n"
PUBLIC = "sensitive: [{name: Chats, when: {priority: [high, low]}, public: {channel: chat}}]\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The small desk, open for reading."""
    with open_store(import_small_desk(tmp_path_factory.mktemp("lapses")), read_only=True) as held:
        yield held


def policy(more: str = "", *people: str) -> Policy:
    """The small desk's policy with sections more, and these people on its roster."""
    found = check_text(POLICY + more)
    assert found.problems == ()
    assert found.policy is not None
    return replace(found.policy, roster=Roster(tuple(map(Person, people)))) if people else found.policy


def simulate(store: Store, new: Policy, old: Policy) -> Simulation:
    """One policy in place of another."""
    return compare(store, new, old, progress=lambda _what, _share: None)


def lapsed(found: Simulation) -> list[tuple[object, ...]]:
    """Sort, rule, lapses and tickets before and after."""
    columns = ("lapse", "rule", "old_lapses", "new_lapses", "old_tickets", "new_tickets")
    return [tuple(row[name] for name in columns) for row in found.lapses.to_pylist()]


def test_each_rule_is_counted_on_both_sides_by_its_name(store: Store) -> None:
    both = policy(HELD.replace("[Park]", "[Park, 김수지]"), "Park", "김수지")
    found = simulate(store, policy(HELD + PUBLIC, "Park", "김수지"), both)

    assert lapsed(found) == [("outside permission", "Money", 0, 1, 0, 1), ("sensitive", "Chats", 0, 2, 0, 2)]
    assert found.lapses["difference"].to_pylist() == [1, 2]


def test_a_holder_whom_one_roster_does_not_know_is_counted_apart(store: Store) -> None:
    found = simulate(store, policy(HELD, "Park"), policy(HELD, "Park", "김수지"))

    assert lapsed(found) == [("outside permission", "Money", 1, 0, 1, 0), ("unknown holder", "Money", 0, 1, 0, 1)]


def test_a_rule_that_one_policy_alone_has_stands_there_though_nothing_lapses_from_it(store: Store) -> None:
    calm = PUBLIC.replace("chat}", "fax}")

    assert lapsed(simulate(store, policy(), policy(calm))) == [("sensitive", "Chats", 0, 0, 0, 0)]


def test_policies_without_such_rules_have_nothing_to_count(store: Store) -> None:
    assert lapsed(simulate(store, policy(), policy())) == []


def test_who_may_hold_what_changes_no_verdict(store: Store) -> None:
    approvals = "approvals: [{name: Moves, on: {changed: team}, approved: {priority: high}}]\n"

    assert simulate(store, policy(HELD + PUBLIC + approvals, "Park"), policy()).changed.num_rows == 0
