"""The order in which tickets are served."""

from __future__ import annotations

from typing import Final

import numpy as np

from hindesk.events import PRIORITIES
from hindesk.people.identity import folded
from hindesk.policy.routing import Order
from hindesk.reassign.desk import Ints
from hindesk.reassign.facts import Facts
from hindesk.reassign.texts import numbered
from hindesk.reassign.values import Values

_RANKS: Final = {name: rank for rank, name in enumerate(reversed(PRIORITIES))}
_OTHER: Final = len(PRIORITIES)
_NONE: Final = len(PRIORITIES) + 1


def serving_order(facts: Facts, values: Values, *, rows: Ints, order: Order) -> Ints:
    """Put some tickets in the order in which they are served.

    `due`: the earliest due first, those without a due time last; then the highest priority (urgent, high, normal, low,
    other words, none); then the oldest. `priority`: the highest priority first, then the earliest due, then the oldest.
    `created`: the oldest first. Tickets of one instant come in the order of their keys, then of their numbers.

    Args:
        facts: of all tickets.
        values: of all tickets.
        rows: the tickets that are meant, as places in the columns of the facts.
        order: which order.

    Returns:
        The same places, in order.
    """
    priority, due = _priority_ranks(facts, values)[rows], facts.due[rows]
    first = {"due": (priority, due), "priority": (due, priority), "created": ()}[order]
    _, key = numbered(facts.key.take(rows))
    return rows[np.lexsort((rows, key, facts.opened_at[rows], *first))]


def _priority_ranks(facts: Facts, values: Values) -> Ints:
    texts = values.texts("priority").to_pylist()
    ranks = [_NONE if text is None else _RANKS.get(folded(text), _OTHER) for text in texts]
    return np.array(ranks, np.int64)[facts.priority]
