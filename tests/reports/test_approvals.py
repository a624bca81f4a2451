"""`report approvals`, on the desk of `tests.watched_desk`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hindesk.errors import InputError
from hindesk.replay.runs import KeptRun, find_run
from hindesk.reports.approvals import approvals
from hindesk.store.store import Store, open_store
from tests.watched_desk import POLICY, replay_watched_desk


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


def people(store: Store, run: KeptRun) -> list[tuple[object, ...]]:
    """Who did it, with what was asked and missing."""
    return [tuple(row.values())[1:4] for row in approvals(store, run).people.table.to_pylist()]


def test_what_needs_an_approval_is_counted_with_what_had_none(store: Store, watched: KeptRun) -> None:
    found = approvals(store, watched).rules
    assert [tuple(row.values()) for row in found.table.to_pylist()] == [
        ("Large refunds", 3, 2, 2 / 3, 2, 2),
        ("Mergers", 0, 0, None, 0, 0),
    ]
    assert found.title == "watched: 2 of 3 approvals missing"


def test_who_did_it_is_told_where_history_names_them(store: Store, watched: KeptRun) -> None:
    assert people(store, watched) == [("Kim Suji", 1, 1), ("Lee Ana", 1, 1), (None, 1, 0)]
    assert approvals(store, watched).people.notes == (
        "For 1 of 3 the history names nobody, or several at that instant",
    )


def test_several_agents_at_one_instant_leave_open_who_did_it(store: Store, watched: KeptRun) -> None:
    with store.change() as connection:
        connection.execute("""
            insert into events
            select e.* replace (e.seq + 100 as seq, w.code as person)
            from events as e, words as w join fields as f using (field)
            where f.name = 'person' and w.text = 'Kim Suji' and e.person in (
                select code from words join fields using (field) where name = 'person' and text = 'Lee Ana'
            )
        """)
    assert people(store, watched) == [(None, 2, 1), ("Kim Suji", 1, 1)]


def test_what_a_customer_does_at_the_same_instant_is_not_theirs(store: Store, watched: KeptRun) -> None:
    with store.change() as connection:
        connection.execute("""
            insert into events
            select e.* replace (e.seq + 100 as seq, 1 as actor, 2 as kind, w.code as person)
            from events as e, words as w join fields as f using (field)
            where f.name = 'person' and w.text = 'Han' and e.actor = 2
        """)
    assert people(store, watched) == [("Kim Suji", 1, 1), ("Lee Ana", 1, 1), (None, 1, 0)]


def test_one_rule_is_shown_alone(store: Store, watched: KeptRun) -> None:
    found = approvals(store, watched, rule="Mergers")
    assert found.rules.table["rule"].to_pylist() == ["Mergers"]
    assert (found.people.table.num_rows, found.people.notes) == (0, ())


def test_an_unknown_rule_is_told_with_those_that_there_are(store: Store, watched: KeptRun) -> None:
    with pytest.raises(InputError, match="has no rule 'Merger'") as told:
        approvals(store, watched, rule="Merger")
    assert told.value.hint == "did you mean Mergers? there are Large refunds, Mergers"


def test_a_rule_after_messages_needs_them_to_be_told(tmp_path: Path) -> None:
    folder = tmp_path / "replies"
    folder.mkdir()
    policy = POLICY.replace("on: merged", "on: agent_reply")
    with open_store(replay_watched_desk(folder, policy), read_only=True) as store:
        found = approvals(store, find_run(store)).rules
    assert found.table["asked"].to_pylist() == [3, 1]
    assert (
        "The approvals of 1 ticket are not certain, because rules look at what history lacks: shop (1: no messages)"
    ) in found.notes


def test_tickets_without_a_history_of_changes_are_counted(store: Store, watched: KeptRun) -> None:
    with store.change() as connection:
        connection.execute("update tickets set fidelity = 1 where source = 'shop'")
    found = approvals(store, watched).rules.notes
    assert "1 ticket without a history of changes can't show any" in found
    assert not [note for note in found if "of all tickets" in note]


def test_a_policy_without_approvals_is_told_what_shows_how_to_write_them(desk: Store, small: KeptRun) -> None:
    found = approvals(desk, small)
    assert found.rules.table.num_rows == found.people.table.num_rows == 0
    assert found.rules.notes[0].endswith(
        "no section `approvals`; `hindesk policy schema approvals` shows how to write one"
    )
