"""Every ticket takes one way through a tree, by its fields at its creation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hindesk.intake.created import read_created
from hindesk.intake.trees import Way, ways
from hindesk.replay.runs import KeptRun
from hindesk.reports.run_policy import policy_of
from hindesk.reports.trees import path_in_words
from hindesk.store.store import Store, open_store
from tests.intake.desk import POLICY, replayed
from tests.reassign.stories import judge, tell


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "intake.duckdb", create=True) as opened:
        yield opened


def found(store: Store, run: KeptRun) -> tuple[Way, ...]:
    policy = policy_of(run)
    return ways(policy.trees, read_created(store, run, statuses=policy.statuses))


def test_the_tickets_of_each_way_are_those_counted_by_hand(store: Store) -> None:
    taken = [(path_in_words(way), way.tickets, way.in_tier, way.in_team) for way in found(store, replayed(store))]
    assert taken == [
        ("type = 결제, product = shop", 3, 2, 2),
        ("type = 결제, product = else", 2, None, 1),
        ("type = question", 2, 2, None),
        ("type = else", 1, None, None),
    ]


def test_every_ticket_takes_one_way(store: Store) -> None:
    assert sum(way.tickets for way in found(store, replayed(store))) == 8


def test_of_two_cases_that_hold_the_first_counts(store: Store) -> None:
    tree = "trees:\n  - {name: A, ask: tags, cases: {a: {end: {tier: 1}}, b: {end: {tier: 2}}}}\n"
    tell(store, {"both": "09:00 created tags=a,b", "second": "09:00 created tags=b,c"})
    run = judge(store, POLICY.partition("trees:")[0] + tree)
    assert [way.tickets for way in found(store, run)] == [1, 1, 0]


def test_a_change_after_the_creation_leads_nowhere_else(store: Store) -> None:
    tree = "trees:\n  - {name: A, ask: team, cases: {Billing: {end: {team: Billing}}}}\n"
    first, rest = found(store, replayed(store, POLICY.partition("trees:")[0] + tree))
    assert (first.tickets, first.in_team, rest.tickets) == (1, 1, 7)
