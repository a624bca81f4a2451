"""Made-up tickets in whole columns: a block of tickets becomes events and field values by numpy, from a seed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from benchmarks.made_story import FIELD, PARTS, PRIORITY_SHARES, STATUS, STORY, WORDS, Slot
from hindesk.events import Actor, Fidelity, Knows

START: Final = 1_704_067_200
"""2024-01-01 00:00 UTC, in seconds."""

DAYS: Final = 731
MICROSECONDS: Final = 1_000_000
KNOWS: Final = sum(Knows)

HOURS: Final = (1, 1, 1, 1, 1, 2, 3, 6, 12, 18, 20, 18, 14, 17, 19, 18, 16, 12, 8, 6, 5, 4, 3, 2)
WEEKDAYS: Final = (1.3, 1.1, 1.0, 1.0, 0.95, 0.3, 0.25)
"""How much arrives in each hour of the day, and on each day from Monday."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Block:
    """Some consecutive tickets: `tickets`, `events` and `cells` (of ticket_fields) as columns of the store."""

    tickets: pa.Table
    events: pa.Table
    cells: pa.Table


@dataclass(frozen=True, slots=True)
class Draw:
    """What chance gives a block: one row per ticket, one column per slot of the story."""

    happens: NDArray[np.bool_]
    at: Ints
    value: NDArray[np.int32]
    person: NDArray[np.int32]


def make_block(first: int, count: int, *, total: int, seed: int) -> Block:
    """The tickets numbered `first` to `first + count` of a store of `total`, in the order of their creation.

    A block depends on its place and the seed alone. Events after the two years are left out, so that some tickets
    are still open at the end.
    """
    random = np.random.default_rng([seed, first])
    opened = _arrivals(random, first, count, total=total)
    openings = {name: _opening(random, name, count) for name in WORDS if name not in ("assignee", "person")}
    draw = _draw(random, opened, openings["priority"])
    return Block(_tickets(first, opened, draw), _events(first, draw), _cells(first, openings, draw))


def _arrivals(random: np.random.Generator, first: int, count: int, *, total: int) -> Ints:
    """Seconds of UTC, ascending: this block's share of the two years by the weights of hours and days."""
    days = np.array([WEEKDAYS[day % 7] for day in range(DAYS)])
    weights = np.concatenate([[0.0], np.cumsum(np.outer(days, HOURS).ravel())])
    shares = (first + np.sort(random.random(count)) * count) / total
    hours = np.interp(shares * weights[-1], weights, np.arange(len(weights)))
    seconds: Ints = (hours * 3600).astype(np.int64)
    return START + seconds


def _opening(random: np.random.Generator, name: str, count: int) -> NDArray[np.int32]:
    """Codes of a field at creation."""
    if name == "status":
        return np.full(count, STATUS["New"], np.int32)
    if name == "priority":
        return random.choice(np.arange(1, 5, dtype=np.int32), count, p=PRIORITY_SHARES)
    size = len(WORDS[name])
    return (1 + (random.random(count) ** 1.5 * size).astype(np.int32)).astype(np.int32)


def _draw(random: np.random.Generator, opened: Ints, priority: NDArray[np.int32]) -> Draw:
    count = len(opened)
    parts = _parts(random, count)
    shape = (count, len(STORY))
    happens, at, value = np.zeros(shape, np.bool_), np.zeros(shape, np.int64), np.zeros(shape, np.int32)
    person = np.zeros(shape, np.int32)
    now, agent = opened.copy(), np.zeros(count, np.int32)
    for place, slot in enumerate(STORY):
        here = parts[slot.part]
        if slot.gap[0]:
            now = now + np.where(here, np.exp(random.normal(np.log(slot.gap[0]), slot.gap[1], count)), 0).astype(
                np.int64
            )
        value[:, place] = _values(random, slot, agent, priority)
        agent = np.where(here, value[:, place], agent) if slot.field == "assignee" else agent
        person[:, place] = agent if slot.actor == Actor.AGENT else 0
        happens[:, place], at[:, place] = here, now
    happens &= at < START + DAYS * 86_400
    return Draw(happens, at * MICROSECONDS, value, person)


