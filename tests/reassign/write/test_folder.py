"""The folder of a written plan: its files in each help desk's shape, all of them or none, and the way back."""

from __future__ import annotations

import errno
import json
import os
import stat
from collections import Counter
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hindesk.errors import InputError
from hindesk.people.person import Roster, Team
from hindesk.reassign.write import bodies as bodies_module
from hindesk.reassign.write import folder as folder_module
from hindesk.reassign.write.bodies import slug
from hindesk.reassign.write.folder import Written, write_file, write_folder
from hindesk.reassign.write.handovers import handovers
from hindesk.reassign.write.manifest import read_manifest
from hindesk.reassign.write.vendors import vendors
from tests.conftest import Golden
from tests.reassign.write.desks import load, tickets_before
from tests.reassign.write.plans import AS_OF, ROSTER, UPDATED, Row, plan_of

PLAN = b"source,ticket,from,to\r\nzendesk,1,,Kim Suji\r\n"
PEOPLE = ("", *(person.name for person in ROSTER.people))
TEAMS = ("", *ROSTER.teams)


def write(folder: Path, *rows: Row, undo_to_nobody: bool = False) -> Written:
    """Write a plan of these rows."""
    found = handovers(plan_of(rows), ROSTER, undo_to_nobody=undo_to_nobody)
    return write_folder(folder, PLAN, found, as_of=AS_OF)


