"""Freshdesk's ticket export becomes milestones."""

from __future__ import annotations

import pytest

from hindesk.errors import InputError
from hindesk.events import Knows
from hindesk.importers.importing import import_file
from hindesk.importers.job import ImportOptions
from hindesk.store.store import Store
from tests.importers.conftest import Write
from tests.importers.stories import events, fields, knows, stories
from tests.shared_folder import SHARED, needs_shared

UTC = ImportOptions(time_zone="UTC")
MINUTE = 60_000_000
NINE = 1_767_258_000_000_000
"""2026-01-01 09:00 UTC."""

COLUMNS = {
    "Ticket ID": "1",
    "Subject": "Paid twice",
    "Status": "Closed",
    "Priority": "Medium",
    "Source": "Email",
    "Agent": "Kim",
    "Group": "No Group",
    "Created time": "2026-01-01 09:00:00",
    "Resolved time": "2026-01-01 10:00:00",
    "Closed time": "2026-01-01 11:00:00",
    "Last update time": "2026-01-01 11:30:00",
    "Initial response time": "2026-01-01 09:30:00",
    "Resolution status": "Within SLA",
    "First response status": "SLA Violated",
    "Tags": "vip, billing,vip",
    "Product": "No Product",
    "Store number": "17",
}


def export(*rows: dict[str, str]) -> str:
    tickets = [{**COLUMNS, **row} for row in rows]
    lines = [",".join(f'"{ticket[column]}"' for column in COLUMNS) for ticket in tickets]
    return "\n".join([",".join(COLUMNS), *lines]) + "\n"


