"""The partition: shares that are worked out by hand, and that add up to one exactly."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hindesk.causes.partition import Grouping, partition
from hindesk.replay.codes import BUCKETS
from hindesk.store.store import Store, open_store
from tests.causes.told import told

HOUR = 3_600_000_000
SHARES = [f"{bucket}_share" for bucket in BUCKETS]
BREACHED = """
    09:00 created
    10:00 assignee=kim by=system
    12:00 agent_note
    12:30 status=on_hold
    13:00 status=open
    17:00 status=solved
"""
"""Unassigned 1h, untouched 2h, worked 30m, on hold 30m, idle 4h."""
MET = """
    09:00 created assignee=kim
    10:00 agent_reply
    12:00 customer_message
    13:00 status=solved
"""
"""Untouched 1h, waiting on the customer 2h, worked 1h: no more than an hour from their answer to the next act."""

amounts = st.lists(st.integers(0, 10**15) | st.integers(0, 3), min_size=7, max_size=7).filter(sum)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("partition") / "shares.duckdb", create=True) as held:
        yield held


def test_the_shares_are_those_worked_out_by_hand(tmp_path: Path) -> None:
    with told(tmp_path, {"late": BREACHED, "later": BREACHED, "in time": MET}) as desk:
        breached, met = partition(desk.store, desk.run.run, range(9), Grouping()).to_pylist()

    assert (breached["verdict"], breached["clocks"], breached["counted"]) == ("breached", 2, 16 * HOUR)
    assert [breached[share] for share in SHARES] == [1 / 8, 1 / 16, 0, 0, 1 / 4, 1 / 16, 1 / 2]
    assert (met["verdict"], met["clocks"], met["counted"]) == ("met", 1, 4 * HOUR)
    assert [met[share] for share in SHARES] == [0, 0, 1 / 2, 0, 1 / 4, 1 / 4, 0]


def test_what_no_clock_breached_is_left_out(tmp_path: Path) -> None:
    with told(tmp_path, {"in time": MET}) as desk:
        assert partition(desk.store, desk.run.run, range(9), Grouping()).num_rows == 0


def test_each_code_with_a_breach_has_its_own_rows(tmp_path: Path) -> None:
    urgent = BREACHED.replace("created", "created priority=urgent")
    with told(tmp_path, {"late": BREACHED, "urgent": urgent, "in time": MET}) as desk:
        table = partition(desk.store, desk.run.run, range(9), Grouping(("c.priority",)))

    assert table.column("verdict").to_pylist() == ["breached", "met", "breached"]
    assert table.column("clocks").to_pylist() == [1, 1, 1]


def test_clocks_that_counted_nothing_have_no_shares(tmp_path: Path) -> None:
    nothing = "09:00 created\n09:00 status=solved"
    with told(tmp_path, {"late": BREACHED, "at once": nothing}) as desk:
        met = partition(desk.store, desk.run.run, range(9), Grouping()).to_pylist()[1]

    assert (met["clocks"], met["counted"], {met[share] for share in SHARES}) == (1, 0, {None})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(amounts, min_size=1, max_size=4))
def test_shares_add_up_to_one_exactly_and_are_right(store: Store, clocks: list[list[int]]) -> None:
    write_breaches(store, clocks)
    (row,) = partition(store, 1, [0], Grouping()).to_pylist()

    whole = sum(map(sum, clocks))
    shares = [row[share] for share in SHARES]
    assert sum(shares) == sum(reversed(shares)) == 1
    for share, parts in zip(shares, zip(*clocks, strict=True), strict=True):
        assert abs(Fraction(share) - Fraction(sum(parts), whole)) <= Fraction(1, 2**30)
        assert share >= 0


def write_breaches(store: Store, clocks: list[list[int]]) -> None:
    """Make run 1 of breached clocks that spent so much time in each bucket."""
    columns = "run, ticket, metric, cycle, started, elapsed, paused, verdict, missing, priority, team, assignee"
    with store.change() as connection:
        connection.execute("delete from clocks")
        connection.execute("delete from shares")
        for ticket, parts in enumerate(clocks):
            values = [1, ticket, 0, 0, 0, sum(parts), 0, 2, 0, 0, 0, 0]
            connection.execute(f"insert into clocks ({columns}) values ({', '.join('?' * 12)})", values)  # noqa: S608
            connection.execute(f"insert into shares values (1, ?, 0, 0, {', '.join('?' * 7)})", [ticket, *parts])  # noqa: S608
