"""The files of a set: which tickets go together, under which name, with which bytes."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from hindesk.reassign.write.handover import Handover
from hindesk.reassign.write.shapes import SHAPES
from hindesk.reassign.write.vendors import vendors
from hindesk.reassign.write.written import Change, SetName

LONGEST_SLUG: Final = 30
"""The most characters that a name takes in the name of a file."""

_Bunch = tuple[str, list[Handover]]
"""A file's name without its number, and what goes under it."""


@dataclass(frozen=True, slots=True)
class Body:
    """One file: its path below the folder, its help desk, its bytes, and what they set on which tickets."""

    file: str
    vendor: str
    content: bytes
    tickets: tuple[Change, ...]


def bodies(handovers: Iterable[Handover], name: SetName) -> Iterator[Body]:
    """The files of one set, in the order in which they go; every hand-over is in exactly one.

    Args:
        handovers: what is written, in the order of the plan.
        name: which set.
    """
    by_vendor: dict[str, list[Handover]] = {}
    for one in handovers:
        by_vendor.setdefault(one.vendor, []).append(one)
    for vendor, those in by_vendor.items():
        yield from _of_vendor(vendor, those, name)


def slug(text: str) -> str:
    """A name as part of a file's name: letters and digits of any script in lower case, with `-` between words."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
    return re.sub(r"[\W_]+", "-", plain)[:LONGEST_SLUG].strip("-") or "unnamed"


def _of_vendor(vendor: str, handovers: list[Handover], name: SetName) -> Iterator[Body]:
    files = vendors()[vendor]
    kind = "csv" if files.body == "table" else "json"
    numbers: Counter[str] = Counter()
    for stem, bunch in _bunches(vendor, handovers, name):
        most = files.most or len(bunch)
        for start in range(0, len(bunch), most):
            part = bunch[start : start + most]
            numbers[stem] += 1
            content = SHAPES[files.body](part, name)
            tickets = tuple(one.change(name) for one in part)
            yield Body(f"{name}/{stem}-{numbers[stem]:03}.{kind}", vendor, content, tickets)


def _bunches(vendor: str, handovers: list[Handover], name: SetName) -> Iterable[_Bunch]:
    """What may share files: anything, or what sets the same."""
    if vendors()[vendor].body != "bucket":
        return [(vendor, handovers)]
    same: dict[tuple[str | None, str | None, bool], _Bunch] = {}
    for one in handovers:
        to = one.set_by(name)
        key = (to.group, to.assignee, to.sets_group)
        same.setdefault(key, (f"{vendor}-{_names(one, name)}", []))[1].append(one)
    return same.values()


def _names(one: Handover, name: SetName) -> str:
    person, team = (one.to_person, one.to_team) if name == "upload" else (one.from_person, one.from_team)
    to = one.set_by(name)
    return f"{slug(team) if to.group else 'no-team'}-{slug(person) if to.assignee else 'nobody'}"
