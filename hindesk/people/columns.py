"""What the columns of a roster are called; `columns.yaml` lists them."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

import yaml

from hindesk.people.person import ANY_DESK

TOO_NEAR: Final = 0.8
"""How alike an unknown word and a known one are, from 0 to 1, where the unknown one can only be a slip."""

_SPACES: Final = re.compile(r"[\s_-]+")


@dataclass(frozen=True, slots=True)
class Key:
    """What a column says: its word, and of ids the help desk (else `ANY_DESK`)."""

    word: str
    desk: str = ANY_DESK


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a roster.

    Args:
        word: its name, which is also its key in YAML.
        headers: other names that tables may have for it.
        separators: the signs between several values; empty where it holds one.
        about: what it says.
        example: a cell.
    """

    word: str
    headers: tuple[str, ...]
    separators: str
    about: str
    example: str


@dataclass(frozen=True, slots=True)
class Columns:
    """All that is known of columns: by word, facts that are not read, help desks, endings of ids, days of the week."""

    known: dict[str, Column]
    facts: frozenset[str]
    desks: dict[str, tuple[str, ...]]
    endings: tuple[tuple[str, str], ...]
    days: dict[str, str]


@cache
def columns() -> Columns:
    """The table of columns."""
    table: dict[str, Any] = yaml.safe_load(
        resources.files(__package__).joinpath("columns.yaml").read_text(encoding="utf-8")
    )
    return Columns(
        known={word: _column(word, told) for word, told in table["columns"].items()},
        facts=frozenset(plain(name) for word, names in table["facts"].items() for name in (word, *names)),
        desks={desk: tuple(names) for desk, names in table["desks"].items()},
        endings=tuple((end, word) for word, ends in table["endings"].items() for end in ends),
        days=table["days"],
    )


def _column(word: str, told: dict[str, Any]) -> Column:
    return Column(word, tuple(told["headers"]), told.get("list", ""), told["about"], told["example"])


def plain(header: str) -> str:
    """A header as it is compared: lower case, with `_` for spaces and hyphens.

    >>> plain(" Zendesk  ID ")
    'zendesk_id'
    """
    return _SPACES.sub("_", header.strip().casefold())


def key_of(header: str) -> Key | None:
    """What a column with this header says; None where it is not known, or is a fact that is not read."""
    name = plain(header)
    word = _by_header().get(name)
    if word is not None:
        return Key(word)
    for ending, word in columns().endings:
        if len(name) > len(ending) and name.endswith(ending):
            return Key(word, desk_of(_without(header, ending)))
    return None


def _without(header: str, ending: str) -> str:
    """The header less an ending that it has, but for the signs between words."""
    pattern = _SPACES.pattern.join(map(re.escape, ending.split("_")))
    return re.sub(f"{pattern}$", "", header.strip(), flags=re.IGNORECASE)


def desk_of(name: str) -> str:
    """The help desk that a header or key calls `name`: a listed one, else the name as written."""
    found = name.strip().casefold()
    return next((desk for desk, names in columns().desks.items() if found in (desk, *names)), name.strip())


def is_fact(header: str) -> bool:
    """Tell whether a column only says what is true of the tickets, and is not read."""
    return plain(header) in columns().facts


def slip(word: str, known: tuple[str, ...]) -> str | None:
    """The known word that an unknown one can only be a slip of, or None."""
    found = difflib.get_close_matches(word.casefold(), known, n=1, cutoff=TOO_NEAR)
    return found[0] if found else None


def headers() -> tuple[str, ...]:
    """All headers that are known, as they are compared."""
    return tuple(_by_header())


@cache
def _by_header() -> dict[str, str]:
    """The word of every header, as it is compared."""
    known = columns().known.values()
    return {plain(name): column.word for column in known for name in (column.word, *column.headers)}
