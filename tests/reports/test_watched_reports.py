"""Golden outputs of the reports on what a policy watches over, and what other reports say of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hindesk.replay.runs import KeptRun, find_run
from hindesk.reports.approvals import approvals
from hindesk.reports.format_names import Format
from hindesk.reports.formats import render
from hindesk.reports.permissions import permissions
from hindesk.reports.replayed import replayed
from hindesk.reports.rules import rules
from hindesk.reports.sensitive import sensitive
from hindesk.reports.traits import traits
from hindesk.store.store import Store, open_store
from tests.conftest import Golden
from tests.watched_desk import POLICY, replay_watched_desk

ENDINGS: dict[Format, str] = {"table": "txt", "markdown": "md", "csv": "csv", "json": "json"}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the watched desk with its run."""
    return replay_watched_desk(tmp_path_factory.mktemp("watched"))


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """The same store, open for reading."""
    with open_store(path, read_only=True) as held:
        yield held


@pytest.fixture
def watched(store: Store) -> KeptRun:
    """Its run."""
    return find_run(store)


@pytest.mark.parametrize("form", ENDINGS)
def test_a_report_reads_as_it_did(form: Format, store: Store, watched: KeptRun, golden: Golden) -> None:
    held, asked, public = permissions(store, watched), approvals(store, watched), sensitive(store, watched)
    for report in (
        *(held.rules, held.holders, asked.rules, asked.people),
        *(public.matters, public.channels, traits(store, watched)),
    ):
        golden(f"reports/{report.name}.{ENDINGS[form]}", render(report, form, time_zone="Asia/Seoul"))


def test_rules_of_every_section_are_counted_apart(store: Store, watched: KeptRun) -> None:
    found = rules(store, watched)
    assert [tuple(row.values()) for row in found.table.drop_columns("line").to_pylist()] == [
        ("traits", "influential", 1, 1),
        ("traits", "comes back", 1, 1),
        ("traits", "card data", 3, 3),
        ("traits", "wants a quote", 0, 0),
        ("priority", "set high", 2, 2),
        ("approvals", "Large refunds", 3, 2),
        ("approvals", "Mergers", 0, 0),
        ("tiers", "tier 2", 4, 4),
        ("tiers", "tier 1", 2, 2),
        ("sla", "Everyone", 6, 6),
        ("permissions", "Payments", 5, 3),
        ("permissions", "Questions", 0, 0),
        ("sensitive", "Card data", 4, 3),
        ("sensitive", "Outages", 0, 0),
    ]


def test_a_permission_that_everybody_kept_is_not_called_idle(store: Store, watched: KeptRun) -> None:
    assert rules(store, watched).title == "watched: 14 rules, 2 of which never matched"


def test_rules_that_watch_are_told_with_their_lines(store: Store, watched: KeptRun) -> None:
    lines = POLICY.splitlines()
    for row in rules(store, watched).table.to_pylist():
        if row["section"] not in {"priority", "tiers"}:
            assert row["rule"] in lines[row["line"] - 1]


def test_a_replay_counts_the_tickets_that_lapsed_and_the_approvals_that_were_missing(
    store: Store, watched: KeptRun
) -> None:
    notes = replayed(store, watched).notes
    assert [note for note in notes if "hindesk report" in note] == [
        "3 tickets held outside permission (`hindesk report permissions`)",
        "1 ticket held by somebody whom the roster does not know (`hindesk report permissions`)",
        "3 tickets about sensitive matters in public (`hindesk report sensitive`)",
        "2 of 3 approvals missing (`hindesk report approvals`)",
    ]


def test_a_replay_without_lapses_says_nothing_of_them(desk: Store, small: KeptRun) -> None:
    assert not any("hindesk report" in note for note in replayed(desk, small).notes)


def test_a_replay_all_of_whose_approvals_were_given_says_nothing_of_them(tmp_path: Path) -> None:
    policy = POLICY.replace("approved: {approval: granted}", "approved: {refund: {is_set: true}}")
    with open_store(replay_watched_desk(tmp_path, policy), read_only=True) as store:
        notes = replayed(store, find_run(store)).notes
    assert not any("approval" in note for note in notes)
