"""ServiceNow's audit rows become histories by comparing the versions of an incident."""

from __future__ import annotations

from pathlib import Path

import pytest

from hindesk.errors import InputError
from hindesk.events import Fidelity, Knows
from hindesk.importers.importing import import_file
from hindesk.importers.job import ImportOptions
from hindesk.store.store import Store, open_store
from tests.importers.conftest import Write
from tests.importers.stories import events, fields, knows, stories
from tests.shared_folder import SHARED, needs_shared

UTC = ImportOptions(time_zone="UTC")
MINUTE = 60_000_000
NINE = 1_767_258_000_000_000
"""2026-01-01 09:00 UTC."""

HEAD = (
    "number,incident_state,sys_mod_count,made_sla,caller_id,opened_at,sys_updated_by,sys_updated_at,"
    "priority,assignment_group,assigned_to,u_vip,closed_code,resolved_by,resolved_at,closed_at\n"
)


def row(
    state: str,
    version: int,
    at: str,
    *,
    group: str = "Desk",
    to: str = "?",
    priority: str = "3 - Moderate",
    end: str = ",,,",
    sla: str = "true",
) -> str:
    opened = f"INC1,{state},{version},{sla},Caller 1,2026-01-01 09:00"
    return f"{opened},Agent 7,2026-01-01 {at},{priority},{group},{to},TRUE,{end}\n"


END = "code 5,Kim,2026-01-01 12:00,2026-01-01 13:00"


