"""`report sensitive`, on the desk of `tests.watched_desk`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from hindesk.replay.runs import KeptRun, find_run
from hindesk.reports.report import Report
from hindesk.reports.sensitive import sensitive
from hindesk.store.store import Store, open_store
from tests.watched_desk import POLICY, replay_watched_desk


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def rows(report: Report) -> list[tuple[object, ...]]:
    """The rows of a report."""
    return [tuple(row.values()) for row in report.table.to_pylist()]


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


def test_a_matter_is_told_with_how_its_tickets_left_the_public(store: Store, watched: KeptRun) -> None:
    found = sensitive(store, watched).matters
    assert rows(found) == [
        ("Card data", 3, 4, hours(20), 2, hours(1), hours(3), 1, 0, 1),
        ("Outages", 0, 0, hours(0), 0, None, None, 0, 0, 0),
    ]
    assert found.title == "watched: 3 tickets about sensitive matters in public, 2 of 4 moved"


def test_the_same_is_told_by_the_channel_in_which_it_began(store: Store, watched: KeptRun) -> None:
    assert rows(sensitive(store, watched).channels) == [
        ("Card data", "twitter", 2, 3, hours(17), 1, hours(1), hours(1), 1, 0, 1),
        ("Card data", "facebook", 1, 1, hours(3), 1, hours(3), hours(3), 0, 0, 0),
    ]


def test_a_channel_that_the_ticket_took_later_is_the_one_that_counts(tmp_path: Path) -> None:
    policy = POLICY.replace(
        "channel: [twitter, facebook]}}\n  - {name: Outages", "channel: [chat]}}\n  - {name: Outages"
    )
    with open_store(replay_watched_desk(tmp_path, policy), read_only=True) as store:
        found = sensitive(store, find_run(store)).channels
    assert [row[:4] for row in rows(found)] == [("Card data", "chat", 1, 1)]


def test_a_ticket_that_is_no_longer_about_the_matter_has_changed(tmp_path: Path) -> None:
    policy = POLICY.replace("when: {trait: card data}, public: {channel", "when: {assignee: Lee Ana}, public: {channel")
    with open_store(replay_watched_desk(tmp_path, policy), read_only=True) as store:
        found = sensitive(store, find_run(store)).matters.table.to_pylist()[0]
    assert (found["lapses"], found["changed"], found["moved"], found["over_in_public"]) == (3, 2, 1, 0)


def test_tickets_whose_messages_are_not_told_may_lack_a_matter(store: Store, watched: KeptRun) -> None:
    assert (
        "The matters of 1 ticket are not certain, because rules look at what history lacks: shop (1: no messages)"
    ) in sensitive(store, watched).matters.notes


def test_a_matter_that_no_message_tells_needs_no_messages(tmp_path: Path) -> None:
    policy = POLICY.replace("when: {trait: card data}, public", "when: {type: billing}, public")
    with open_store(replay_watched_desk(tmp_path, policy), read_only=True) as store:
        notes = sensitive(store, find_run(store)).matters.notes
    assert "The matters of all tickets could be told" in notes


def test_a_policy_without_matters_is_told_what_shows_how_to_write_them(desk: Store, small: KeptRun) -> None:
    found = sensitive(desk, small)
    assert found.matters.table.num_rows == found.channels.table.num_rows == 0
    assert found.matters.notes[0].endswith(
        "no section `sensitive`; `hindesk policy schema sensitive` shows how to write one"
    )
