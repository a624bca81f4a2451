"""An import says what it takes a file for, changes nothing twice, and changes nothing where the file is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from hindesk.errors import InputError
from hindesk.importers.formats import detect
from hindesk.importers.importing import import_file
from hindesk.importers.job import ImportOptions
from hindesk.store.store import Store, open_store
from tests.importers.conftest import Write
from tests.importers.stories import events, fields
from tests.store.staging_rows import contents

UTC = ImportOptions(time_zone="UTC")
HEAD = "Ticket ID,Status,Created time,Resolved time,Subject\n"
ONE = HEAD + "1,Open,2026-01-05 09:00,,First\n2,Resolved,2026-01-05 09:30,2026-01-05 10:00,Second\n"
LATER = (
    HEAD
    + "1,Resolved,2026-01-05 09:00,2026-01-06 09:00,First\n"
    + "2,Resolved,2026-01-05 09:30,2026-01-05 10:00,Second\n"
    + "3,Open,2026-01-06 09:00,,Third\n"
)


def test_the_choice_of_a_format_is_explained(write: Write) -> None:
    found = detect(write("x.csv", ONE), UTC)
    assert found.format.name == "freshdesk"
    assert found.why == "it has the columns Ticket ID, Created time, Status, Resolved time"


def test_an_unknown_format_names_the_formats_the_nearest_one_and_the_way_out(write: Write) -> None:
    with pytest.raises(InputError, match=r"servicenow \(ServiceNow audit rows\), freshdesk") as problem:
        detect(write("x.csv", "Ticket ID,Status,Who\n1,Open,Kim\n"), UTC)
    hint = problem.value.hint or ""
    assert "nearest is freshdesk, but there is no column created time" in hint
    assert "--map" in hint
    assert "--as" in hint


def test_a_format_that_does_not_exist_is_refused_with_the_nearest(write: Write) -> None:
    with pytest.raises(InputError, match="no format 'freshdisk'") as problem:
        detect(write("x.csv", ONE), ImportOptions(as_="freshdisk"))
    assert (problem.value.hint or "").startswith("did you mean freshdesk? --as takes servicenow, ")


def test_the_format_that_is_named_is_taken(write: Write) -> None:
    found = detect(write("x.csv", "id,b\n1,2\n"), ImportOptions(as_="servicenow"))
    assert (found.format.name, found.why) == ("servicenow", "--as servicenow says so")


def test_two_columns_of_one_name_are_refused_where_the_reader_can_not_tell_them_apart(
    store: Store, write: Write
) -> None:
    text = "number,sys_mod_count,sys_updated_at,state,opened_at,state\n1,0,2026-01-05 09:00,New,2026-01-05 09:00,Old\n"
    with pytest.raises(InputError, match="columns 4 and 6 are both called 'state'") as problem:
        import_file(store, write("x.csv", text), options=UTC)
    assert problem.value.hint == "rename or delete one of them in the header line"


def test_the_same_file_again_is_not_even_read(store: Store, write: Write) -> None:
    path = write("x.csv", ONE)
    assert not import_file(store, path, options=UTC).repeated
    again = import_file(store, path, options=UTC)
    assert (again.repeated, again.landed.unchanged, again.landed.new) == (True, 2, 0)


def test_the_same_file_under_another_name_or_in_another_form_changes_nothing(tmp_path: Path, write: Write) -> None:
    path = tmp_path / "s.duckdb"
    with open_store(path, create=True) as store:
        import_file(store, write("x.csv", ONE), options=UTC)
    before = contents(path)
    with open_store(path) as store:
        assert import_file(store, write("renamed.csv", ONE), options=UTC).repeated
        again = import_file(store, write("resaved.csv", ONE.replace(",", ";")), options=UTC)
        assert (again.repeated, again.landed.unchanged) == (False, 2)
    assert contents(path) == before


def test_a_newer_export_updates_its_tickets(store: Store, write: Write) -> None:
    import_file(store, write("x.csv", ONE), options=UTC)
    later = import_file(store, write("y.csv", LATER), options=UTC).landed
    assert (later.new, later.updated, later.unchanged, later.kept) == (1, 1, 1, 0)
    assert fields(store, "freshdesk", "1")["status"] == ("", "Resolved")
    assert [event[4] for event in events(store, "freshdesk", "1")] == ["", "Resolved"]


def test_an_older_export_leaves_what_is_newer(store: Store, write: Write) -> None:
    import_file(store, write("y.csv", LATER), options=UTC)
    older = import_file(store, write("x.csv", ONE), options=UTC).landed
    assert (older.new, older.updated, older.unchanged, older.kept) == (0, 0, 1, 1)
    assert fields(store, "freshdesk", "1")["status"] == ("", "Resolved")


@pytest.mark.parametrize("zones", [("UTC", "Asia/Seoul"), ("Asia/Seoul", "UTC")])
def test_the_same_file_in_another_time_zone_corrects_its_tickets_and_can_be_set_right_again(
    store: Store, write: Write, zones: tuple[str, str]
) -> None:
    path = write("x.csv", ONE)
    first, other = (ImportOptions(time_zone=zone) for zone in zones)
    import_file(store, path, options=first)
    told = events(store, "freshdesk", "2")
    corrected = import_file(store, path, options=other).landed
    assert (corrected.updated, corrected.kept) == (2, 0)
    assert events(store, "freshdesk", "2") != told

    set_right = import_file(store, path, options=first)
    assert (set_right.repeated, set_right.landed.updated) == (False, 2)
    assert events(store, "freshdesk", "2") == told


def test_a_correction_takes_the_place_of_the_rejects_before_it(store: Store, write: Write) -> None:
    path = write("x.csv", ONE + "3,Open,not a date,,Third\n")
    first = import_file(store, path, options=UTC).rejects
    import_file(store, path, options=ImportOptions(time_zone="Asia/Seoul"))
    assert store.connection.execute("select count(*) from rejects").fetchall() == [(first.num_rows,)]


def test_tickets_are_kept_under_the_source_that_is_named(store: Store, write: Write) -> None:
    summary = import_file(store, write("x.csv", ONE), options=ImportOptions(time_zone="UTC", source="brand two"))
    assert summary.source == "brand two"
    assert store.holdings()["source"].to_pylist() == ["brand two"]


@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        HEAD + '1,Open,2026-01-05 09:00,,"First\n',
        HEAD + "1,Open,01/02/2026 09:00,,First\n",
        HEAD + ",Open,2026-01-05 09:00,,First\n",
        "",
    ],
)
def test_a_broken_file_changes_nothing(tmp_path: Path, write: Write, text: str) -> None:
    path = tmp_path / "s.duckdb"
    with open_store(path, create=True) as store:
        import_file(store, write("x.csv", ONE), options=UTC)
    before = contents(path)
    with open_store(path) as store, pytest.raises(InputError):
        import_file(store, write("broken.csv", text), options=UTC)
    assert contents(path) == before


def test_a_broken_file_leaves_no_new_store(tmp_path: Path, write: Write) -> None:
    broken = write("broken.csv", HEAD)
    with open_store(tmp_path / "new.duckdb", create=True) as store, pytest.raises(InputError):
        import_file(store, broken, options=UTC)
    assert list(tmp_path.iterdir()) == [broken]


def test_a_copy_in_another_encoding_is_gone_after_the_import(store: Store, write: Write, tmp_path: Path) -> None:
    path = write("x.csv", ONE.replace("First", "결제가 두 번 청구되었습니다"), "cp949")
    assert import_file(store, path, options=UTC).notes[0] == "text read as cp949"
    assert fields(store, "freshdesk", "1")["subject"][0] == "결제가 두 번 청구되었습니다"
    assert [path for path in tmp_path.rglob("*") if path.suffix == ".utf-8"] == []


def test_progress_tells_the_steps(store: Store, write: Write) -> None:
    steps: list[str] = []
    options = ImportOptions(time_zone="UTC", progress=lambda step, _: steps.append(step))
    import_file(store, write("x.csv", ONE), options=options)
    assert list(dict.fromkeys(steps)) == ["reading x.csv", "landing"]