def files_in(folder: Path) -> list[str]:
    """Every file below a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


KEYS = {
    "zendesk": "{}",
    "freshdesk": "{}",
    "servicenow": "INC{:07}",
    "jira": "SUP-{}",
    "salesforce": "500{:012}AAA",
}
"""How tickets are called."""


def story(vendor: str) -> list[Row]:
    """A plan that has a bit of everything."""
    key = KEYS[vendor].format
    return [
        Row(key(101), "Ana Torres", "Kim Suji", "Billing", "Billing", vendor, "Refund, please"),
        Row(key(102), "", "박준서", "Returns", "Returns", vendor, '=HYPERLINK("http://example.com")'),
        Row(key(103), "Ana Torres", "Kim Suji", "Returns", "Billing", vendor, "환불이\n안 돼요"),
        Row(key(104), "Ana Torres", "Ana Torres", "Billing", "Billing", vendor),
        Row(key(105), "Ana Torres", "Kim Suji", "Billing", "Billing", vendor, updated=None),
    ]


@pytest.mark.parametrize("vendor", KEYS)
def test_files_have_the_shape_of_their_help_desk(vendor: str, tmp_path: Path, golden: Golden) -> None:
    written = write(tmp_path / "out", *story(vendor))

    files = [*written.manifest.upload, *written.manifest.undo]
    shown = [f"--- {one.file}\n{(tmp_path / 'out' / one.file).read_bytes().decode()}" for one in files]
    notes = "".join(f"{note}\n" for note in written.notes)
    golden(f"reassign/write-{vendor}.txt", f"{''.join(shown)}--- notes\n{notes}")


def test_a_folder_holds_the_plan_both_sets_and_the_manifest(tmp_path: Path) -> None:
    written = write(tmp_path / "out", Row("1", to="Kim Suji"))

    assert files_in(tmp_path / "out") == [
        "manifest.json",
        "plan.csv",
        "undo/zendesk-001.json",
        "upload/zendesk-001.json",
    ]
    assert (tmp_path / "out" / "plan.csv").read_bytes() == PLAN
    assert read_manifest(tmp_path / "out") == written.manifest
    assert written.manifest.as_of == AS_OF


def test_the_upload_carries_the_stamp_of_the_export_and_the_undo_none(tmp_path: Path) -> None:
    manifest = write(tmp_path / "out", Row("1", to="Kim Suji")).manifest

    assert manifest.upload[0].tickets[0].updated == UPDATED
    assert manifest.undo[0].tickets[0].updated is None
    assert "safe_update" in (tmp_path / "out" / "upload/zendesk-001.json").read_text(encoding="utf-8")
    assert "safe_update" not in (tmp_path / "out" / "undo/zendesk-001.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("count", [99, 100, 101, 250])
@pytest.mark.parametrize("vendor", ["zendesk", "freshdesk"])
def test_no_call_names_more_than_a_hundred_tickets(vendor: str, count: int, tmp_path: Path) -> None:
    rows = [Row(str(number), "Ana Torres", "Kim Suji", "Billing", "Returns", vendor) for number in range(1, count + 1)]
    manifest = write(tmp_path / "out", *rows).manifest

    assert [len(one.tickets) for one in manifest.upload] == [min(100, count - start) for start in range(0, count, 100)]


def test_files_of_more_than_999_calls_keep_different_names(monkeypatch: pytest.MonkeyPatch) -> None:
    one_each = replace(vendors()["zendesk"], most=1)
    monkeypatch.setattr(bodies_module, "vendors", lambda: {"zendesk": one_each})
    rows = [Row(str(number), to="Kim Suji") for number in range(1, 1002)]
    names = [body.file for body in bodies_module.bodies(handovers(plan_of(rows), ROSTER), "upload")]

    assert names[-3:] == ["upload/zendesk-999.json", "upload/zendesk-1000.json", "upload/zendesk-1001.json"]
    assert len(set(names)) == 1001


def test_two_teams_whose_names_look_alike_in_files_get_files_of_their_own(tmp_path: Path) -> None:
    teams = {name: Team(name, {"freshdesk": number}) for name, number in (("Night A", "81"), ("Night/A", "82"))}
    rows = [Row(str(number), to="Kim Suji", to_team=team, source="freshdesk") for number, team in enumerate(teams, 1)]
    found = handovers(plan_of(rows), Roster(ROSTER.people, teams))
    manifest = write_folder(tmp_path / "out", PLAN, found, as_of=AS_OF).manifest

    assert [(one.file, one.tickets[0].group) for one in manifest.upload] == [
        ("upload/freshdesk-night-a-kim-suji-001.json", "81"),
        ("upload/freshdesk-night-a-kim-suji-002.json", "82"),
    ]


def test_names_in_files_are_slugs_of_any_script() -> None:
    assert slug("Kim Suji") == "kim-suji"
    assert slug("고객 지원/1팀") == "고객-지원-1팀"
    assert slug("../../etc/passwd") == "etc-passwd"
    assert slug("***") == "unnamed"
    assert len(slug("가" * 200).encode()) <= 90
    assert slug("\uff2b\uff49\uff4d") == "kim"


@pytest.mark.parametrize("name", ["plan.csv", "manifest.json"])
def test_an_earlier_plan_is_never_overwritten(tmp_path: Path, name: str) -> None:
    target = tmp_path / "out"
    target.mkdir()
    (target / name).write_bytes(b"precious")

    with pytest.raises(InputError, match="holds an earlier plan") as caught:
        write(target, Row("1", to="Kim Suji"))

    assert files_in(tmp_path) == [f"out/{name}"]
    assert (target / name).read_bytes() == b"precious"
    assert "--write" in str(caught.value.hint)


def test_a_folder_with_other_things_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_bytes(b"dear")

    with pytest.raises(InputError, match="is not empty"):
        write(tmp_path, Row("1", to="Kim Suji"))


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"dear")

    with pytest.raises(InputError, match="is a file"):
        write(tmp_path / "out", Row("1", to="Kim Suji"))


def test_a_folder_is_not_made_in_one_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        write(tmp_path / "no" / "out", Row("1", to="Kim Suji"))


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()

    write(tmp_path / "out", Row("1", to="Kim Suji"))

    assert "manifest.json" in files_in(tmp_path / "out")


def test_a_plan_that_somebody_writes_meanwhile_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(path: Path, content: bytes) -> None:
        (tmp_path / "out").mkdir(exist_ok=True)
        (tmp_path / "out" / "manifest.json").write_bytes(b"theirs")
        write_file(path, content)

    monkeypatch.setattr(folder_module, "write_file", slow)
    with pytest.raises(InputError, match="holds an earlier plan"):
        write(tmp_path / "out", Row("1", to="Kim Suji"))

    assert files_in(tmp_path) == ["out/manifest.json"]
    assert (tmp_path / "out" / "manifest.json").read_bytes() == b"theirs"


@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("nth", range(6))
def test_whatever_goes_wrong_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int, failure: BaseException
) -> None:
    calls = iter(range(100))

    def failing(path: Path, content: bytes) -> None:
        if next(calls) == nth:
            path.write_bytes(content[:1])
            raise failure
        write_file(path, content)

    monkeypatch.setattr(folder_module, "write_file", failing)
    with pytest.raises(type(failure)):
        write(tmp_path / "out", Row("1", to="Kim Suji"), Row("1", to="Kim Suji", source="freshdesk"))

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_could_not_be_written_can_be_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(path: Path, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(folder_module, "write_file", failing)
    with pytest.raises(OSError, match="No space"):
        write(tmp_path / "out", Row("1", to="Kim Suji"))
    monkeypatch.setattr(folder_module, "write_file", write_file)
    write(tmp_path / "out", Row("1", to="Kim Suji"))

    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux tells the name of an open file")
def test_every_file_is_on_disk_before_the_folder_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[tuple[str, bool]] = []

    def record(handle: int) -> None:
        flushed.append((Path(f"/proc/self/fd/{handle}").readlink().name, (tmp_path / "out").exists()))

    monkeypatch.setattr(os, "fsync", record)
    write(tmp_path / "out", Row("1", to="Kim Suji"))

    before = [name for name, named in flushed if not named]
    assert before[:4] == ["plan.csv", "zendesk-001.json", "zendesk-001.json", "manifest.json"]
    assert before[4:6] == ["upload", "undo"]
    assert [name for name, named in flushed if named] == [tmp_path.name]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_its_owner_can_read_a_written_plan(tmp_path: Path) -> None:
    write(tmp_path / "out", Row("1", to="Kim Suji"))

    for path in (tmp_path / "out", *(tmp_path / "out").rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_a_plan_that_changes_nothing_is_written_with_empty_sets(tmp_path: Path) -> None:
    written = write(tmp_path / "out", Row("1", "Kim Suji", "Kim Suji"))

    assert read_manifest(tmp_path / "out").upload == ()
    assert written.notes == ("The plan changes no ticket, so there is nothing to upload",)


def test_holders_who_are_given_up_are_told(tmp_path: Path) -> None:
    written = write(tmp_path / "out", Row("1", "Gone", "Kim Suji", "Billing", "Billing"), undo_to_nobody=True)

    assert "The undo leaves 1 ticket without a person, because the former holder's id is not known" in written.notes


def row_of(vendor: str) -> st.SearchStrategy[Row]:
    """Any row of a help desk, without its number."""
    people, teams = st.sampled_from(PEOPLE), st.sampled_from(TEAMS if vendor != "salesforce" else TEAMS[1:])
    instants = st.none() | st.integers(0, 2_000_000_000_000_000)
    return st.builds(Row, st.just(vendor), people, people, teams, teams, st.just(vendor), st.text(max_size=5), instants)


def numbered(rows: list[Row]) -> list[Row]:
    """The same rows, each of its own ticket."""
    return [
        Row(KEYS[row.source].format(number), row.was, row.to, row.was_team, row.to_team, row.source, "", row.updated)
        for number, row in enumerate(rows, 1)
    ]


PLANS = st.lists(st.sampled_from(sorted(KEYS)).flatmap(row_of), max_size=60).map(numbered)


@settings(deadline=None, max_examples=60)
@given(PLANS)
def test_undo_restores_every_holder_and_team_that_the_upload_changed(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row]
) -> None:
    folder = tmp_path_factory.mktemp("plan") / "out"
    found = handovers(plan_of(rows), ROSTER)
    write_folder(folder, PLAN, found, as_of=AS_OF)
    before = tickets_before(found)
    tickets = deepcopy(before)

    load(folder, "upload", tickets)
    for one in found:
        held = tickets[one.vendor, one.ticket]
        assert held.assignee == one.upload.assignee
        assert held.group == (one.upload.group if one.upload.sets_group else one.undo.group)

    load(folder, "undo", tickets)
    assert tickets == before


@settings(deadline=None, max_examples=60)
@given(PLANS)
def test_every_ticket_that_changes_is_in_exactly_one_file_of_each_set(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row]
) -> None:
    folder = tmp_path_factory.mktemp("plan") / "out"
    found = handovers(plan_of(rows), ROSTER)
    manifest = write_folder(folder, PLAN, found, as_of=AS_OF).manifest
    changed = {row.ticket for row in rows if (row.was, row.was_team) != (row.to, row.to_team)}

    for files in (manifest.upload, manifest.undo):
        named = Counter(change.ticket for one in files for change in one.tickets)
        assert named == Counter(changed)
        assert len({one.file for one in files}) == len(files)
        assert all(len(one.tickets) <= (vendors()[one.vendor].most or len(rows)) for one in files)


@settings(deadline=None, max_examples=40)
@given(PLANS)
def test_the_manifest_says_what_the_bodies_set(tmp_path_factory: pytest.TempPathFactory, rows: list[Row]) -> None:
    folder = tmp_path_factory.mktemp("plan") / "out"
    found = handovers(plan_of(rows), ROSTER)
    write_folder(folder, PLAN, found, as_of=AS_OF)
    tickets = tickets_before(found)

    load(folder, "upload", tickets)

    for one in read_manifest(folder).upload:
        for change in one.tickets:
            held = tickets[one.vendor, change.ticket]
            assert change.is_done(held.assignee, held.group)


def test_the_manifest_is_one_line_of_json(tmp_path: Path) -> None:
    write(tmp_path / "out", Row("1", to="Kim Suji"))

    assert len((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8").splitlines()) == 1
    assert json.loads((tmp_path / "out" / "manifest.json").read_bytes())["hindesk"] == 1
