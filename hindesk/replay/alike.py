"""Traits that are decided before a replay: tickets that came with several others like them."""

from __future__ import annotations

from typing import Final

import duckdb
import numpy as np
import numpy.typing as npt

from hindesk.policy.traits import Often, trait_field
from hindesk.replay.codes import DAY
from hindesk.replay.compile import Compiled
from hindesk.replay.sql import sql

Alike = dict[str, npt.NDArray[np.int32]]
"""The numbers of the tickets that have a trait, ascending, by the trait's field."""

USUAL: Final = 28 * DAY
"""How long a time says what is usual."""
LEAST: Final = 7 * DAY
"""How much of it must be known."""


def find_alike(connection: duckdb.DuckDBPyConnection, compiled: Compiled) -> Alike:
    """Find the tickets of a store that have each trait of the sort `tickets`: docs/concepts/traits.md.

    Args:
        connection: to a whole store.
        compiled: the policy.
    """
    numbers = compiled.vocabulary.numbers
    found: Alike = {}
    for trait in compiled.policy.traits:
        if trait.often is not None:
            fields = [numbers.get(name, 0) for name in trait.often.same]
            found[trait_field(trait.name)] = _tickets(connection, trait.often, fields)
    return found


def traits_of(ticket: int, alike: Alike) -> frozenset[str]:
    """Return the fields of the traits that one ticket has by others like it."""
    return frozenset(field for field, tickets in alike.items() if ticket in tickets)


def _tickets(connection: duckdb.DuckDBPyConnection, often: Often, fields: list[int]) -> npt.NDArray[np.int32]:
    asked = {
        "fields": fields,
        "tickets": often.tickets,
        "within": often.within,
        "times": often.times,
        "usual": USUAL,
        "least": LEAST,
    }
    tickets: npt.NDArray[np.int32] = (
        connection.sql(sql("alike"), params=asked).to_arrow_table()["ticket"].to_numpy().astype(np.int32)
    )
    return tickets
