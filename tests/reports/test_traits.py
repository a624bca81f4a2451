"""`report traits`, on the desk of `tests.watched_desk`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hindesk.replay.runs import KeptRun, find_run
from hindesk.reports.metrics import totals
from hindesk.reports.traits import traits
from hindesk.store.store import Store, open_store
from tests.watched_desk import POLICY, replay_watched_desk


def at(hour: int, minute: int = 0) -> datetime:
    """A time of the desk's day in Seoul."""
    return datetime(2026, 1, 5, hour - 9, minute, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The store of the watched desk with its run."""
    return replay_watched_desk(tmp_path)


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """The same store, open."""
    with open_store(path) as held:
        yield held


@pytest.fixture
def watched(store: Store) -> KeptRun:
    """Its run."""
    return find_run(store)


def test_each_trait_is_told_with_its_tickets_beside_the_others(store: Store, watched: KeptRun) -> None:
    found = traits(store, watched)
    assert [tuple(row.values()) for row in found.table.to_pylist()] == [
        ("influential", "condition", 1, 1 / 6, 1, 0.0, 4, 1 / 4, at(9), at(9)),
        ("comes back", "tickets alike", 1, 1 / 6, 0, None, 5, 1 / 5, at(12), at(12)),
        ("card data", "says", 3, 3 / 6, 3, 0.0, 2, 1 / 2, at(9, 30), at(11)),
        ("wants a quote", "says", 0, 0.0, 0, None, 5, 1 / 5, None, None),
    ]
    assert found.title == "watched: 4 of 6 tickets with a trait"


def test_tickets_with_and_without_a_trait_are_all_judged_tickets(store: Store, watched: KeptRun) -> None:
    judged = totals(store, watched, metrics=["resolution"]).judged
    rows = traits(store, watched).table.to_pylist()
    assert {row["judged"] + row["others_judged"] for row in rows} == {judged} == {5}


def test_the_comparison_is_called_an_association(store: Store, watched: KeptRun) -> None:
    assert (
        "How tickets with a trait went is associated with it, not proved to come of it" in traits(store, watched).notes
    )


def test_other_metrics_are_not_compared(tmp_path: Path) -> None:
    folder = tmp_path / "replies"
    folder.mkdir()
    policy = POLICY.replace("{resolution: 8h}", "{first_response: 8h}")
    with open_store(replay_watched_desk(folder, policy), read_only=True) as store:
        rows = traits(store, find_run(store)).table.to_pylist()
    assert [(row["judged"], row["attainment_share"], row["others_judged"]) for row in rows] == [(0, None, 0)] * 4


def test_tickets_whose_messages_are_not_told_may_lack_a_trait(store: Store, watched: KeptRun) -> None:
    assert (
        "The traits of 1 ticket are not certain, because rules look at what history lacks: shop (1: no messages)"
    ) in traits(store, watched).notes


def test_a_store_without_texts_says_that_only_subjects_are_looked_at(store: Store, watched: KeptRun) -> None:
    note = "The store has no texts of messages, so that `says` looks at subjects alone"
    assert note not in traits(store, watched).notes
    with store.change() as connection:
        connection.execute("delete from words where field = (select field from fields where name = 'text')")
    assert note in traits(store, watched).notes


def test_a_policy_whose_traits_say_nothing_needs_no_messages(tmp_path: Path) -> None:
    folder = tmp_path / "alike"
    folder.mkdir()
    policy = POLICY[: POLICY.index("  card data")] + POLICY[POLICY.index("priority:") : POLICY.index("sensitive:")]
    policy += POLICY[POLICY.index("sla:") :]
    with open_store(replay_watched_desk(folder, policy), read_only=True) as store:
        found = traits(store, find_run(store))
    assert found.table["trait"].to_pylist() == ["influential", "comes back"]
    assert "The traits of all tickets could be told" in found.notes


def test_a_policy_without_traits_is_told_what_shows_how_to_write_them(desk: Store, small: KeptRun) -> None:
    found = traits(desk, small)
    assert found.table.num_rows == 0
    assert found.notes[0].endswith("no section `traits`; `hindesk policy schema traits` shows how to write one")
