"""The fields that a case gives a ticket, when it is created and later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hindesk.cases.lines import Line, Wrong
from hindesk.cases.notation import field_value, unknown_field
from hindesk.cases.problems import Told
from hindesk.cases.values import Step
from hindesk.cases.words import CaseWords
from hindesk.events import TAG_SEPARATOR
from hindesk.policy.findings import as_text, shown
from hindesk.yaml_source import Path


def read_fields(given: Mapping[str, Any], words: CaseWords, told: Told, path: Path) -> Iterator[tuple[str, str]]:
    """Yield the fields of a ticket, written at a path, as the engine takes them; what is wrong goes to `told`."""
    for name, raw in given.items():
        place = (*path, name)
        if name not in words.ticket_fields:
            told.wrong_key(place, unknown_field(name, words))
            continue
        items = raw if isinstance(raw, list) else [raw]
        texts = [text for item in items if (text := as_text(item))]
        if len(texts) < len(items) or (len(texts) != 1 and name != "tags"):
            told.wrong(place, f"expected one value, found {shown(raw)}")
            continue
        try:
            yield name, field_value(name, TAG_SEPARATOR.join(texts), words)
        except ValueError as error:
            told.wrong(place, str(error))
        if name == "status" and not words.has_category(texts[0]):
            told.note(place, _open(texts[0]))


def note_status(step: Step, line: Line, words: CaseWords, *, told: Told, path: Path) -> None:
    """Keep a note where a step, a line of the block at a path, gives a ticket a status that counts as open."""
    if step.field == "status" and step.value and not words.has_category(step.value):
        told.note_line(path, line.number, Wrong(_open(step.value), line.offset))


def _open(status: str) -> str:
    return f"the status {status!r} has no category and counts as open; give it one in `statuses` of the policy"
