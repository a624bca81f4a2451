"""Who would have been told how often, on the small desk, where every clock was judged by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hindesk.policy.load import check_text
from hindesk.policy.values import Policy
from hindesk.simulate.comparison import Simulation, Wish
from hindesk.simulate.comparison import simulate as compare
from hindesk.store.store import Store, open_store
from tests.small_desk import POLICY, import_small_desk

SILENT = POLICY
EVERYTHING_ELSE = "  - name: Everything else\n"
REMIND = "    remind: [{metric: resolution, before: 2h, to: [assignee, team]}]\n"
ESCALATE = "    escalate: {resolution: [{level: 1, after: 0m, to: [team, {manager_of: team}]}]}\n"
RULE = "automation: {on_create: [{name: Tell, when: {priority: high}, do: {notify: [team, Park]}}]}\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The small desk, open for reading."""
    with open_store(import_small_desk(tmp_path_factory.mktemp("notices")), read_only=True) as held:
        yield held


def policy(high: str = "", *, more: str = "") -> Policy:
    """The small desk's policy with notices for tickets of high priority, and some sections more."""
    found = check_text(POLICY.replace(EVERYTHING_ELSE, f"{high}{EVERYTHING_ELSE}") + more)
    assert found.problems == ()
    assert found.policy is not None
    return found.policy


def simulate(store: Store, new: Policy, old: Policy, wish: Wish | None = None) -> Simulation:
    """One policy in place of another."""
    return compare(store, new, old, progress=lambda _what, _share: None, wish=wish)


def told(found: Simulation) -> list[tuple[object, ...]]:
    """Level, recipient, old and new notices, old and new tickets."""
    columns = ("level", "recipient", "old_notices", "new_notices", "old_tickets", "new_tickets")
    return [tuple(row[name] for name in columns) for row in found.notices.to_pylist()]


def test_each_recipient_is_counted_on_both_sides_by_level(store: Store) -> None:
    found = simulate(store, policy(REMIND + ESCALATE), policy(REMIND))

    assert told(found) == [
        ("reminder", "assignee", 3, 3, 3, 3),
        ("reminder", "team", 3, 3, 3, 3),
        ("level 1", "manager of the team", 0, 2, 0, 2),
        ("level 1", "team", 0, 2, 0, 2),
    ]
    assert found.notices["difference"].to_pylist() == [0, 0, 2, 2]


def test_levels_that_repeat_count_each_time_and_their_ticket_once(store: Store) -> None:
    again = ESCALATE.replace("}]}]}", "}], repeat: {every: 30m, times: 2}}]}")

    assert ("level 1", "team", 2, 5, 2, 2) in told(simulate(store, policy(again), policy(ESCALATE)))


def test_rules_that_tell_have_their_own_rows(store: Store) -> None:
    found = simulate(store, policy(more=RULE), policy(ESCALATE))

    assert told(found)[-2:] == [("rule", "Park", 0, 4, 0, 4), ("rule", "team", 0, 4, 0, 4)]
    assert found.changed.num_rows == 0


def test_with_metrics_only_notices_of_their_clocks_count(store: Store) -> None:
    both = policy(REMIND, more=RULE)

    assert told(simulate(store, both, policy(), Wish(metrics=("first_response",)))) == []
    assert {row[0] for row in told(simulate(store, both, policy(), Wish(metrics=("resolution",))))} == {"reminder"}


def test_policies_that_tell_nobody_have_an_empty_table(store: Store) -> None:
    assert told(simulate(store, policy(), policy())) == []
