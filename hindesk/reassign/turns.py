"""Whose turn it is between batches: a store remembers in which order people last got a ticket."""

from __future__ import annotations

import json
from typing import Final

import numpy as np

from hindesk.people.identity import folded
from hindesk.people.person import Roster
from hindesk.reassign.desk import Ints
from hindesk.store.store import Store

_READ: Final = "select value from meta where name = 'turns'"
_KEEP: Final = "insert or replace into meta values ('turns', ?)"


def read_turns(store: Store, roster: Roster) -> Ints:
    """When each person last got a ticket, as a number that grows from ticket to ticket; 0 who never did.

    So people who never had a turn come first, in the order of the roster.
    """
    kept = _kept(store)
    return np.array([kept.get(folded(person.name), 0) for person in roster.people], np.int64)


def keep_turns(store: Store, roster: Roster, turns: Ints) -> None:
    """Remember the turns of these people; those of others stay as they were.

    Raises:
        StoreError: the store can't be written.
        Interrupted: the person stopped it.
    """
    told = {folded(person.name): int(turn) for person, turn in zip(roster.people, turns, strict=True) if turn > 0}
    kept = _kept(store) | told
    with store.change() as connection:
        connection.execute(_KEEP, [json.dumps(kept, ensure_ascii=False, sort_keys=True)])


def _kept(store: Store) -> dict[str, int]:
    rows = store.cursor().execute(_READ).fetchall()
    return {str(name): int(turn) for name, turn in json.loads(rows[0][0]).items()} if rows else {}
