"""Tickets that are named: by who holds them, by their team, by their ids."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
import pyarrow as pa

from hindesk.calendars.instants import Flags
from hindesk.calendars.nearest import did_you_mean
from hindesk.errors import InputError
from hindesk.people.identity import folded
from hindesk.reassign.desk import Ints
from hindesk.reassign.facts import Facts
from hindesk.reassign.texts import numbered
from hindesk.reassign.values import Values
from hindesk.replay.truth import pc

_LISTED: Final = 5
"""So many unknown ids are spelled out."""


def held_by(facts: Facts, values: Values, words: tuple[str, ...], *, person: Ints, names: tuple[str, ...]) -> Flags:
    """Tickets whose holder goes by one of these words, in the store or in a roster.

    Args:
        facts: of every ticket.
        values: of the same tickets.
        words: compared without regard to case and outer spaces.
        person: of each ticket, the number of its holder in the roster, or NOBODY.
        names: of the people of the roster, by number.

    Raises:
        InputError: neither knows a word; the hint names the nearest that is known.
    """
    texts = _texts(values, "assignee")
    codes = {word: _places(word, texts) for word in words}
    numbers = {word: _places(word, names) for word in words}
    _refuse_unknown({word: codes[word] + numbers[word] for word in words}, [*texts, *names], noun="holder")
    return np.isin(facts.assignee, _all(codes) + 1) | np.isin(person, _all(numbers))


def in_teams(facts: Facts, values: Values, words: tuple[str, ...]) -> Flags:
    """Tickets of the teams that these words name, without regard to case and outer spaces.

    Raises:
        InputError: the store has no such team; the hint names the nearest that it has.
    """
    texts = _texts(values, "team")
    codes = {word: _places(word, texts) for word in words}
    _refuse_unknown(codes, texts, noun="team")
    return np.isin(facts.team, _all(codes) + 1)


def from_sources(facts: Facts, words: tuple[str, ...]) -> Flags:
    """Tickets of the sources that these words name, without regard to case and outer spaces.

    Raises:
        InputError: the store has no such source; the hint names the nearest that it has.
    """
    names, source = numbered(facts.source)
    places = {word: _places(word, names) for word in words}
    _refuse_unknown(places, names, noun="source")
    return np.isin(source, _all(places))


def with_keys(facts: Facts, keys: tuple[str, ...]) -> Flags:
    """Tickets with one of these ids in their help desk; one that several sources have means all of those tickets.

    Raises:
        InputError: the store has not all of them; it says how many are lacking, and the first ones.
    """
    wanted = pa.array(keys, pa.string())
    lacking = pc.filter(wanted, pc.invert(pc.is_in(wanted, value_set=facts.key))).to_pylist()
    if lacking:
        more = f" and {len(lacking) - _LISTED} more" if len(lacking) > _LISTED else ""
        raise InputError(
            f"{len(lacking)} of {len(keys)} tickets are not in the store: {', '.join(lacking[:_LISTED])}{more}",
            "`hindesk import FILE` brings them in, or take them out of the list of ids",
        )
    return np.asarray(pc.is_in(facts.key, value_set=wanted))


def _texts(values: Values, field: str) -> list[str]:
    """A field's texts from code 1 on."""
    return [text or "" for text in values.texts(field)[1:].to_pylist()]


def _places(word: str, texts: Iterable[str]) -> list[int]:
    """Where a word stands among texts, from 0."""
    return [place for place, text in enumerate(texts) if folded(text) == folded(word)]


def _all(places: dict[str, list[int]]) -> Ints:
    return np.array([place for several in places.values() for place in several], np.int64)


def _refuse_unknown(found: dict[str, list[int]], known: list[str], *, noun: str) -> None:
    """Raise an InputError at the first word that stands nowhere."""
    for word, places in found.items():
        if not places:
            near = did_you_mean(word, known)
            raise InputError(f"there is no {noun} {word!r}", near or f"the store knows {len(known)} by name")
