"""Single values of a roster: whole numbers, skills with their levels, zones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from hindesk.calendars.zones import zone
from hindesk.errors import InputError

HIGHEST_TIER: Final = 3
MOST: Final = 1_000_000
"""The highest capacity and level."""

_WHOLE: Final = re.compile(r"\d{1,9}")


def folded(word: str) -> str:
    """A word as names, addresses and ids are compared: without regard to case and outer spaces."""
    return word.strip().casefold()


def whole(text: str, *, least: int = 0, most: int = MOST) -> int:
    """A whole number within bounds.

    Raises:
        ValueError: the text is none; the message is one clause.
    """
    if not _WHOLE.fullmatch(text) or not least <= int(text) <= most:
        raise ValueError(f"expected a whole number from {least} to {most:,}, found {text!r}")
    return int(text)


def read_skill(text: str) -> tuple[str, int]:
    """A skill and its level: `payments:3`; without a level it is 1.

    Raises:
        ValueError: the level is no whole number from 1, or there is no name; the message is one clause.
    """
    name, colon, level = (piece.strip() for piece in text.rpartition(":"))
    if not colon:
        name, level = text, "1"
    if not name:
        raise ValueError(f"{text!r} is no skill; write payments, or payments:3")
    try:
        return name, whole(level, least=1)
    except ValueError:
        message = f"the level of {name!r} is a whole number from 1, found {level!r}; write {name}:3"
        raise ValueError(message) from None


def read_zone(text: str) -> str:
    """The IANA name of a zone.

    Raises:
        ValueError: there is no such zone; the message names the nearest.
    """
    try:
        zone(text)
    except InputError as error:
        raise ValueError(f"{error.message}; {error.hint}") from None
    return text


def first_double(words: Iterable[str]) -> str | None:
    """The first word that repeats an earlier one, without regard to case; None where all differ."""
    seen: set[str] = set()
    for word in words:
        if folded(word) in seen:
            return word
        seen.add(folded(word))
    return None
