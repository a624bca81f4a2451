"""The generated store is a store that a replay can read, the same at every run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from benchmarks.generate_store import generate
from benchmarks.made_tickets import make_block
from hindesk.store.store import Store, open_store

TICKETS = 2_000


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("made") / "made.duckdb"
    generate(path, TICKETS, seed=1)
    with open_store(path, read_only=True) as opened:
        yield opened


def numbers(store: Store, query: str) -> tuple[int, ...]:
    row = store.connection.execute(query).fetchall()[0]
    return tuple(int(cell) for cell in row)


def test_tickets_have_the_number_of_events_that_is_promised(store: Store) -> None:
    tickets, events = numbers(store, "select count(distinct ticket), count(*) from events")
    assert tickets == TICKETS
    assert events / tickets == pytest.approx(8.7, abs=0.2)


def test_events_lie_clustered_by_ticket_instant_and_sequence(store: Store) -> None:
    query = """select count(*) from (
        select (ticket, "at", seq) <= lag((ticket, "at", seq)) over (order by rowid) as back from events) where back"""
    assert numbers(store, query) == (0,)


def test_sequences_count_from_nothing_in_each_ticket(store: Store) -> None:
    query = "select count(*) from (select ticket from events group by ticket having max(seq) <> count(*) - 1)"
    assert numbers(store, query) == (0,)


def test_tickets_are_numbered_in_the_order_of_their_creation(store: Store) -> None:
    query = """select count(*) from (
        select opened_at < lag(opened_at) over (order by ticket) as back from tickets) where back"""
    assert numbers(store, query) == (0,)


def test_the_latest_values_are_those_of_the_last_changes(store: Store) -> None:
    query = """select count(*), count(*) filter (where c.latest <> e.value)
        from (select ticket, field, arg_max(value, seq) as value from events where kind = 3 group by all) as e
        join ticket_fields as c using (ticket, field)"""
    changed, wrong = numbers(store, query)
    assert changed > TICKETS
    assert wrong == 0


def test_a_change_leaves_another_value_than_before(store: Store) -> None:
    query = """with told as (
            select ticket, field, seq, value from events where kind = 3 and field <> 3
            union all select ticket, field, -1, first from ticket_fields)
        select count(*) from (
            select value = lag(value) over (partition by ticket, field order by seq) as same from told) where same"""
    assert numbers(store, query) == (0,)


def test_fields_lie_clustered_by_field_and_ticket(store: Store) -> None:
    query = """select count(*) from (
        select (field, ticket) <= lag((field, ticket)) over (order by rowid) as back from ticket_fields) where back"""
    assert numbers(store, query) == (0,)


def test_every_value_has_a_word(store: Store) -> None:
    query = """select count(*) from ticket_fields as c anti join words as w on w.field = c.field and w.code = c.latest
        where c.latest <> 0"""
    assert numbers(store, query) == (0,)


def test_a_block_depends_on_its_place_and_the_seed_alone() -> None:
    one, same, other = (make_block(500, 100, total=1_000, seed=seed).events for seed in (1, 1, 2))
    assert isinstance(one, pa.Table)
    assert one.equals(same)
    assert not one.equals(other)


def test_an_existing_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "there"
    path.write_text("mine")
    with pytest.raises(FileExistsError):
        generate(path, 1, seed=1)
    assert path.read_text() == "mine"
