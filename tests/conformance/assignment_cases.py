"""Assignments of other help desks with what they expect: the cases of `assignment/`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.conformance.arithmetic_cases import CONFORMANCE


@dataclass(frozen=True, slots=True, eq=False)
class AssignmentCase:
    """One case: people and tickets, and who gets what there; `about` is the title that the case has there."""

    id: str
    family: str
    about: str
    strategy: str
    given: dict[str, Any]
    expected: dict[str, Any]


@cache
def assignment_cases() -> tuple[AssignmentCase, ...]:
    """All cases of the folder, by file and place."""
    return tuple(_cases())


def _cases() -> Iterator[AssignmentCase]:
    for file in sorted((CONFORMANCE / "assignment").glob("*.json")):
        for row in json.loads(file.read_text(encoding="utf-8")):
            facts = {key: row[key] for key in ("id", "family", "strategy", "given", "expected")}
            yield AssignmentCase(about=row["source"]["test"], **facts)