def _parts(random: np.random.Generator, count: int) -> dict[str, NDArray[np.bool_]]:
    """Which tickets each part of the story happens to."""
    found: dict[str, NDArray[np.bool_]] = {"": np.ones(count, np.bool_)}
    for part, (share, parent) in PARTS.items():
        found[part] = found[parent] & (random.random(count) < share)
    return found


def _values(
    random: np.random.Generator, slot: Slot, agent: NDArray[np.int32], priority: NDArray[np.int32]
) -> NDArray[np.int32]:
    """Codes that a slot sets; another holder and another priority than before."""
    count = len(agent)
    if slot.field == "assignee":
        people = len(WORDS["assignee"])
        return ((agent + random.integers(0, people - 1, count)) % people + 1).astype(np.int32)
    if slot.field == "priority":
        return np.where(priority < 4, priority + 1, 3).astype(np.int32)
    if slot.field == "team":
        return random.integers(1, len(WORDS["team"]) + 1, count).astype(np.int32)
    return np.full(count, slot.value, np.int32)


def _tickets(first: int, opened: Ints, draw: Draw) -> pa.Table:
    count = len(opened)
    numbers = np.arange(first, first + count, dtype=np.int32)
    return _table(
        {
            "ticket": numbers,
            "source": pa.array(["made"] * count),
            "key": pa.array(numbers).cast(pa.string()),
            "opened_at": opened * MICROSECONDS,
            "latest_at": np.where(draw.happens, draw.at, 0).max(axis=1),
            "fidelity": np.full(count, Fidelity.EVENTS, np.int8),
            "knows": np.full(count, KNOWS, np.int16),
            "import": np.ones(count, np.int32),
        }
    )


def _events(first: int, draw: Draw) -> pa.Table:
    """The events that happen, ticket by ticket in order of time."""
    count = len(draw.happens)
    rows, slots = np.nonzero(draw.happens)
    place = np.cumsum(draw.happens, axis=1, dtype=np.int32) - 1
    constants: dict[str, NDArray[Any]] = {
        "kind": np.array([slot.kind for slot in STORY], np.int8),
        "actor": np.array([slot.actor for slot in STORY], np.int8),
        "flags": np.array([slot.flags for slot in STORY], np.int8),
        "field": np.array([FIELD.get(slot.field, 0) for slot in STORY], np.int16),
    }
    return _table(
        {
            "ticket": np.arange(first, first + count, dtype=np.int32)[rows],
            "at": draw.at[draw.happens],
            "seq": place[draw.happens],
            **{name: column[slots] for name, column in constants.items()},
            "value": draw.value[draw.happens],
            "person": draw.person[draw.happens],
        }
    )


def _cells(first: int, openings: dict[str, NDArray[np.int32]], draw: Draw) -> pa.Table:
    """The fields of the tickets when they were created and at the end, field by field."""
    count = len(draw.happens)
    tickets = np.arange(first, first + count, dtype=np.int32)
    none = np.zeros(count, np.int32)
    return pa.concat_tables(
        _table(
            {
                "field": np.full(count, FIELD[name], np.int16),
                "ticket": tickets,
                "first": openings.get(name, none),
                "latest": _latest(name, openings.get(name, none), draw),
            }
        )
        for name in ("assignee", *openings)
    )


def _latest(name: str, value: NDArray[np.int32], draw: Draw) -> NDArray[np.int32]:
    for place, slot in enumerate(STORY):
        if slot.field == name:
            value = np.where(draw.happens[:, place], draw.value[:, place], value)
    return value


def _table(columns: dict[str, Any]) -> pa.Table:
    """Arrow columns of numpy's, or of Arrow's own."""
    return pa.Table.from_arrays([pa.array(column) for column in columns.values()], names=list(columns))