def history(store: Store, path: Path) -> list[tuple[int, str, str]]:
    """Minutes since 09:00, field and value of each change."""
    import_file(store, path, options=UTC)
    return [
        ((at - NINE) // MINUTE, field, value)
        for at, kind, _, field, value, _ in events(store, "servicenow", "INC1")
        if kind == "change"
    ]


def test_a_change_between_two_versions_is_an_event_at_the_later_one(store: Store, write: Write) -> None:
    text = (
        HEAD
        + row("New", 0, "09:00")
        + row("Active", 1, "09:20", to="Kim")
        + row("Active", 2, "09:40", group="Network", to="Lee")
    )
    assert history(store, write("a.csv", text)) == [
        (20, "assignee", "Kim"),
        (20, "status", "Active"),
        (40, "assignee", "Lee"),
        (40, "team", "Network"),
    ]
    first = events(store, "servicenow", "INC1")[0]
    assert first == (NINE, "created", "agent", "", "", "Agent 7")
    assert knows(store, "INC1") == Knows.SOLVED | Knows.STATUSES | Knows.ASSIGNEES | Knows.TEAMS | Knows.FIRST_ASSIGNEE


def test_an_incident_is_created_when_it_was_opened(store: Store, write: Write) -> None:
    history(store, write("a.csv", HEAD + row("New", 0, "09:07")))
    assert events(store, "servicenow", "INC1")[0][0] == NINE


def test_the_first_version_gives_the_values_at_creation(store: Store, write: Write) -> None:
    history(store, write("a.csv", HEAD + row("New", 0, "09:00", to="Kim")))
    assert fields(store, "servicenow", "INC1") == {
        "status": ("New", "New"),
        "priority": ("normal", "normal"),
        "priority_name": ("3 - Moderate", "3 - Moderate"),
        "team": ("Desk", "Desk"),
        "assignee": ("Kim", "Kim"),
        "customer": ("Caller 1", "Caller 1"),
        "u_vip": ("true", "true"),
    }


def test_versions_of_one_instant_come_in_the_order_of_their_numbers(store: Store, write: Write) -> None:
    text = HEAD + row("New", 0, "09:00") + row("Resolved", 2, "09:30") + row("Active", 1, "09:30")
    assert history(store, write("a.csv", text)) == [(30, "status", "Active"), (30, "status", "Resolved")]


def test_what_is_final_on_every_row_is_no_state_of_that_row(store: Store, write: Write) -> None:
    text = (
        HEAD
        + row("New", 0, "09:00", end=END)
        + row("Resolved", 1, "12:00", end=END)
        + row("Closed", 2, "13:00", end=END)
    )
    assert history(store, write("a.csv", text)) == [
        (180, "status", "Resolved"),
        (180, "resolved_by", "Kim"),
        (180, "close_code", "code 5"),
        (240, "status", "Closed"),
    ]


def test_an_end_that_the_rows_leave_out_is_told_by_the_final_columns(store: Store, write: Write) -> None:
    told = history(store, write("a.csv", HEAD + row("New", 0, "09:00", end=END)))
    assert [change for change in told if change[1] == "status"] == [
        (180, "status", "Resolved"),
        (240, "status", "Closed"),
    ]


def test_an_incident_that_is_logged_when_solved_was_new_before(store: Store, write: Write) -> None:
    told = history(store, write("a.csv", HEAD + row("Resolved", 0, "09:10")))
    assert told == [(10, "status", "Resolved")]
    assert fields(store, "servicenow", "INC1")["status"] == ("New", "Resolved")


def test_a_state_that_is_a_glitch_is_rejected_and_the_one_before_stays(store: Store, write: Write) -> None:
    text = HEAD + row("New", 0, "09:00") + row("-100", 1, "09:20") + row("Active", 2, "09:40")
    summary = import_file(store, write("a.csv", text), options=UTC)
    assert summary.rejects.select(["line", "column_name", "value"]).to_pylist() == [
        {"line": 3, "column_name": "incident_state", "value": "-100"}
    ]
    assert [told[4] for told in events(store, "servicenow", "INC1")] == ["", "Active"]


def test_a_row_without_a_date_is_rejected_and_the_rest_is_kept(store: Store, write: Write) -> None:
    text = (
        HEAD
        + row("New", 0, "09:00")
        + row("Active", 1, "soon").replace("2026-01-01 soon", "soon")
        + row("Active", 2, "09:40")
    )
    summary = import_file(store, write("a.csv", text), options=UTC)
    assert [(r["line"], r["value"]) for r in summary.rejects.to_pylist()] == [(3, "soon")]
    assert [told[4] for told in events(store, "servicenow", "INC1")] == ["", "Active"]


@pytest.mark.parametrize(("sla", "verdict"), [("true", "met"), ("false", "breached")])
def test_the_verdict_of_a_closed_incident_is_kept(store: Store, write: Write, sla: str, verdict: str) -> None:
    import_file(store, write("a.csv", HEAD + row("New", 0, "09:00") + row("Closed", 1, "09:30", sla=sla)), options=UTC)
    assert store.connection.execute("select metric, verdict from recorded").fetchall() == [("resolution", verdict)]


def test_the_verdict_of_an_open_incident_is_still_to_come(store: Store, write: Write) -> None:
    import_file(store, write("a.csv", HEAD + row("New", 0, "09:00") + row("Active", 1, "09:30")), options=UTC)
    assert store.connection.execute("from recorded").fetchall() == []


def test_a_list_with_one_row_for_each_incident_is_no_history(store: Store, write: Write) -> None:
    text = HEAD + row("Closed", 3, "13:00", end=END) + row("New", 0, "09:30").replace("INC1", "INC2")
    summary = import_file(store, write("a.csv", text), options=UTC)
    assert "read as milestones" in summary.notes[0]
    assert store.holdings()["fidelity"].to_pylist() == [Fidelity.TIMESTAMPS]
    assert [told[4] for told in events(store, "servicenow", "INC1")] == ["", "Resolved", "Closed"]


def test_times_need_a_zone(store: Store, write: Write) -> None:
    with pytest.raises(InputError, match="does not say its time zone"):
        import_file(store, write("a.csv", HEAD + row("New", 0, "09:00")))


@needs_shared
def test_a_thousand_real_incidents_import_with_two_rejects(store: Store) -> None:
    summary = import_file(store, SHARED / "data/uci_dev_1000.csv", options=UTC)
    assert summary.detection.why.startswith("it has the columns number, sys_mod_count")
    assert (summary.landed.new, summary.landed.events, summary.landed.moved) == (1000, 8167, 0)
    assert [(r["line"], r["value"]) for r in summary.rejects.to_pylist()] == [(4550, "-100"), (4551, "-100")]
    statuses = store.words("status").to_pylist()
    assert {word["text"]: word["category"] for word in statuses}["Awaiting User Info"] == 3
    assert all(word["category"] for word in statuses)


@needs_shared
def test_the_same_incidents_as_another_program_saved_them_give_the_same_events(store: Store, tmp_path: Path) -> None:
    import_file(store, SHARED / "data/uci_dev_1000.csv", options=UTC)
    with open_store(tmp_path / "other.duckdb", create=True) as other:
        import_file(other, SHARED / "data/uci_variant_dashdate_TRUE_40inc.csv", options=UTC)
        resaved = stories(other, "servicenow")
    assert len(resaved) == 40
    assert {key: (events(store, "servicenow", key), fields(store, "servicenow", key)) for key in resaved} == resaved
    again = import_file(store, SHARED / "data/uci_variant_dashdate_TRUE_40inc.csv", options=UTC)
    assert (again.landed.unchanged, again.landed.updated, again.landed.new) == (40, 0, 0)
