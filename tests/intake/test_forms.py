"""Completeness is that of the fields that a form shows, at the creation of a ticket."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hindesk.events import Knows
from hindesk.intake.created import read_created
from hindesk.intake.forms import Asked, Completeness, Told, completeness
from hindesk.replay.runs import KeptRun
from hindesk.reports.run_policy import policy_of
from hindesk.store.store import Store, open_store
from tests.intake.desk import POLICY, replayed
from tests.reassign.stories import tell


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "intake.duckdb", create=True) as opened:
        yield opened


def found(store: Store, run: KeptRun) -> Completeness:
    policy = policy_of(run)
    return completeness(store, run, policy.forms, read_created(store, run, statuses=policy.statuses))


def test_what_incomplete_tickets_took_stands_beside_complete_ones(store: Store) -> None:
    assert found(store, replayed(store)).told == (
        Told("Billing", complete=True, tickets=3, solved=1, customer=0, agent=1),
        Told("Billing", complete=False, tickets=2, solved=2, customer=3, agent=4),
        Told("Rest", complete=True, tickets=1, solved=1, customer=1, agent=1),
        Told("Rest", complete=False, tickets=1, solved=1, customer=0, agent=1),
    )


def test_a_field_is_missing_only_where_the_form_shows_it(store: Store) -> None:
    assert found(store, replayed(store)).asked == (
        Asked("Billing", "company", shown=5, missing=1),
        Asked("Billing", "invoice", shown=3, missing=2),
        Asked("Rest", "type", shown=2, missing=0),
        Asked("Rest", "channel", shown=2, missing=1),
    )


def test_a_ticket_that_no_form_matches_is_counted_apart(store: Store) -> None:
    assert found(store, replayed(store)).unasked == 1


def test_the_first_form_that_matches_counts(store: Store) -> None:
    first = "forms:\n  - {name: Shop, when: {product: shop}, require: [channel]}\n"
    told = found(store, replayed(store, POLICY.replace("forms:\n", first))).told
    assert [(one.form, one.tickets) for one in told[:4]] == [
        ("Shop", 0),
        ("Shop", 3),
        ("Billing", 2),
        ("Billing", 0),
    ]


def test_a_field_under_two_conditions_is_shown_where_either_holds(store: Store) -> None:
    both = "{field: invoice, when: {product: shop}}, {field: invoice, when: {product: app}}"
    asked = found(store, replayed(store, POLICY.replace("{field: invoice, when: {product: shop}}", both))).asked
    assert Asked("Billing", "invoice", shown=5, missing=4) in asked


def test_tickets_whose_messages_are_not_told_count_no_messages(store: Store) -> None:
    run = replayed(store)
    store.connection.execute("update tickets set knows = knows & ~?::smallint", [int(Knows.MESSAGES)])
    assert {(one.solved, one.customer, one.agent) for one in found(store, run).told} == {(0, 0, 0)}


def test_tickets_that_the_run_has_not_seen_count_nowhere(store: Store) -> None:
    run = replayed(store)
    before = found(store, run)
    tell(store, {"later": "2026-02-01 09:00 created type=결제", "too": "2026-02-01 09:00 created"})
    assert found(store, run) == before
