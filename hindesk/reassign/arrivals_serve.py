"""Serving arrivals by one strategy: the walk on lists or as machine code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar, cast

import numpy as np

from hindesk.policy.routing import StrategyName
from hindesk.reassign import arrivals_walk as walking
from hindesk.reassign.arrivals_queue import Queue
from hindesk.reassign.arrivals_walk import Given, Hands, Stream, walk_arrivals
from hindesk.reassign.desk import BOUNDLESS, NOBODY, Ints
from hindesk.reassign.serve import wants_machine_code
from hindesk.reassign.strategies import KEYS
from hindesk.reassign.walk import Part

Walk = Callable[[Stream, Hands, Given, Ints], None]
Columns = TypeVar("Columns", Stream, Hands, Given)

ARRIVAL_KEYS: Final[Mapping[StrategyName, tuple[int, ...]]] = MappingProxyType(
    {
        **{name: tuple(part for part in key if part != Part.HOLDER) for name, key in KEYS.items()},
        "optimal": (walking.MARGINAL_COST, Part.TURN),
    }
)
"""What people are compared by when one ticket arrives, which nobody holds yet; the first part first."""

_FOLDER: Final = Path(__file__).parent
_ENTRANCE: Final = "walk_arrival_arrays"


@dataclass(frozen=True, slots=True, eq=False)
class Served:
    """Of each arrival, the person who gets it, or NOBODY; and when, UTC microseconds, or -1."""

    to: Ints
    at: Ints


def serve_arrivals(queue: Queue, strategy: StrategyName, *, machine_code: bool | None = None) -> Served:
    """Give every ticket out when it is created, or as soon afterwards as anybody may get it before it ends.

    Args:
        queue: the question.
        strategy: by what the best of those who may get a ticket is found.
        machine_code: whether to walk by machine code, which gives the same answer; None: where that is sooner done.
    """
    stream = _stream(queue)
    numbers = _numbers(queue, stream, ARRIVAL_KEYS[strategy])
    tickets, people = len(queue.weight), len(queue.capacity)
    given = Given(*(np.full(tickets, NOBODY, np.int64) for _ in Given._fields))
    compiled = wants_machine_code(tickets * people, _ENTRANCE) if machine_code is None else machine_code
    walk_it = _compiled_walk() if compiled else _walk_lists
    walk_it(stream, _hands(queue, numbers), given, numbers)
    return Served(np.asarray(given.to), np.asarray(given.at))


@cache
def _compiled_walk() -> Walk:
    from hindesk.reassign import arrivals_pointers
    from hindesk.replay.machine_code import compile_twins

    return cast("Walk", compile_twins((walking, arrivals_pointers), entrance=_ENTRANCE, folder=_FOLDER))


def _walk_lists(stream: Stream, hands: Hands, given: Given, numbers: Ints) -> None:
    """Walk on lists, as plain Python does it several times faster than on arrays."""
    found = _lists(given)
    walk_arrivals(_lists(stream), _lists(hands), found, numbers.tolist())
    for column, listed in zip(given, found, strict=True):
        np.asarray(column)[:] = np.array(listed, np.int64)


def _lists(columns: Columns) -> Columns:
    return type(columns)(*(np.asarray(column).tolist() for column in columns))


def _stream(queue: Queue) -> Stream:
    """The columns, each of its own writable memory: machine code is compiled for that alone."""
    _, alike = np.unique(np.column_stack([queue.kind, queue.weight]), axis=0, return_inverse=True)
    columns = (
        queue.kind,
        alike,
        queue.weight,
        queue.customer,
        queue.opened_at,
        queue.end_at,
        np.argsort(queue.end_at, kind="stable"),
        queue.hurdle,
        queue.step,
        queue.foreign,
        np.zeros(len(queue.hurdle), np.int64) if queue.post is None else queue.post,
        queue.capacity,
        queue.shifts.at,
        queue.shifts.cell,
        queue.shifts.change,
    )
    return Stream(*(np.array(column, np.int64).reshape(-1) for column in columns))


def _hands(queue: Queue, numbers: Ints) -> Hands:
    tickets, people, classes = len(queue.weight), len(queue.capacity), int(numbers[walking.CLASSES])
    return Hands(
        load=np.zeros(people, np.int64),
        turn=np.zeros(people, np.int64),
        lately=np.zeros(people, np.int64),
        off=queue.shifts.off.copy(),
        close=np.zeros(people, np.int64),
        is_free=np.zeros(people, np.int64),
        freed=np.zeros(people, np.int64),
        first_waiting=np.full(classes, NOBODY, np.int64),
        last_waiting=np.full(classes, NOBODY, np.int64),
        after=np.full(tickets, NOBODY, np.int64),
        ready=np.zeros(classes, np.int64),
        known=np.full(tickets, NOBODY, np.int64),
        node_person=np.zeros(tickets, np.int64),
        node_next=np.zeros(tickets, np.int64),
    )


def _numbers(queue: Queue, stream: Stream, key: tuple[int, ...]) -> Ints:
    limit, costs = queue.limit, queue.costs
    numbers = np.zeros(walking.PARTS + len(key), np.int64)
    told = {
        walking.TICKETS: len(queue.weight),
        walking.PEOPLE: len(queue.capacity),
        walking.CLASSES: int(np.asarray(stream.alike).max(initial=-1)) + 1,
        walking.UNTIL: queue.until,
        walking.LIMIT: limit.tickets if limit else BOUNDLESS,
        walking.WITHIN: limit.within if limit else 0,
        walking.SKILL: costs.skill,
        walking.LANGUAGE: costs.language,
        walking.STRANGER: costs.stranger,
        walking.LOAD: costs.load,
        walking.SHIFTS: len(queue.shifts.at),
        walking.PART_COUNT: len(key),
    }
    numbers[list(told)] = list(told.values())
    numbers[walking.PARTS :] = key
    return numbers
