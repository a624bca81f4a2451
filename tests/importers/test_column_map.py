"""Column maps read any table, and name what is wrong with them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hindesk.errors import InputError
from hindesk.events import Fidelity, Knows
from hindesk.importers.column_map import Cell, ColumnMap, Event, Instants, load_map
from hindesk.importers.importing import ImportSummary, import_file
from hindesk.importers.job import ImportOptions
from hindesk.store.store import Store
from tests.importers.conftest import Write
from tests.importers.stories import events, fields, knows
from tests.shared_folder import SHARED, needs_shared

MAPS = Path(__file__).parents[2] / "samples" / "maps"
MINUTE = 60_000_000
NINE = 1_767_571_200_000_000
"""2026-01-05 09:00 in Seoul."""

EVENTS = """
column_map: 1
source: desk
rows: events
id: ticket
time_zone: Asia/Seoul
fields:
  priority: {column: prio, values: {P1: urgent, P2: high}}
  team: team
statuses: {done: solved, waiting: waiting_on_customer}
event:
  at: time
  order: n
  kind: {column: what, values: {opened: created, comment: message, set: change}}
  actor: {column: who, values: {robot: bot}}
  person: name
  public: seen
  automatic: auto
  field: {column: field, values: {state: status, prio: priority}}
  value: new
