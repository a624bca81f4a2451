"""A policy's condition over the tickets' latest values."""

from __future__ import annotations

from functools import reduce

import numpy as np

from hindesk.calendars.instants import Flags
from hindesk.policy.values import All, Any, Condition, Not, Test
from hindesk.reassign.values import Values
from hindesk.replay.truth import truth_of


def matching(condition: Condition, values: Values) -> Flags:
    """Tell which tickets a condition holds for, by the truth tables that a replay looks into.

    A field that the store lacks is empty in every ticket. A status matches by its own name and by its category.

    Returns:
        One place a ticket, in the order of `values.tickets`.
    """
    count = len(values.tickets)
    match condition:
        case Test():
            return _passing(condition, values)
        case Not(part=part):
            return ~matching(part, values)
        case All(parts=parts):
            return reduce(np.logical_and, (matching(part, values) for part in parts), np.ones(count, np.bool_))
        case Any(parts=parts):
            return reduce(np.logical_or, (matching(part, values) for part in parts), np.zeros(count, np.bool_))


def _passing(test: Test, values: Values) -> Flags:
    categories = values.categories() if test.field == "status" else None
    table = truth_of(test, values.texts(test.field), categories).astype(np.bool_)
    passing: Flags = table[values.codes(test.field)]
    return passing
