"""XES event logs become tickets, changes and rejects."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from hindesk.errors import InputError
from hindesk.events import Category, Knows
from hindesk.importers.job import ImportOptions, Job
from hindesk.importers.xes import read_xes, stage_xes
from hindesk.importers.xes_dialects import ANY, VOLVO
from hindesk.store.staging import create_staging
from tests.shared_folder import SHARED, needs_shared

MINUTE = 60_000_000
NINE = 1_767_258_000_000_000
"""2026-01-01 09:00 UTC."""

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<log xmlns="http://www.xes-standard.org/">\n'


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        create_staging(connection)
        yield connection


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log.xes"


def event(at: str, **values: str) -> str:
    cells = "".join(f'<string key="{key.replace("_", ":")}" value="{value}"/>' for key, value in values.items())
    stamp = f'<date key="time:timestamp" value="{at}"/>' if at else ""
    return f"<event>{cells}{stamp}</event>\n"


def trace(key: str, *events: str) -> str:
    return f'<trace><string key="concept:name" value="{key}"/>\n{"".join(events)}</trace>\n'


def changes(con: duckdb.DuckDBPyConnection) -> list[tuple[int, str, str]]:
    rows = con.execute('select "at", field, value from staged_events where kind = 3 order by key, "at", seq').fetchall()
    return [((at - NINE) // MINUTE, field, value) for at, field, value in rows]


def rejects(con: duckdb.DuckDBPyConnection) -> list[tuple[int, str, str, str]]:
    return con.execute("from staged_rejects order by line").fetchall()


def test_the_first_event_makes_the_ticket_with_its_values(con: duckdb.DuckDBPyConnection, log: Path) -> None:
    log.write_text(
        HEAD + trace("A", event("2026-01-01T18:00:00+09:00", concept_name="New", org_group="안내")) + "</log>"
    )
    assert stage_xes(con, log) is ANY
    assert con.execute('select key, kind, "at" from staged_events').fetchall() == [("A", 1, NINE)]
    assert con.execute("select field, value from staged_openings order by field").fetchall() == [
        ("status", "New"),
        ("team", "안내"),
    ]


def test_later_events_change_only_what_differs_and_the_status_last(con: duckdb.DuckDBPyConnection, log: Path) -> None:
    first = event("2026-01-01T09:00:00Z", concept_name="Open", org_group="one", product="P")
    same = event("2026-01-01T09:01:00Z", concept_name="Open", org_group="one", product="P")
    other = event("2026-01-01T09:02:00Z", concept_name="Closed", org_group="two", org_resource="kim")
    log.write_text(HEAD + trace("A", first, same, other) + "</log>")
    stage_xes(con, log)
    assert changes(con) == [(2, "assignee", "kim"), (2, "team", "two"), (2, "status", "Closed")]


def test_events_are_ordered_by_instant_across_offsets(con: duckdb.DuckDBPyConnection, log: Path) -> None:
    late = event("2026-01-01T09:30:00+00:00", concept_name="Closed")
    early = event("2026-01-01T11:00:00+02:00", concept_name="Open")
    log.write_text(HEAD + trace("A", late, early) + "</log>")
    stage_xes(con, log)
    assert changes(con) == [(30, "status", "Closed")]


def test_what_the_trace_says_holds_from_its_first_event_on(con: duckdb.DuckDBPyConnection, log: Path) -> None:
    body = trace("A", event("2026-01-01T09:00:00Z", concept_name="Open"))
    log.write_text(HEAD + body.replace("<event>", '<string key="channel" value="email"/><event>', 1) + "</log>")
    stage_xes(con, log)
    assert ("channel", "email") in con.execute("select field, value from staged_openings").fetchall()


def test_a_log_knows_only_what_its_events_name(con: duckdb.DuckDBPyConnection, log: Path) -> None:
    log.write_text(HEAD + trace("A", event("2026-01-01T09:00:00Z", concept_name="Open")) + "</log>")
    stage_xes(con, log)
    assert con.execute("select knows from staged_tickets").fetchall() == [(Knows.STATUSES | Knows.SOLVED,)]


def test_a_status_is_known_by_its_name_whatever_its_case(con: duckdb.DuckDBPyConnection, log: Path) -> None:
    two = (
        trace("A", event("2026-01-01T09:00:00Z", concept_name="CLOSED")),
        trace("B", event("2026-01-01T09:00:00Z", concept_name="Dance")),
    )
    log.write_text(HEAD + "".join(two) + "</log>")
    stage_xes(con, log)
    assert con.execute("from staged_statuses order by status").fetchall() == [
        ("CLOSED", Category.CLOSED),
        ("Dance", Category.NONE),
    ]


def test_nested_attributes_and_lists_are_left_out(con: duckdb.DuckDBPyConnection, log: Path) -> None:
    nested = (
        '<string key="a" value="1"><string key="b" value="2"/></string>'
        '<list key="c"><values><string key="d" value="3"/></values></list>'
    )
    body = trace("A", event("2026-01-01T09:00:00Z", concept_name="Open").replace("<event>", "<event>" + nested))
    log.write_text(HEAD + body + "</log>")
    stage_xes(con, log)
    assert con.execute("select field from staged_openings order by field").fetchall() == [("a",), ("status",)]


def test_a_word_for_nothing_is_empty(con: duckdb.DuckDBPyConnection, log: Path) -> None:
    log.write_text(HEAD + trace("A", event("2026-01-01T09:00:00Z", org_group="MISSING", org_resource="-")) + "</log>")
    stage_xes(con, log)
    assert con.execute("select person from staged_events").fetchall() == [("",)]
    assert con.execute("from staged_openings").fetchall() == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (trace("A", event("")), (4, "time:timestamp", "", "the event has no time:timestamp")),
        (
            trace("A", event("2026-02-30T09:00:00Z")),
            (4, "time:timestamp", "2026-02-30T09:00:00Z", "this is no date and time"),
        ),
        (
            event("2026-01-01T09:00:00Z"),
            (3, "time:timestamp", "2026-01-01T09:00:00Z", "the event stands outside every trace"),
        ),
        (trace("A"), (3, "event", "A", "the trace has no event")),
        (
            trace("", event("2026-01-01T09:00:00Z")),
            (3, "concept:name", "", "the trace has no name, so there is no ticket to tell of"),
        ),
    ],
)
def test_what_cannot_be_read_is_rejected_with_its_line(
    con: duckdb.DuckDBPyConnection, log: Path, body: str, expected: tuple[int, str, str, str]
) -> None:
    log.write_text(HEAD + body + "</log>")
    stage_xes(con, log)
    assert rejects(con) == [expected]
    assert con.execute("from staged_events").fetchall() == []


def test_a_second_trace_of_one_name_is_rejected(con: duckdb.DuckDBPyConnection, log: Path) -> None:
    log.write_text(HEAD + 2 * trace("A", event("2026-01-01T09:00:00Z", concept_name="Open")) + "</log>")
    stage_xes(con, log)
    assert rejects(con) == [(6, "concept:name", "A", "a trace of this name begins on line 3 already")]
    assert con.execute("select count(*) from staged_events").fetchall() == [(1,)]


def test_times_without_an_offset_ask_for_a_zone(con: duckdb.DuckDBPyConnection, log: Path) -> None:
    log.write_text(HEAD + trace("A", event("2026-01-01T18:00:00", concept_name="Open")) + "</log>")
    with pytest.raises(
        InputError, match=r"log.xes, line 4: time:timestamp '2026-01-01T18:00:00' has no offset"
    ) as caught:
        stage_xes(con, log)
    assert "--time-zone" in str(caught.value.hint)


def test_times_without_an_offset_are_read_in_the_zone_given(con: duckdb.DuckDBPyConnection, log: Path) -> None:
    log.write_text(HEAD + trace("A", event("2026-01-01T18:00:00", concept_name="Open")) + "</log>")
    stage_xes(con, log, time_zone="Asia/Seoul")
    assert con.execute('select "at" from staged_events').fetchall() == [(NINE,)]


def test_the_reader_names_the_words_it_took_the_log_for(con: duckdb.DuckDBPyConnection, log: Path) -> None:
    log.write_text(HEAD + trace("A", event("2026-01-01T18:00:00", concept_name="Open")) + "</log>")
    reading = read_xes(Job(con, log, ImportOptions(time_zone="Asia/Seoul"), log.parent))
    assert (reading.source, reading.notes) == ("xes", ("attributes read as those of any XES event log",))


def test_a_truncated_log_is_refused_with_its_line(con: duckdb.DuckDBPyConnection, log: Path) -> None:
    log.write_text(HEAD + trace("A", event("2026-01-01T09:00:00Z")))
    with pytest.raises(InputError, match=r"log.xes, line 6, column 1: the XML is broken or ends too early"):
        stage_xes(con, log)
    assert con.execute("from staged_events").fetchall() == []


def test_a_truncated_gzip_file_is_refused(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    packed = tmp_path / "log.xes.gz"
    packed.write_bytes(gzip.compress((HEAD + trace("A", event("2026-01-01T09:00:00Z")) + "</log>").encode())[:-20])
    with pytest.raises(InputError, match="broken or ends too early"):
        stage_xes(con, packed)


def test_a_document_type_is_refused(con: duckdb.DuckDBPyConnection, log: Path) -> None:
    log.write_text('<!DOCTYPE log [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<log>&x;</log>')
    with pytest.raises(InputError, match="line 1: the file declares a document type"):
        stage_xes(con, log)


def test_another_xml_file_is_refused(con: duckdb.DuckDBPyConnection, log: Path) -> None:
    log.write_text("<html><body/></html>")
    with pytest.raises(InputError, match="<html>, not <log>"):
        stage_xes(con, log)


@needs_shared
def test_the_volvo_log_is_read_whole(con: duckdb.DuckDBPyConnection) -> None:
    assert stage_xes(con, SHARED / "data" / "06_bpic2013_closed.xes.gz") is VOLVO
    assert rejects(con) == []
    assert con.execute(
        "select kind, count(*) from staged_events where field in ('', 'status', 'team') group by all order by all"
    ).fetchall() == [
        (1, 1487),
        (3, 4695 + 655),
    ]


@needs_shared
def test_offsets_of_the_volvo_log_are_honoured(con: duckdb.DuckDBPyConnection) -> None:
    stage_xes(con, SHARED / "data" / "06_bpic2013_closed.xes.gz")
    first = con.execute(
        """select make_timestamp("at")::varchar from staged_events where key = '1-109135791' and kind = 1"""
    )
    assert first.fetchall() == [("2006-01-11 14:49:42",)]


@needs_shared
def test_the_volvo_log_tells_the_support_line_and_who_nobody_holds(con: duckdb.DuckDBPyConnection) -> None:
    stage_xes(con, SHARED / "data" / "06_bpic2013_closed.xes.gz")
    openings = dict(con.execute("select field, value from staged_openings where key = '1-109135791'").fetchall())
    assert openings["support_line"] == "2"
    assert openings["status"] == "Queued/Awaiting Assignment"
    assert "assignee" not in openings