"""

LOG = """ticket,time,n,what,who,name,seen,auto,field,new,prio,team
1,2026-01-05 09:00,1,opened,customer,Ana,,,,,P1,Billing
1,2026-01-05 09:10,3,comment,agent,Lee,public,,,"Hello, you",,
1,2026-01-05 09:10,2,set,robot,,,,state,Waiting,,
1,2026-01-05 09:20,4,comment,agent,Lee,private,,,,,
1,2026-01-05 09:20,5,comment,robot,,public,yes,,,,
1,2026-01-05 09:30,6,set,agent,Lee,,,prio,p2,,
1,2026-01-05 09:40,7,merged,somebody,,,,,,,
"""


def run(store: Store, write: Write, text: str, mapped: str, **options: str) -> ImportSummary:
    chosen = ImportOptions(map=write("map.yaml", mapped), time_zone=options.get("time_zone"))
    return import_file(store, write("table.csv", text), options=chosen)


def test_one_event_a_row(store: Store, write: Write) -> None:
    run(store, write, LOG, EVENTS)
    told = [((at - NINE) // MINUTE, *rest) for at, *rest in events(store, "desk", "1")]
    assert told == [
        (0, "created", "customer", "", "", "Ana"),
        (10, "change", "bot", "status", "Waiting", ""),
        (10, "message", "agent", "text", "Hello, you", "Lee"),
        (20, "message", "agent", "", "", "Lee"),
        (20, "message", "bot", "", "", ""),
        (30, "change", "agent", "priority", "high", "Lee"),
        (40, "merged", "unknown", "", "", ""),
    ]
    assert store.connection.execute("select flags from events where kind = 2 order by rowid").fetchall() == [
        (1,),
        (0,),
        (3,),
    ]
    assert fields(store, "desk", "1") == {
        "priority": ("urgent", "high"),
        "team": ("Billing", "Billing"),
        "status": ("", "Waiting"),
    }
    assert store.words("status").select(["text", "category"]).to_pylist() == [{"text": "Waiting", "category": 3}]


def test_what_events_know_is_what_occurs_among_them(store: Store, write: Write) -> None:
    run(store, write, LOG, EVENTS)
    assert knows(store, "1") == Knows.FIRST_REPLY | Knows.MESSAGES | Knows.SOLVED | Knows.STATUSES


def test_what_events_know_can_be_said(store: Store, write: Write) -> None:
    run(store, write, LOG, EVENTS + "knows: [statuses, teams]\n")
    assert knows(store, "1") == Knows.STATUSES | Knows.SOLVED | Knows.TEAMS


def test_rows_that_are_no_event_are_rejected_and_the_rest_is_kept(store: Store, write: Write) -> None:
    bad = (
        "1,soon,8,comment,,,,,,,,\n"
        ",2026-01-05 09:50,8,comment,,,,,,,,\n"
        "1,2026-01-05 09:50,8,hm,,,,,,,,\n"
        "1,2026-01-05 09:50,8,set,,,,,,x,,\n"
    )
    summary = run(store, write, LOG + bad, EVENTS)
    assert [(r["line"], r["column_name"], r["value"], r["reason"]) for r in summary.rejects.to_pylist()] == [
        (9, "time", "soon", "not an instant in the form of its column"),
        (10, "ticket", "", "the row names no ticket"),
        (11, "what", "hm", "no kind of event"),
        (12, "field", "", "a change that names no field"),
    ]
    assert summary.landed.events == 7


def test_a_word_of_the_map_that_means_nothing_is_refused_with_the_nearest(store: Store, write: Write) -> None:
    with pytest.raises(InputError, match="there is no kind 'creatd'") as problem:
        run(store, write, LOG, EVENTS.replace("opened: created", "opened: creatd"))
    assert problem.value.hint == "did you mean created?"


MILESTONES = """
column_map: 1
source: desk
rows: milestones
id: ID
dates: day-first
instants: {created: Made, assigned: Taken, first_response: Answered, solved: Solved}
fields: {status: State, assignee: Who, priority: {constant: normal}, cost: {column: Cost, number: true}}
statuses: {fixed: solved, open: open}
missing: ["", nobody]
"""


def test_milestones(store: Store, write: Write) -> None:
    text = (
        "ID,Made,Taken,Answered,Solved,State,Who,Cost\n"
        "1,05/01/2026 09:00,05/01/2026 09:10,05/01/2026 09:20,06/01/2026 09:00,Fixed,Lee,12\n"
        "2,05/01/2026 09:00,,,,Open,nobody,\n"
    )
    run(store, write, text, MILESTONES, time_zone="Asia/Seoul")
    told = [
        ((at - NINE) // MINUTE, field or kind, value) for at, kind, _, field, value, _ in events(store, "desk", "1")
    ]
    assert told == [(0, "created", ""), (10, "assignee", "Lee"), (20, "message", ""), (1440, "status", "Fixed")]
    assert fields(store, "desk", "1")["assignee"] == ("", "Lee")
    assert fields(store, "desk", "2") == {"status": ("Open", "Open"), "priority": ("normal", "normal")}
    all_known = Knows.FIRST_REPLY | Knows.SOLVED | Knows.FIRST_ASSIGNEE
    assert (knows(store, "1"), knows(store, "2")) == (all_known, all_known)


def test_snapshots_know_nothing_of_what_happened(store: Store, write: Write) -> None:
    mapped = (
        "column_map: 1\n"
        "source: desk\n"
        "rows: snapshots\n"
        "id: ID\n"
        "instants: {created: Made, updated: Seen}\n"
        "fields: {status: State}\n"
        "statuses: {shut: closed}\n"
    )
    run(store, write, "ID,Made,Seen,State\n1,2026-01-05 00:00Z,2026-01-06 00:00Z,Shut\n", mapped)
    assert store.holdings()["fidelity"].to_pylist() == [Fidelity.SNAPSHOT]
    assert knows(store, "1") == Knows.NOTHING
    assert fields(store, "desk", "1")["status"] == ("", "Shut")
    assert store.latest_instant() == NINE + 24 * 60 * MINUTE


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "column_map: 1\nsource: x\nrows: events\nid: a\nevnet: {}\n",
            "map.yaml:5:1: unknown key 'evnet'; did you mean event?",
        ),
        (MILESTONES.replace("created: Made", "made: Made"), "map.yaml:7:12: unknown key 'made'"),
        (MILESTONES.replace("created: Made", "made: Made"), "map.yaml:7:11: 'created' is missing"),
        (MILESTONES.replace("column: Cost", "colum: Cost"), "unknown key 'colum'; did you mean column?"),
        (MILESTONES.replace("fixed: solved", "fixed: done"), "map.yaml:9:19: statuses.fixed: Input should be 'new'"),
        (MILESTONES.replace("rows: milestones", "rows: events"), "rows: events needs the section event"),
        (MILESTONES + "id: other\n", "map.yaml:11:1: the key 'id' stands here again; it is first on line 5"),
        ("- a\n", "is no column map"),
        ("a: [\n", "this is not YAML"),
    ],
)
def test_a_map_with_problems_names_their_places(write: Write, text: str, words: str) -> None:
    with pytest.raises(InputError) as problem:
        load_map(write("map.yaml", text))
    assert words in problem.value.message


def test_a_map_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read"):
        load_map(tmp_path / "none.yaml")


def test_a_column_that_the_table_lacks_is_refused_with_the_nearest(store: Store, write: Write) -> None:
    with pytest.raises(InputError, match="no column 'ticket'") as problem:
        run(store, write, LOG.replace("ticket,", "tickets,"), EVENTS)
    assert problem.value.hint == "did you mean 'tickets'?"


def test_two_columns_of_one_name_are_refused_where_the_map_names_them(store: Store, write: Write) -> None:
    with pytest.raises(InputError, match="columns 11 and 12 are both called 'team'"):
        run(store, write, LOG.replace("prio,team", "team,team"), EVENTS.replace("column: prio, ", ""))


def test_yaml_words_such_as_no_and_on_are_texts(write: Write) -> None:
    mapped = load_map(
        write("map.yaml", MILESTONES.replace("fields: {", "fields: {flag: {column: on, values: {NO: no, true: yes}}, "))
    )
    assert mapped.fields["flag"].values == {"NO": "no", "true": "yes"}


@needs_shared
def test_the_map_for_nyc_311_reads_its_requests(store: Store) -> None:
    options = ImportOptions(map=MAPS / "nyc311.yaml")
    summary = import_file(store, SHARED / "data/nyc311_2022-05.csv", options=options)
    assert (summary.source, summary.landed.new, summary.landed.rejects) == ("nyc311", 924, 0)
    first = events(store, "nyc311", "54049402")
    assert first == [(1_651_377_603_000_000, "created", "unknown", "", "", "")]
    assert fields(store, "nyc311", "54049402")["team"] == ("NYPD", "NYPD")
    assert fields(store, "nyc311", "54049402")["status"] == ("In Progress", "In Progress")
    closed = store.connection.execute("select count(*) from events where kind = 3").fetchall()
    assert closed == [(480,)]


BPI = """
column_map: 1
source: bpi2014
rows: milestones
id: Incident_ID
time_zone: Europe/Amsterdam
instants: {created: Open_Time, solved: Resolved_Time, closed: Close_Time}
fields:
  status: Status
  priority: {column: Priority, values: {"1": urgent, "2": high, "3": normal, "4": low, "5": low}}
  handle_hours: {column: Handle_Time_hrs, number: true}
