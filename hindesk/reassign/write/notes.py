"""What somebody who loads the files of a plan should know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from hindesk.people.identity import folded
from hindesk.reassign.write.handover import Handover
from hindesk.reassign.write.shapes import shown
from hindesk.reassign.write.vendors import VendorFiles, vendors
from hindesk.spreadsheet import is_formula


def notes_on(handovers: Iterable[Handover]) -> tuple[str, ...]:
    """Sentences about the files that hand-overs make: how each help desk takes them, and what they can't do."""
    by_vendor: dict[str, list[Handover]] = {}
    for one in handovers:
        by_vendor.setdefault(one.vendor, []).append(one)
    if not by_vendor:
        return ("The plan changes no ticket, so there is nothing to upload",)
    return tuple(note for vendor, those in by_vendor.items() for note in _on(vendors()[vendor], those))


def _on(files: VendorFiles, handovers: list[Handover]) -> Iterator[str]:
    yield f"Files for {files.title}: {files.load}"
    for holds, sentence in _REMARKS:
        count = sum(holds(one, files) for one in handovers)
        if count:
            yield sentence.format(tickets=f"{count:,} {'ticket' if count == 1 else 'tickets'}", title=files.title)


def _loses_team(one: Handover, files: VendorFiles) -> bool:
    return files.sets != "both" and folded(one.from_team) != folded(one.to_team)


def _is_a_formula(one: Handover, files: VendorFiles) -> bool:
    cells = [text for to in (one.upload, one.undo) for part, text in shown(one, to).items() if part in files.shows]
    return any(map(is_formula, cells))


def _lacks_subject(one: Handover, files: VendorFiles) -> bool:
    return "subject" in files.shows and not one.subject


def _is_unguarded(one: Handover, files: VendorFiles) -> bool:
    return files.body != "table" and one.updated is None


def _is_lost(one: Handover, files: VendorFiles) -> bool:  # noqa: ARG001
    return one.is_lost


_REMARKS: Final[tuple[tuple[Callable[[Handover, VendorFiles], bool], str], ...]] = (
    (_loses_team, "Files for {title} do not set the team, which the plan changes for {tickets}"),
    (_is_a_formula, "A `'` stands before texts of {tickets}, so that no spreadsheet runs them; {title} keeps it"),
    (_lacks_subject, "The export has no subject for {tickets}, and {title} may want one"),
    (_is_unguarded, "The export does not say when {tickets} changed last, so later changes are overwritten"),
    (_is_lost, "The undo leaves {tickets} without a person, because the former holder's id is not known"),
)
