"""What a help desk answers: JSON from outside, of which nothing is taken for granted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

LONGEST: Final = 200
"""Characters of a help desk's own words that are kept."""

_ODD: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """The status of an answer and its body, read as JSON; None where it is no JSON."""

    status: int
    body: Any

    @property
    def fine(self) -> bool:
        """Whether the call was taken."""
        return 200 <= self.status < 300


def part(value: Any, name: str) -> dict[str, Any]:  # noqa: ANN401
    """The object under a key; empty where there is none."""
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def rows(value: Any, name: str) -> list[dict[str, Any]]:  # noqa: ANN401
    """The objects of the list under a key; empty where there is none."""
    found = value.get(name) if isinstance(value, dict) else None
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def word(value: Any) -> str | None:  # noqa: ANN401
    """An id as text, whether it came as a number or as text; None for nothing."""
    return None if value is None or value == "" else str(value)


def said(value: Any) -> str:  # noqa: ANN401
    """Every text in a value, in order, as one short line."""
    line = _ODD.sub(" ", ": ".join(dict.fromkeys(_texts(value)))).strip()
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401
    if isinstance(value, str) and value.strip():
        yield value.strip()
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
