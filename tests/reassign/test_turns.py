"""Whose turn it is between batches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from hindesk.people.person import Person, Roster
from hindesk.reassign.turns import keep_turns, read_turns
from hindesk.store.store import Store, open_store
from tests.reassign.offices import office


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store.duckdb", create=True) as made:
        yield made


def roster(*names: str) -> Roster:
    return Roster(tuple(Person(name) for name in names))


def turns(*numbers: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(numbers, np.int64)


def test_nobody_had_a_turn_in_a_new_store(store: Store) -> None:
    assert read_turns(store, roster("Kim", "Lee")).tolist() == [0, 0]


def test_turns_are_remembered_by_name_whatever_the_order_and_the_case(store: Store) -> None:
    keep_turns(store, roster("김수지", "Lee", "Choi"), turns(3, 5, 4))
    assert read_turns(store, roster("lee", "New", "김수지")).tolist() == [5, 0, 3]


def test_who_is_not_in_this_batch_keeps_their_turn(store: Store) -> None:
    keep_turns(store, roster("Kim", "Lee"), turns(1, 2))
    keep_turns(store, roster("Kim", "Choi"), turns(3, 0))
    assert read_turns(store, roster("Kim", "Lee", "Choi")).tolist() == [3, 2, 0]


def test_turns_are_there_when_the_store_is_opened_again(tmp_path: Path) -> None:
    with open_store(tmp_path / "again.duckdb", create=True) as first:
        keep_turns(first, roster("Kim"), turns(7))
    with open_store(tmp_path / "again.duckdb", read_only=True) as second:
        assert read_turns(second, roster("Kim")).tolist() == [7]


def test_turns_that_cannot_be_kept_leave_the_store_as_it_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_turns(store, roster("Kim"), turns(1))
    monkeypatch.setattr("hindesk.reassign.turns._KEEP", "insert into no_such_table values (?)")
    with pytest.raises(Exception, match="no_such_table"):
        keep_turns(store, roster("Kim"), turns(2))
    assert read_turns(store, roster("Kim")).tolist() == [1]


def test_a_desk_begins_with_the_turns_of_its_store(tmp_path: Path) -> None:
    with office(tmp_path, {"1": "09:00 created"}, [Person("Kim"), Person("Lee")]) as told:
        keep_turns(told.store, roster("Lee"), turns(4))
        assert told.desk()[0].turn.tolist() == [0, 4]