def changes(store: Store, write: Write, **row: str) -> list[tuple[int, str, str]]:
    """Import one ticket: minutes since 09:00, kind or field, and value of each event."""
    named = {name.replace("_", " "): value for name, value in row.items()}
    import_file(store, write("tickets.csv", export(named)), options=UTC)
    return [
        ((at - NINE) // MINUTE, field or kind, value)
        for at, kind, _, field, value, _ in events(store, "freshdesk", "1")
    ]


def test_milestones_become_events(store: Store, write: Write) -> None:
    assert changes(store, write) == [
        (0, "created", ""),
        (30, "message", ""),
        (60, "status", "Resolved"),
        (120, "status", "Closed"),
    ]
    assert events(store, "freshdesk", "1")[1][2] == "agent"
    assert store.connection.execute("select flags from events where kind = 2").fetchall() == [(1,)]
    assert knows(store, "1") == Knows.FIRST_REPLY | Knows.SOLVED
    assert store.latest_instant() == NINE + 150 * MINUTE


def test_fields_have_their_standard_names_and_values(store: Store, write: Write) -> None:
    changes(store, write)
    assert fields(store, "freshdesk", "1") == {
        "subject": ("Paid twice", "Paid twice"),
        "status": ("", "Closed"),
        "priority": ("normal", "normal"),
        "channel": ("Email", "Email"),
        "assignee": ("Kim", "Kim"),
        "tags": ("billing,vip", "billing,vip"),
        "Store number": ("17", "17"),
    }


def test_an_open_ticket_has_its_status_from_the_start(store: Store, write: Write) -> None:
    told = changes(store, write, Status="Pending", Resolved_time="", Closed_time="", Initial_response_time="")
    assert told == [(0, "created", "")]
    assert fields(store, "freshdesk", "1")["status"] == ("Pending", "Pending")
    assert knows(store, "1") == Knows.FIRST_REPLY | Knows.SOLVED


def test_a_ticket_that_is_closed_at_no_instant_is_not_known_to_be_solved_at_any(store: Store, write: Write) -> None:
    told = changes(store, write, Resolved_time="", Closed_time="")
    assert told[-1] == (150, "status", "Closed")
    assert knows(store, "1") == Knows.FIRST_REPLY


def test_a_ticket_that_was_reopened_is_not_known_to_be_solved_at_any_instant(store: Store, write: Write) -> None:
    told = changes(store, write, Status="Open", Closed_time="")
    assert told[-2:] == [(60, "status", "Resolved"), (150, "status", "Open")]
    assert knows(store, "1") == Knows.FIRST_REPLY


def test_a_milestone_before_the_creation_is_rejected_and_what_it_tells_is_not_known(store: Store, write: Write) -> None:
    summary = import_file(store, write("t.csv", export({"Initial response time": "2025-12-31 09:00:00"})), options=UTC)
    assert summary.rejects.to_pylist() == [
        {
            "line": 2,
            "column_name": "Initial response time",
            "value": "2025-12-31 09:00:00",
            "reason": "before the creation of the ticket",
        }
    ]
    assert knows(store, "1") == Knows.SOLVED


def test_a_ticket_without_a_creation_is_rejected_and_the_others_are_kept(store: Store, write: Write) -> None:
    text = export({}, {"Ticket ID": "2", "Created time": ""}, {"Ticket ID": ""})
    summary = import_file(store, write("t.csv", text), options=UTC)
    assert (summary.landed.new, [r["line"] for r in summary.rejects.to_pylist()]) == (1, [3, 4])


def test_a_ticket_that_stands_twice_counts_with_its_later_change(store: Store, write: Write) -> None:
    text = export({}, {"Last update time": "2026-01-02 09:00:00", "Subject": "Later"}, {"Subject": "Earlier"})
    summary = import_file(store, write("t.csv", text), options=UTC)
    assert fields(store, "freshdesk", "1")["subject"] == ("Later", "Later")
    assert [r["line"] for r in summary.rejects.to_pylist()] == [2, 4]


def test_the_verdicts_of_the_export_are_kept(store: Store, write: Write) -> None:
    changes(store, write)
    rows = store.connection.execute("select metric, verdict from recorded order by 1").fetchall()
    assert rows == [("first_response", "breached"), ("resolution", "met")]


def test_headers_of_another_age_are_read(store: Store, write: Write) -> None:
    text = export({}).replace("Created time", "Created Time").replace("Last update time", "LAST UPDATED TIME")
    import_file(store, write("t.csv", text), options=UTC)
    assert store.latest_instant() == NINE + 150 * MINUTE


def test_of_custom_fields_with_one_label_the_first_counts(store: Store, write: Write) -> None:
    text = export({"Product": "first"}).replace("Product", "Store number")
    import_file(store, write("t.csv", text), options=UTC)
    assert fields(store, "freshdesk", "1")["Store number"] == ("first", "first")


@pytest.mark.parametrize("header", ["Ticket ID", "Status", "Resolved time", "Resolution status"])
def test_a_column_that_decides_what_happened_may_not_stand_twice(header: str, store: Store, write: Write) -> None:
    text = export({}).replace("Store number", header)
    with pytest.raises(InputError, match=f"are both called '{header}'"):
        import_file(store, write("t.csv", text), options=UTC)


def test_an_export_without_creations_is_refused(store: Store, write: Write) -> None:
    text = export({}).replace("Created time", "Made")
    with pytest.raises(InputError, match="no column 'Created time'"):
        import_file(store, write("t.csv", text), options=ImportOptions(as_="freshdesk", time_zone="UTC"))


@needs_shared
def test_an_export_and_the_same_saved_by_a_spreadsheet_agree_to_the_minute(store: Store) -> None:
    shapes = SHARED / "shapes/freshdesk"
    seoul = ImportOptions(time_zone="Asia/Seoul")
    import_file(store, shapes / "tickets_export_iso_SYNTHETIC.csv", options=seoul)
    import_file(
        store,
        shapes / "tickets_export_dmy_resaved_SYNTHETIC.csv",
        options=ImportOptions(time_zone="Asia/Seoul", source="resaved"),
    )
    exact, resaved = stories(store, "freshdesk"), stories(store, "resaved")
    minutes = {
        name: {key: ([(e[0] // MINUTE, *e[1:]) for e in told], known) for key, (told, known) in those.items()}
        for name, those in (("exact", exact), ("resaved", resaved))
    }
    assert len(exact) == 3
    assert minutes["exact"] == minutes["resaved"]
