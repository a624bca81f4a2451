"""Why a ticket goes where it goes, or stays, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

import numpy as np
import pyarrow as pa

from hindesk.policy.routing import StrategyName
from hindesk.reassign.desk import BOUNDLESS, NOBODY, Desk, Ints, Left, Placement, Why

LEFT_WORDS: Final = {
    Left.EXCLUDED: "the routing leaves such tickets alone",
    Left.GAP: "nobody is on call in its schedule",
    Left.OFF_DUTY: "none of the people to choose from is on call in its schedule",
    Left.TEAM: "none of the people to choose from works in its team",
    Left.TIER: "nobody in its team may hold its tier",
    Left.SKILL: "nobody who may hold it has the skills",
    Left.LANGUAGE: "nobody who may hold it speaks its language",
    Left.GONE: "everybody who may hold it is away",
    Left.TAKEN: "of those who are there, only the holder that it is taken from may hold it",
    Left.LATE: "nobody who may hold it is at work before it is due",
    Left.FULL: "nobody who may hold it has room",
    Left.LIMITED: "everybody who may hold it has been given as many as the limit lets",
    Left.MOVES: "the plan may not move more tickets",
    Left.STOPPED: "the solver was stopped before it was placed",
}
"""Why a ticket stays as it is."""

ON_CALL_WORDS: Final = LEFT_WORDS | {
    Left.TEAM: "whoever is on call does not work in its team",
    Left.TIER: "whoever is on call may not hold its tier",
    Left.SKILL: "whoever is on call lacks the skills",
    Left.LANGUAGE: "whoever is on call does not speak its language",
    Left.GONE: "whoever is on call is away",
    Left.TAKEN: "whoever is on call is the holder that it is taken from",
    Left.LATE: "whoever is on call is not at work before it is due",
    Left.FULL: "whoever is on call has no room",
    Left.LIMITED: "whoever is on call has been given as many as the limit lets",
}
"""The same where only people on call may get a ticket."""

BROKEN_WORDS: Final = {
    Left.EXCLUDED: "the routing leaves such tickets alone",
    Left.GAP: "nobody is on call in its schedule",
    Left.OFF_DUTY: "this person is not on call in its schedule",
    Left.TEAM: "this person does not work in its team",
    Left.TIER: "this person may not hold its tier",
    Left.SKILL: "this person lacks the skills",
    Left.LANGUAGE: "this person does not speak its language",
    Left.GONE: "this person is away",
    Left.TAKEN: "it is to be taken from this person",
    Left.LATE: "this person is not at work before it is due",
    Left.FULL: "this person has no room: they would hold more than their capacity",
    Left.LIMITED: "this person would be given more than the limit lets",
    Left.MOVES: "the plan would move more tickets than it may",
}
"""What is wrong with giving a ticket to the person that an edited plan names."""

WHY_WORDS: Final = {
    Why.TURN: "next in turn",
    Why.LOAD: "least loaded",
    Why.SKILL: "has the skills",
    Why.KNOWS_TICKET: "has held this ticket before",
    Why.KNOWS_CUSTOMER: "has held another ticket of this customer",
    Why.COST: "the lowest total cost",
    Why.ON_CALL: "on call in its schedule",
}
"""What spoke for the person who was chosen."""

BY_HAND: Final = "by hand"
"""The rule, and the reason, of what a person put into a plan."""

_STAYS: Final = "stays: "
_LOADED: Final = frozenset({Why.LOAD, Why.SKILL, Why.KNOWS_TICKET, Why.KNOWS_CUSTOMER, Why.ON_CALL})
"""Reasons after which the load decides among equals."""


def left_words(strategy: StrategyName) -> Mapping[Left, str]:
    """Why a ticket stays as it is, where people are chosen by this strategy."""
    return ON_CALL_WORDS if strategy == "on_call" else LEFT_WORDS


def reasons(desk: Desk, placed: Placement, words: Mapping[Left, str] = LEFT_WORDS) -> pa.StringArray:
    """One sentence for each ticket of a desk; `words` say why tickets stay."""
    chosen = placed.to != NOBODY
    person = np.where(chosen, placed.to, 0)
    facts = np.column_stack(
        [
            placed.left,
            np.where(chosen, placed.why, 0),
            chosen & (placed.to == desk.holder),
            np.where(chosen, _looked_up(desk.step, desk.kind, person), 0),
            np.where(chosen, placed.load, 0),
            np.where(chosen, desk.capacity[person], 0) if len(desk.capacity) else np.zeros(len(chosen), np.int64),
        ]
    )
    return said_once(facts, partial(_sentence, words))


def is_reason(words: str) -> bool:
    """Tell whether a text is a reason such as `reasons` gives, and not one that a person wrote."""
    return words.startswith((_STAYS, *WHY_WORDS.values()))


def said_once(facts: Ints, sentence: Any) -> pa.StringArray:  # noqa: ANN401
    """Make one text for each distinct row of facts, and give every row its text.

    Args:
        facts: (n, columns).
        sentence: makes the text of one row.
    """
    distinct, place = np.unique(facts, axis=0, return_inverse=True)
    texts = pa.array([sentence(row) for row in distinct.tolist()], pa.string())
    taken: pa.StringArray = texts.take(place.reshape(-1))
    return taken


def _sentence(left_because: Mapping[Left, str], row: Sequence[int]) -> str:
    left, why, kept, step, load, capacity = row
    if left != Left.NOT:
        return f"{_STAYS}{left_because[Left(left)]}"
    words = WHY_WORDS[Why(why)]
    if kept:
        words = f"{_STAYS}{'holds it already' if why == Why.KNOWS_TICKET else words}"
    if why == Why.SKILL and step:
        words = f"{words} of step {step + 1}"
    return f"{words}, {_held(load, capacity)}" if why in _LOADED else words


def _held(load: int, capacity: int) -> str:
    return f"holds {load:,}" if capacity >= BOUNDLESS else f"holds {load:,} of {capacity:,}"


def _looked_up(table: Ints, kind: Ints, person: Ints) -> Ints:
    return table[kind, person] if table.shape[1] else np.zeros(len(kind), np.int64)
