"""Changes between snapshots say exactly what the snapshots said."""

from __future__ import annotations

from functools import cache

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from hindesk.importers.changes import create_snapshots, stage_changes
from hindesk.store.staging import create_staging

FIELDS = ("assignee", "status", "team")

Snapshot = tuple[str, int, dict[str, str]]
"""A ticket, an instant, and what its fields are then."""

SNAPSHOTS = st.lists(
    st.tuples(
        st.sampled_from("ab"),
        st.integers(0, 5),
        st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(["", "x", "y"])),
    ),
    min_size=1,
    max_size=12,
)


@cache
def connection() -> duckdb.DuckDBPyConnection:
    """One database for all examples; each makes its tables anew."""
    return duckdb.connect(config={"threads": 1})


def staged(snapshots: list[Snapshot]) -> tuple[list[tuple[str, int, int, int, str, str]], dict[tuple[str, str], str]]:
    """The events, in order, and the openings that snapshots become."""
    con = connection()
    create_staging(con)
    create_snapshots(con)
    con.executemany(
        "insert into snapshot_rows values (?, ?, ?, 2, 'kim')",
        [(seq, key, at) for seq, (key, at, _) in enumerate(snapshots)],
    )
    cells = [(seq, field, value) for seq, (_, _, row) in enumerate(snapshots) for field, value in row.items()]
    if cells:
        con.executemany("insert into snapshot_cells values (?, ?, ?)", cells)
    stage_changes(con)
    events = con.execute('select key, "at", seq, kind, field, value from staged_events order by key, "at", seq')
    rows = events.fetchall()
    openings = con.execute("select key, field, value from staged_openings").fetchall()
    return rows, {(key, field): value for key, field, value in openings}


def ordered(snapshots: list[Snapshot], ticket: str) -> list[Snapshot]:
    return sorted((row for row in snapshots if row[0] == ticket), key=lambda row: row[1])


@settings(max_examples=60, deadline=None)
@given(SNAPSHOTS)
def test_replaying_the_changes_gives_the_last_snapshot(snapshots: list[Snapshot]) -> None:
    events, openings = staged(snapshots)
    for ticket in {key for key, _, _ in snapshots}:
        expected: dict[str, str] = {}
        for _, _, row in ordered(snapshots, ticket):
            expected |= row
        found = {field: value for (key, field), value in openings.items() if key == ticket}
        found |= {field: value for key, _, _, kind, field, value in events if key == ticket and kind == 3}
        assert {k: v for k, v in found.items() if v} == {k: v for k, v in expected.items() if v}


@settings(max_examples=60, deadline=None)
@given(SNAPSHOTS)
def test_every_ticket_is_created_once_and_first(snapshots: list[Snapshot]) -> None:
    events, _ = staged(snapshots)
    for ticket in {key for key, _, _ in snapshots}:
        kinds = [kind for key, _, _, kind, _, _ in events if key == ticket]
        assert kinds[0] == 1
        assert set(kinds[1:]) <= {3}
        assert min(at for key, at, *_ in events if key == ticket) == ordered(snapshots, ticket)[0][1]


@settings(max_examples=60, deadline=None)
@given(SNAPSHOTS)
def test_a_change_leaves_another_value_than_before(snapshots: list[Snapshot]) -> None:
    events, openings = staged(snapshots)
    now = dict(openings)
    for key, _, _, kind, field, value in events:
        if kind == 3:
            assert now.get((key, field), "") != value
            now[key, field] = value


def test_the_status_changes_last_in_its_row() -> None:
    events, _ = staged([("a", 0, {"status": "x", "team": "x", "assignee": "x"}), ("a", 1, dict.fromkeys(FIELDS, "y"))])
    assert [field for _, _, _, _, field, _ in events] == ["", "assignee", "team", "status"]


def test_a_field_that_a_row_does_not_state_keeps_its_value() -> None:
    events, _ = staged([("a", 0, {"team": "x"}), ("a", 1, {}), ("a", 2, {"team": "x"})])
    assert [kind for _, _, _, kind, _, _ in events] == [1]
