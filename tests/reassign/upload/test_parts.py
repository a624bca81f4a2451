"""Which files of a plan go to a help desk."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from hindesk.errors import HindeskError, InputError
from hindesk.reassign.upload.parts import others_note, parts_of, vendor_of
from hindesk.reassign.upload.vendor import VENDORS
from hindesk.reassign.write.manifest import read_manifest
from hindesk.reassign.write.written import Manifest
from tests.reassign.upload.plans import write_plan


def manifest_of(folder: Path, vendor: str) -> Manifest:
    """The manifest of a small plan."""
    write_plan(folder / vendor, vendor, (2, 1))
    return read_manifest(folder / vendor)


@pytest.fixture
def both(tmp_path: Path) -> Manifest:
    """A plan for both help desks."""
    one, other = manifest_of(tmp_path, "zendesk"), manifest_of(tmp_path, "freshdesk")
    return replace(one, upload=one.upload + other.upload, undo=one.undo + other.undo)


def test_a_part_knows_how_the_other_set_has_its_tickets(tmp_path: Path) -> None:
    manifest = manifest_of(tmp_path, "zendesk")
    first = parts_of(manifest, "undo", VENDORS["zendesk"])[0]

    assert list(first.changes) == list(first.before) == ["1", "2"]
    assert first.changes["1"].assignee == "901"
    assert first.before["1"].assignee == "1001"


def test_a_site_of_its_own_takes_the_only_help_desk_of_the_plan(tmp_path: Path) -> None:
    assert vendor_of(manifest_of(tmp_path, "freshdesk"), "https://help.acme.example").name == "freshdesk"


@pytest.mark.parametrize("vendor", ["zendesk", "freshdesk"])
def test_of_two_help_desks_the_site_tells_which(both: Manifest, vendor: str) -> None:
    assert vendor_of(both, f"https://acme.{vendor}.com").name == vendor


def test_of_two_help_desks_a_site_of_its_own_does_not_tell_which(both: Manifest) -> None:
    with pytest.raises(HindeskError, match="the plan is for Zendesk and Freshdesk"):
        vendor_of(both, "https://help.acme.example")


def test_files_for_another_help_desk_are_named_and_left_alone(both: Manifest, tmp_path: Path) -> None:
    note = others_note(both, "upload", VENDORS["zendesk"])

    assert note == ("Not for Zendesk, and left alone: upload/freshdesk-001.json, upload/freshdesk-002.json",)


def test_tables_are_to_be_imported_by_hand(tmp_path: Path) -> None:
    manifest = manifest_of(tmp_path, "zendesk")
    table = replace(manifest.upload[0], vendor="jira")

    with pytest.raises(HindeskError, match="holds files for jira, which hindesk does not upload"):
        vendor_of(replace(manifest, upload=(table,), undo=()), "https://acme.example")


def test_a_body_with_other_tickets_than_the_manifest_is_refused(tmp_path: Path) -> None:
    manifest = manifest_of(tmp_path, "zendesk")
    path = manifest.folder / manifest.upload[0].file
    body = json.loads(path.read_text(encoding="utf-8"))
    body["tickets"].append({"id": 99, "assignee_id": 1, "group_id": 1})
    path.write_text(json.dumps(body), encoding="utf-8")
    changed = replace(manifest.upload[0], sha256=sha256(path.read_bytes()).hexdigest())

    with pytest.raises(InputError, match="holds other tickets than the manifest says"):
        parts_of(replace(manifest, upload=(changed,)), "upload", VENDORS["zendesk"])