statuses: {Closed: closed}
"""


@needs_shared
def test_numbers_that_a_spreadsheet_destroyed_are_rejected_with_their_lines(store: Store, write: Write) -> None:
    options = ImportOptions(map=write("bpi.yaml", BPI))
    summary = import_file(store, SHARED / "data/bpi2014_ITSM_data_40rows_mangled.csv", options=options)
    assert summary.landed.new == 40
    rejects = summary.rejects.to_pylist()
    assert {reject["column_name"] for reject in rejects} == {"Handle_Time_hrs"}
    assert rejects[0] == {
        "line": 2,
        "column_name": "Handle_Time_hrs",
        "value": "3,87,16,91,111",
        "reason": "not a plain number",
    }
    kept = store.connection.execute(
        "select count(*) from ticket_fields as c join fields as f using (field) where f.name = 'handle_hours'"
    ).fetchall()[0][0]
    assert kept + len(rejects) == 40


def test_every_example_of_the_reference_page_is_a_column_map(write: Write) -> None:
    page = (Path(__file__).parents[2] / "docs/reference/column-maps.md").read_text(encoding="utf-8")
    examples = [load_map(write("map.yaml", text)) for text in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)]
    assert [example.rows for example in examples] == ["snapshots", "milestones", "events"]


def test_the_reference_page_names_every_key() -> None:
    page = (Path(__file__).parents[2] / "docs/reference/column-maps.md").read_text(encoding="utf-8")
    keys = [key for model in (ColumnMap, Event, Cell, Instants) for key in model.model_fields]
    assert [key for key in keys if f"`{key}" not in page and f"{key}:" not in page] == []
