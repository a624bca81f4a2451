"""Patterns that come with hindesk: what texts say about sensitive matters and sales, as data in Korean and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Final, Literal, get_args

from pydantic import BaseModel, ConfigDict, TypeAdapter

from hindesk.yaml_source import read_yaml

FILE: Final = "patterns.yaml"

Check = Literal["luhn", "resident", "iban"]
"""A test of numbers by their check digits: of payment cards, of residents of Korea, of bank accounts."""

CHECKS: Final[tuple[Check, ...]] = get_args(Check)


@dataclass(frozen=True, slots=True)
class Title:
    """What a pattern is called, by language; empty: by its name."""

    en: str = ""
    ko: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a text says.

    Args:
        name: its name in policies.
        title: what people call it.
        phrases: regular expressions (RE2, any case), one of which is found in the text.
        vetoes: regular expressions, none of which is found in it.
        check: where there is one, what phrases find are candidates, one of which has the right check digits.
    """

    name: str
    title: Title
    phrases: tuple[str, ...]
    vetoes: tuple[str, ...] = ()
    check: Check | None = None


class _Entry(BaseModel):
    """One pattern as the file has it: phrases and vetoes in groups, whose names are for its readers alone."""

    model_config = ConfigDict(extra="forbid")

    title: dict[Literal["en", "ko"], str]
    check: Check | None = None
    phrases: dict[str, tuple[str, ...]]
    vetoes: dict[str, tuple[str, ...]] = {}

    def pattern(self, name: str) -> Pattern:
        """Return it as the engine's value."""
        return Pattern(name, Title(**self.title), _all(self.phrases), _all(self.vetoes), self.check)


_ENTRIES: Final = TypeAdapter(dict[str, _Entry])


@cache
def shipped_patterns() -> dict[str, Pattern]:
    """Return the patterns that come with hindesk, by name, in the order of their file."""
    text = files("hindesk.policy").joinpath(FILE).read_text(encoding="utf-8")
    entries = _ENTRIES.validate_python(read_yaml(text, file=FILE).value)
    return {name: entry.pattern(name) for name, entry in entries.items()}


def _all(groups: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(chain.from_iterable(groups.values()))
