"""Writing rows in any order, for as long as a replay takes."""

from __future__ import annotations

import duckdb
import pytest

from hindesk.replay.keep import unordered

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
