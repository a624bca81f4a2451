"""Staged rows land in the store: numbered, coded, in order, once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hindesk.store.landing import Landed, land
from hindesk.store.store import Store, open_store
from tests.store.staging_rows import ORIGIN, contents, landed, stage

CREATED, MESSAGE, CHANGE = 1, 2, 3

A = [("a", 100, 0, CREATED, "", ""), ("a", 200, 1, CHANGE, "status", "Open"), ("a", 300, 2, CHANGE, "status", "Done")]
B = [("b", 50, 0, CREATED, "", "")]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s.duckdb", create=True) as store:
        yield store


def events_of(store: Store, key: str) -> list[tuple[object, ...]]:
    return store.connection.execute(
        """
        select e."at", e.seq, e.kind, coalesce(f.name, ''), coalesce(w.text, '')
        from events as e join tickets as t using (ticket)
        left join fields as f on f.field = e.field
        left join words as w on w.field = e.field and w.code = e.value
        where t.key = ? order by e.seq
        """,
        [key],
    ).fetchall()


def counts(landed: Landed) -> tuple[int, int, int, int]:
    return landed.new, landed.updated, landed.unchanged, landed.kept


def test_tickets_are_numbered_by_the_instant_of_their_creation(store: Store) -> None:
    landed(store, A + B)
    assert store.connection.execute("select ticket, key from tickets order by 1").fetchall() == [(0, "b"), (1, "a")]


def test_events_lie_in_the_order_of_ticket_instant_and_sequence(store: Store) -> None:
    landed(store, [A[2], B[0], A[1], A[0]])
    rows = store.connection.execute('select ticket, "at", seq from events order by rowid').fetchall()
    assert rows == [(0, 50, 0), (1, 100, 0), (1, 200, 1), (1, 300, 2)]


def test_facts_of_one_instant_keep_the_order_of_their_source(store: Store) -> None:
    landed(store, [A[0], ("a", 200, 9, CHANGE, "team", "x"), ("a", 200, 3, CHANGE, "team", "y")])
    assert [row[4] for row in events_of(store, "a")] == ["", "y", "x"]


def test_facts_of_one_instant_without_an_order_keep_that_in_which_they_were_staged(store: Store) -> None:
    stage(store, [(f"t{place % 30}", 100, 0, CHANGE, "type", str(place)) for place in range(240)])
    land(store, ORIGIN)
    texts = [event[4] for event in events_of(store, "t7")[1:]]
    assert texts == [str(place) for place in range(7, 240, 30)]


def test_what_is_dated_before_the_creation_happens_at_the_creation_and_is_counted(store: Store) -> None:
    result = landed(store, [*A, ("a", 40, 7, MESSAGE, "text", "hello")])
    assert result.moved == 1
    assert events_of(store, "a")[:2] == [(100, 0, CREATED, "", ""), (100, 1, MESSAGE, "text", "hello")]


def test_a_ticket_without_a_creation_is_created_at_its_first_event(store: Store) -> None:
    landed(store, A[1:])
    assert events_of(store, "a")[0] == (200, 0, CREATED, "", "")


def test_a_second_creation_counts_once_at_the_earlier_instant(store: Store) -> None:
    landed(store, [*A, ("a", 90, 5, CREATED, "", "")])
    assert [row[:3] for row in events_of(store, "a")] == [(90, 0, 1), (200, 1, 3), (300, 2, 3)]


def test_a_field_has_its_value_at_creation_and_its_latest_one(store: Store) -> None:
    stage(store, A)
    store.connection.execute("insert into staged_openings values ('a', 'status', 'New'), ('a', 'team', 'Billing')")
    land(store, ORIGIN)
    rows = store.connection.execute(
        """
        select f.name, a.text, b.text from ticket_fields as c join fields as f using (field)
        join words as a on a.field = c.field and a.code = c.first
        join words as b on b.field = c.field and b.code = c.latest order by 1
        """
    ).fetchall()
    assert rows == [("status", "New", "Done"), ("team", "Billing", "Billing")]


def test_new_fields_and_new_words_get_numbers_in_sorted_order(store: Store) -> None:
    landed(
        store,
        [A[0], ("a", 1, 1, CHANGE, "zeta", "2"), ("a", 1, 2, CHANGE, "alpha", "b"), ("a", 1, 3, CHANGE, "alpha", "a")],
    )
    assert [name for name in store.fields() if name in {"zeta", "alpha"}] == ["alpha", "zeta"]
    assert store.words("alpha")["text"].to_pylist() == ["a", "b"]


def test_words_keep_their_codes_when_others_come(store: Store) -> None:
    landed(store, A)
    before = dict(zip(*(store.words("status")[c].to_pylist() for c in ("text", "code")), strict=True))
    landed(store, [("c", 5, 0, CREATED, "", ""), ("c", 6, 1, CHANGE, "status", "Alpha")])
    after = dict(zip(*(store.words("status")[c].to_pylist() for c in ("text", "code")), strict=True))
    assert after == {**before, "Alpha": 3}


def test_a_status_has_its_category_whatever_its_case_and_a_later_import_may_correct_it(store: Store) -> None:
    stage(store, A)
    store.connection.execute("insert into staged_statuses values ('open', 2), ('never used', 3)")
    land(store, ORIGIN)
    assert store.words("status").select(["text", "category"]).to_pylist() == [
        {"text": "Done", "category": 0},
        {"text": "Open", "category": 2},
    ]
    stage(store, A)
    store.connection.execute("insert into staged_statuses values ('Done', 5)")
    assert counts(land(store, ORIGIN)) == (0, 0, 1, 0)
    assert store.words("status")["category"].to_pylist() == [5, 2]


def test_the_same_tickets_again_change_nothing(store: Store) -> None:
    assert counts(landed(store, A + B)) == (2, 0, 0, 0)
    before = contents_of(store)
    assert counts(landed(store, A + B)) == (0, 0, 2, 0)
    assert contents_of(store) == before


def contents_of(store: Store) -> list[list[tuple[object, ...]]]:
    names = ("imports", "tickets", "events", "fields", "words", "ticket_fields", "recorded", "rejects")
    return [store.connection.execute(f"from {name} order by all").fetchall() for name in names]


def test_a_newer_history_replaces_the_older_one_under_a_fresh_number(store: Store) -> None:
    landed(store, A[:2] + B)
    assert counts(landed(store, A + B)) == (0, 1, 1, 0)
    assert store.connection.execute("select ticket, key from tickets order by 1").fetchall() == [(0, "b"), (2, "a")]
    assert [row[4] for row in events_of(store, "a")] == ["", "Open", "Done"]
    tickets = store.connection.execute("select distinct ticket from events order by 1").fetchall()
    assert tickets == [(0,), (2,)]


def test_an_older_history_leaves_the_newer_one(store: Store) -> None:
    landed(store, A)
    assert counts(landed(store, A[:2])) == (0, 0, 0, 1)
    assert len(events_of(store, "a")) == 3


def test_a_history_of_lower_fidelity_leaves_the_fuller_one(store: Store) -> None:
    landed(store, A)
    assert counts(landed(store, [*A, ("a", 900, 9, CHANGE, "status", "Shut")], fidelity=1)) == (0, 0, 0, 1)


def test_the_same_key_of_another_source_is_another_ticket(store: Store) -> None:
    landed(store, A)
    stage(store, A)
    other = land(store, type(ORIGIN)("elsewhere", "test", "export.csv", "0", "{}"))
    assert counts(other) == (1, 0, 0, 0)


def test_a_verdict_of_the_export_and_a_reject_are_kept(store: Store) -> None:
    stage(store, A)
    store.connection.execute("insert into staged_recorded values ('a', 'resolution', 'met')")
    store.connection.execute("insert into staged_rejects values (7, 'at', 'x', 'no date')")
    assert land(store, ORIGIN).rejects == 1
    assert store.connection.execute("from recorded").fetchall() == [(0, "resolution", "met")]
    assert store.connection.execute("from rejects").fetchall() == [(1, 7, "at", "x", "no date")]


def test_a_change_that_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    with open_store(path, create=True) as store:
        landed(store, A)
    before = contents(path)
    with open_store(path) as store, pytest.raises(ZeroDivisionError):
        fail_halfway(store)
    assert contents(path) == before


def fail_halfway(store: Store) -> None:
    with store.change() as connection:
        connection.execute("delete from events")
        raise ZeroDivisionError
