"""Writing rows in any order, for as long as a replay takes."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pytest

from hindesk.policy.load import load_policy
from hindesk.policy.ready import policy_path
from hindesk.replay.compile import compile_policy
from hindesk.replay.keep import Keeper, unordered
from hindesk.replay.memory import row_room
from hindesk.replay.rows import rows_of
from hindesk.store.store import open_store

ORDERED = "select current_setting('preserve_insertion_order')"


def test_the_order_is_given_up_while_rows_are_written_and_kept_again_after() -> None:
    connection = duckdb.connect()
    with unordered(connection, iter([1, 2])) as items:
        within = connection.execute(ORDERED).fetchall()
        assert list(items) == [1, 2]

    assert within == [(False,)]
    assert connection.execute(ORDERED).fetchall() == [(True,)]


def test_the_order_is_kept_again_after_a_broken_transaction_whose_error_is_told() -> None:
    connection = duckdb.connect()
    connection.execute("create table numbers (number integer primary key)")
    connection.execute("begin transaction")

    def insert_twice() -> None:
        with unordered(connection, iter([1, 1])) as items:
            for item in items:
                connection.execute("insert into numbers values (?)", [item])

    with pytest.raises(duckdb.ConstraintException):
        insert_twice()

    connection.execute("rollback")
    assert connection.execute(ORDERED).fetchall() == [(True,)]


def test_rows_that_are_written_are_let_go_before_the_transaction_ends(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.duckdb", create=True) as store, store.change() as connection:
        compiled = compile_policy(load_policy(policy_path(Path("saas-korea"))), store)
        tickets: Any = np.arange(3, dtype=np.int32)
        alive = weakref.ref(tickets)
        column = pa.Array.from_buffers(pa.int32(), 3, [None, pa.py_buffer(tickets)])
        empty = rows_of(row_room(compiled, 1, 1))
        kinds = empty.outcomes.schema.types[1:]
        outcomes = pa.RecordBatch.from_arrays(
            [column, *(pa.array([0, 0, 0], kind) for kind in kinds)], schema=empty.outcomes.schema
        )
        keeper = Keeper(connection, 1)
        keeper.keep(replace(empty, outcomes=outcomes))
        del tickets, column, outcomes
        keeper.flush()
        gc.collect()

        assert connection.execute("select count(*) from outcomes").fetchall() == [(3,)]
        assert alive() is None
