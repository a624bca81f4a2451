"""`manifest.json`: what it says, and what it finds out about a folder that was touched."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hindesk.errors import InputError
from hindesk.reassign.write.manifest import as_json, read_manifest
from hindesk.reassign.write.stamps import instant_of, stamp
from hindesk.reassign.write.written import Change, Manifest, WrittenFile

AS_OF = instant_of("2026-11-20T18:00:00Z")
BODY = b'{"tickets":[]}\n'


def written(folder: Path) -> Manifest:
    """A folder with one file a set."""
    hashed = sha256(BODY).hexdigest()
    up = Change("101", "901", "4711", instant_of("2026-11-19T08:00:00Z"))
    back = Change("101", None, None, None, sets_group=False)
    manifest = Manifest(
        folder,
        AS_OF,
        (WrittenFile("upload/zendesk-001.json", hashed, "zendesk", (up,)),),
        (WrittenFile("undo/zendesk-001.json", hashed, "zendesk", (back,)),),
    )
    for one in (*manifest.upload, *manifest.undo):
        (folder / one.file).parent.mkdir()
        (folder / one.file).write_bytes(BODY)
    (folder / "manifest.json").write_bytes(as_json(manifest))
    return manifest


def change(folder: Path, edit: Callable[[Any], None]) -> None:
    """Edit the manifest's JSON."""
    value = json.loads((folder / "manifest.json").read_bytes())
    edit(value)
    (folder / "manifest.json").write_text(json.dumps(value), encoding="utf-8")


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    manifest = written(tmp_path)

    assert read_manifest(tmp_path) == manifest


def test_its_json_has_the_keys_that_other_programs_may_rely_on(tmp_path: Path) -> None:
    written(tmp_path)
    value = json.loads((tmp_path / "manifest.json").read_bytes())

    assert value["hindesk"] == 1
    assert value["as_of"] == "2026-11-20T18:00:00Z"
    assert value["sets"]["upload"] == [
        {
            "file": "upload/zendesk-001.json",
            "sha256": sha256(BODY).hexdigest(),
            "vendor": "zendesk",
            "tickets": [
                {"ticket": "101", "assignee": "901", "group": "4711", "updated": "2026-11-19T08:00:00Z"},
            ],
        }
    ]


def test_a_team_that_a_file_does_not_set_is_left_out(tmp_path: Path) -> None:
    written(tmp_path)
    value = json.loads((tmp_path / "manifest.json").read_bytes())

    assert value["sets"]["undo"][0]["tickets"] == [{"ticket": "101", "assignee": None, "updated": None}]


def test_a_ticket_is_done_when_its_holder_and_its_team_are_as_the_file_sets_them() -> None:
    both = Change("1", "901", "4711")
    only_holder = Change("1", "901", None, sets_group=False)

    assert both.is_done("901", "4711")
    assert not both.is_done("901", None)
    assert not both.is_done(None, "4711")
    assert only_holder.is_done("901", "4711")
    assert not only_holder.is_done("902", "4711")


def test_a_folder_without_a_manifest_is_no_plan(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no written plan") as caught:
        read_manifest(tmp_path)

    assert "--write" in str(caught.value.hint)


@pytest.mark.parametrize("name", ["upload/zendesk-001.json", "undo/zendesk-001.json"])
def test_a_changed_file_is_named(tmp_path: Path, name: str) -> None:
    written(tmp_path)
    (tmp_path / name).write_bytes(BODY + b" ")

    with pytest.raises(InputError, match=f"{name}` was changed"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("name", ["upload/zendesk-001.json", "undo/zendesk-001.json"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    written(tmp_path)
    (tmp_path / name).unlink()

    with pytest.raises(InputError, match=f"{name}` is missing"):
        read_manifest(tmp_path)


def test_a_manifest_of_a_later_version_says_so(tmp_path: Path) -> None:
    written(tmp_path)
    change(tmp_path, lambda value: value.update(hindesk=2))

    with pytest.raises(InputError, match="a later version of hindesk wrote it"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", '{"hindesk": 1}', "\ud800".encode("utf-8", "replace")])
def test_what_is_no_manifest_is_refused(tmp_path: Path, text: str | bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(text if isinstance(text, bytes) else text.encode())

    with pytest.raises(InputError, match=r"manifest\.json"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("file", ["../secret.json", "upload/../../secret.json", "/etc/passwd", "upload/..", "plan.csv"])
def test_a_manifest_names_no_file_outside_its_folder(tmp_path: Path, file: str) -> None:
    written(tmp_path)
    change(tmp_path, lambda value: value["sets"]["upload"][0].update(file=file))

    with pytest.raises(InputError, match=r"sets\.upload\.0\.file"):
        read_manifest(tmp_path)


def test_a_stamp_that_is_no_instant_is_refused_with_its_place(tmp_path: Path) -> None:
    written(tmp_path)
    change(tmp_path, lambda value: value["sets"]["upload"][0]["tickets"][0].update(updated="yesterday"))

    with pytest.raises(InputError, match=r"sets\.upload\.0\.tickets\.0\.updated"):
        read_manifest(tmp_path)


@given(st.integers(-(10**15), 10**16))
def test_an_instant_comes_back_from_its_stamp(at: int) -> None:
    assert instant_of(stamp(at)) == at


@pytest.mark.parametrize("text", ["2026-11-19T08:00:00Z", "2026-11-19T17:00:00+09:00", "2026-11-19 08:00:00"])
def test_stamps_are_read_with_and_without_an_offset(text: str) -> None:
    assert stamp(instant_of(text)) == "2026-11-19T08:00:00Z"
