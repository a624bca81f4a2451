"""The files of a written plan that one help desk takes, each with what it sets and what it expects."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hindesk.errors import HindeskError, InputError
from hindesk.reassign.upload.site import host_of
from hindesk.reassign.upload.vendor import VENDORS, Vendor
from hindesk.reassign.write.written import Change, Manifest, SetName, WrittenFile


@dataclass(frozen=True, slots=True)
class Part:
    """One file, the body of one call.

    Args:
        set_name: the set that it belongs to.
        file: its path below the folder.
        changes: what it sets, by ticket.
        before: how the other set has each ticket: a ticket that is otherwise was changed by somebody else.
        body: the file's own JSON.
    """

    set_name: SetName
    file: str
    changes: Mapping[str, Change]
    before: Mapping[str, Change]
    body: dict[str, Any] = field(repr=False)


def vendor_of(manifest: Manifest, site: str) -> Vendor:
    """The help desk that the plan is sent to: the only one that has files, or else the one whose domain the site is in.

    Raises:
        HindeskError: no file is for a help desk that takes files over the network, or the site does not say which.
    """
    names = {one.vendor for one in (*manifest.upload, *manifest.undo)}
    known = [vendor for vendor in VENDORS.values() if vendor.name in names]
    if not known:
        raise _by_hand(manifest, names)
    host = host_of(site)
    fitting = [vendor for vendor in known if host.endswith(vendor.domain)]
    elsewhere = any(host.endswith(vendor.domain) for vendor in VENDORS.values())
    if fitting or (len(known) == 1 and not elsewhere):
        return (fitting or known)[0]
    titles = " and ".join(vendor.title for vendor in known)
    raise HindeskError(
        f"the plan is for {titles}, and `{host}` does not look like it", "name that help desk's address with --site"
    )


def parts_of(manifest: Manifest, set_name: SetName, vendor: Vendor) -> tuple[Part, ...]:
    """The files of a set that are for a help desk, in their order.

    Raises:
        InputError: a file can't be read as JSON, or holds other tickets than the manifest says.
    """
    other = manifest.undo if set_name == "upload" else manifest.upload
    before = {change.ticket: change for one in other if one.vendor == vendor.name for change in one.tickets}
    ours = (one for one in manifest.files(set_name) if one.vendor == vendor.name)
    return tuple(_part(manifest, one, set_name, before) for one in ours)


def others_note(manifest: Manifest, set_name: SetName, vendor: Vendor) -> tuple[str, ...]:
    """What is said of the files of other help desks, which are left alone."""
    files = [one.file for one in manifest.files(set_name) if one.vendor != vendor.name]
    return (f"Not for {vendor.title}, and left alone: {', '.join(files)}",) if files else ()


def _part(manifest: Manifest, one: WrittenFile, set_name: SetName, before: Mapping[str, Change]) -> Part:
    body = json.loads((manifest.folder / one.file).read_bytes())
    changes = {change.ticket: change for change in one.tickets}
    if not isinstance(body, dict) or tickets_in(body) != list(changes):
        raise InputError(
            f"`{manifest.folder / one.file}` holds other tickets than the manifest says", "write the plan again"
        )
    return Part(set_name, one.file, changes, {key: before[key] for key in changes if key in before}, body)


def tickets_in(body: dict[str, Any]) -> list[str]:
    """The tickets of a body, in its order."""
    if "bulk_action" in body:
        return [str(ticket) for ticket in body["bulk_action"]["ids"]]
    return [str(ticket["id"]) for ticket in body["tickets"]]


def _by_hand(manifest: Manifest, names: set[str]) -> HindeskError:
    said = ", ".join(sorted(names)) or "no help desk"
    return HindeskError(
        f"`{manifest.folder}` holds files for {said}, which hindesk does not upload",
        "import these files in the help desk itself",
    )
