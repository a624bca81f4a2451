"""What a case expects of its ticket's creation: from its keys to the form, what is missing, and where trees lead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hindesk.cases.model import CaseModel
from hindesk.cases.notation import unknown_field
from hindesk.cases.problems import Told
from hindesk.cases.values import IntakeWanted
from hindesk.cases.words import NONE, CaseWords
from hindesk.yaml_source import Path

INTAKE: Final = frozenset({"form", "missing", "trees"})
"""The keys of a case that are about its ticket's creation."""


def read_intake(model: CaseModel, words: CaseWords, told: Told, path: Path) -> IntakeWanted:
    """Read what the case at a path expects of its ticket's creation; what is wrong with it goes to `told`."""
    if model.form == NONE and model.missing is not None:
        told.wrong((*path, "missing"), "a ticket that belongs to no form lacks nothing; leave `missing` out")
    missing = None if model.missing is None else tuple(sorted(set(_missing(model.missing, words, told, path))))
    lines = {key: told.place((*path, key)).line for key in INTAKE & model.model_fields_set}
    return IntakeWanted(model.form or None, missing, model.trees, lines)


def _missing(fields: tuple[str, ...], words: CaseWords, told: Told, path: Path) -> Iterator[str]:
    for number, name in enumerate(fields):
        if name in words.ticket_fields:
            yield name
        else:
            told.wrong((*path, "missing", number), unknown_field(name, words))
