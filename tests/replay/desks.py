"""Random desks as the engine takes them: one set of tickets, in memory, through the engine's own compiler and walk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import duckdb
import numpy as np
import pyarrow as pa

from hindesk.events import CATEGORY_NAMES, STANDARD_FIELDS, Category, Kind
from hindesk.policy.traits import TRAIT
from hindesk.policy.values import Policy
from hindesk.replay.alike import Alike, find_alike, traits_of
from hindesk.replay.chunks import complete
from hindesk.replay.compile import Compiled, compile_policy, given_words
from hindesk.replay.engine import Replayer
from hindesk.replay.history import Events
from hindesk.replay.memory import calendar_tables
from hindesk.replay.rows import Rows
from tests.slow.history import History

VALUED: Final = (Kind.CHANGE, Kind.MESSAGE)
"""Events with a value: that of the field that changes, or the text of the message."""


@dataclass
class Dictionary:
    """The words of some histories, with codes as a store gives them."""

    codes: dict[str, dict[str, int]] = field(default_factory=dict)
    categories: dict[str, str] = field(default_factory=dict)

    def code(self, name: str, text: str) -> int:
        """The code of a field's value; empty is 0, a new text gets the next code."""
        known = self.codes.setdefault(name, {})
        return known.setdefault(text, len(known) + 1) if text else 0

    def fields(self) -> dict[str, int]:
        """Every field's number."""
        extra = sorted(set(self.codes) - set(STANDARD_FIELDS))
        return {name: number for number, name in enumerate((*STANDARD_FIELDS, *extra), start=1)}

    def words(self, name: str) -> pa.Table:
        """A field's values in the order of their codes."""
        texts = list(self.codes.get(name, {}))
        named = [self.categories.get(text.lower()) if name == "status" else None for text in texts]
        categories = [int(CATEGORY_NAMES[one]) if one else int(Category.NONE) for one in named]
        return pa.table(
            {
                "code": pa.array(range(1, len(texts) + 1), pa.int32()),
                "text": pa.array(texts, pa.string()),
                "category": pa.array(categories, pa.int8()),
            }
        )


def replay_desk(
    histories: tuple[History, ...], policy: Policy, as_of: int, *, machine_code: bool = False
) -> tuple[Compiled, Dictionary, Rows]:
    """Replay tickets, numbered from 0 in their order, with the engine."""
    compiled, dictionary, events = compiled_desk(histories, policy)
    instants = [event.at_us for history in histories for event in history.events]
    tables = calendar_tables(policy, min(instants), max(*instants, as_of))
    return compiled, dictionary, Replayer(compiled, tables, as_of).replay(events, machine_code=machine_code)


def compiled_desk(histories: tuple[History, ...], policy: Policy) -> tuple[Compiled, Dictionary, Events]:
    """A policy compiled over the words of tickets, and their events, as the engine takes them."""
    dictionary = Dictionary()
    for name, texts in given_words(policy).items():
        for text in texts:
            dictionary.code(name, text)
    for history in histories:
        dictionary.categories.update({name.lower(): one for name, one in history.categories.items()})
        for name, text in history.openings.items():
            dictionary.code(name, text)
        for event in history.events:
            if event.kind in VALUED:
                dictionary.code(event.field, event.value)
    compiled = compile_policy(policy, dictionary)
    return compiled, dictionary, _events(histories, compiled, dictionary)


def alike_of(histories: tuple[History, ...], compiled: Compiled, dictionary: Dictionary) -> Alike:
    """The tickets that the engine finds to have others like them."""
    if not any(trait.often for trait in compiled.policy.traits):
        return {}
    numbers = dictionary.fields()
    tickets = [(number, history.source, history.created()) for number, history in enumerate(histories)]
    fields = [
        (numbers[name], number, dictionary.code(name, text))
        for number, history in enumerate(histories)
        for name, text in history.openings.items()
    ]
    words = [
        (numbers[name], code, text) for name, texts in dictionary.codes.items() for text, code in texts.items() if text
    ]
    with duckdb.connect() as connection:
        connection.register("tickets", _table(("ticket", "source", "opened_at"), tickets))
        connection.register("ticket_fields", _table(("field", "ticket", "first"), fields))
        connection.register("words", _table(("field", "code", "text"), words))
        return find_alike(connection, compiled)


def _table(names: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> pa.Table:
    return pa.table({name: [row[place] for row in rows] for place, name in enumerate(names)})


def _events(histories: tuple[History, ...], compiled: Compiled, dictionary: Dictionary) -> Events:
    numbers = dictionary.fields()
    alike = alike_of(histories, compiled, dictionary)
    rows = [
        (
            ticket,
            event.at_us,
            int(event.kind),
            int(event.actor),
            int(event.flags),
            numbers.get(event.field, 0) if event.kind in VALUED else 0,
            dictionary.code(event.field, event.value) if event.kind in VALUED else 0,
        )
        for ticket, history in enumerate(histories)
        for event in history.events
    ]
    openings = [
        int(slot in traits_of(number, alike))
        if slot.startswith(TRAIT)
        else dictionary.code(slot, history.openings.get(slot, ""))
        if slot != "handled_by"
        else 0
        for number, history in enumerate(histories)
        for slot in compiled.slots
    ]
    types = (np.int32, np.int64, np.int8, np.int8, np.int8, np.int16, np.int32)
    columns = [np.array([row[i] for row in rows], kind) for i, kind in enumerate(types)]
    knows = complete(np.array([int(history.knows) for history in histories], np.int16))
    parts = [*columns, knows, np.array(openings, np.int32)]
    for part in parts:
        part.flags.writeable = False
    return Events(*parts)
