"""Random histories in a store, as an import would leave them."""

from __future__ import annotations

from typing import Any, Final

from hindesk.events import Kind
from hindesk.store.store import Store
from tests.replay.desks import VALUED, Dictionary
from tests.slow.history import History

TABLES: Final = ("tickets", "events", "ticket_fields", "words")


def fill(store: Store, histories: tuple[History, ...]) -> None:
    """Put these histories, numbered from 0 in their order, in place of what a store holds."""
    dictionary, numbers = Dictionary(), store.fields()
    for name in sorted({name for history in histories for name in _fields(history)} - numbers.keys()):
        numbers[name] = max(numbers.values()) + 1
        store.connection.execute("insert into fields values (?, ?)", [numbers[name], name])
    for history in histories:
        dictionary.categories.update({name.lower(): category for name, category in history.categories.items()})
    for table in TABLES:
        store.connection.execute(f"delete from {table}")  # noqa: S608 - a constant
    for ticket, history in enumerate(histories):
        _fill_ticket(store, ticket, history, dictionary, numbers)
    for name in dictionary.codes:
        rows = [[numbers[name], *row.values()] for row in dictionary.words(name).to_pylist()]
        if rows:
            store.connection.executemany("insert into words values (?, ?, ?, ?)", rows)


def _fields(history: History) -> set[str]:
    return set(history.openings) | {event.field for event in history.events if event.kind is Kind.CHANGE}


def _fill_ticket(store: Store, ticket: int, history: History, words: Dictionary, numbers: dict[str, int]) -> None:
    instants = [event.at_us for event in history.events]
    head = [ticket, history.source, f"T{ticket}", instants[0], max(instants), 2, int(history.knows), 1]
    store.connection.execute("insert into tickets values (?, ?, ?, ?, ?, ?, ?, ?)", head)
    rows: list[list[Any]] = []
    for seq, event in enumerate(history.events):
        valued = event.kind in VALUED
        told = [numbers[event.field], words.code(event.field, event.value)] if valued else [0, 0]
        rows.append([ticket, event.at_us, seq, int(event.kind), int(event.actor), int(event.flags), *told, 0])
    store.connection.executemany("insert into events values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    for name, text in history.openings.items():
        code = words.code(name, text)
        store.connection.execute("insert into ticket_fields values (?, ?, ?, ?)", [numbers[name], ticket, code, code])
