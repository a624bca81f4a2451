"""Serving tickets one after the other: the walk on lists or as machine code, and what spoke for each person."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final, TypeVar, cast

import numpy as np

from hindesk.reassign import walk as walking
from hindesk.reassign.costs import closeness_of
from hindesk.reassign.desk import NOBODY, Desk, Ints, Left, Placement, Why
from hindesk.reassign.walk import Answer, Part, People, Question, walk

Walk = Callable[[Question, People, Answer, Ints], None]
Columns = TypeVar("Columns", Question, People, Answer)

_FOLDER: Final = Path(__file__).parent
_ENTRANCE: Final = "walk_arrays"
_SMALL: Final = 400_000
"""Fewer pairs of a ticket and a person are looked at without machine code."""
_UNCACHED_SMALL: Final = 2_000_000
"""Likewise where machine code would have to be compiled first, which takes as long as looking at so many pairs."""


def serve(desk: Desk, key: tuple[Part, ...], *, machine_code: bool | None = None) -> Placement:
    """Give each ticket in order to the person who has the smallest key of those who may get it then.

    A person may get a ticket where the desk lets them hold it and they have room beside their own tickets that are
    not served yet; the present holder is one of them. Ties go to the person with the lowest number.

    Args:
        desk: the question.
        key: what is compared, the first part first.
        machine_code: whether to walk by machine code, which gives the same answer; None: where that is sooner done.
    """
    n, m = len(desk.kind), len(desk.load)
    zeros = np.zeros(m, np.int64)
    people = People(desk.load.copy(), zeros, zeros.copy(), desk.turn.copy(), zeros.copy())
    answer = Answer(*(np.zeros(n, np.int64) for _ in range(3)))
    compiled = wants_machine_code(n * m) if machine_code is None else machine_code
    walk_it = _compiled_walk() if compiled else _walk_lists
    walk_it(_question(desk), people, answer, _numbers(desk, key))
    to, left, load = (np.asarray(column) for column in answer)
    return Placement(to=to, left=left, why=_why(desk, to, key[0]), load=load, turn=np.asarray(people.turn))


def wants_machine_code(pairs: int, entrance: str = _ENTRANCE) -> bool:
    """Tell whether so many pairs of a ticket and a person are walked sooner with machine code, loaded or compiled.

    Args:
        pairs: how many are looked at.
        entrance: the function that would be compiled.
    """
    from hindesk.replay.machine_code import has_machine_code

    return pairs >= _UNCACHED_SMALL or (pairs >= _SMALL and has_machine_code(_FOLDER, entrance))


@cache
def _compiled_walk() -> Walk:
    from hindesk.reassign import pointers
    from hindesk.replay.machine_code import compile_twins

    return cast("Walk", compile_twins((walking, pointers), entrance=_ENTRANCE, folder=_FOLDER))


def _walk_lists(question: Question, people: People, answer: Answer, numbers: Ints) -> None:
    """Walk on lists: plain Python reads and writes their numbers several times faster than those of arrays."""
    stand, found = _lists(people), _lists(answer)
    walk(_lists(question), stand, found, numbers.tolist())
    for arrays, lists in ((people, stand), (answer, found)):
        for column, listed in zip(arrays, lists, strict=True):
            np.asarray(column)[:] = np.array(listed, np.int64)


def _lists(columns: Columns) -> Columns:
    return type(columns)(*(np.asarray(column).tolist() for column in columns))


def _question(desk: Desk) -> Question:
    """The desk's columns, each of its own writable memory: machine code is compiled for that alone."""
    return Question(*(np.array(getattr(desk, name), np.int64).reshape(-1) for name in Question._fields))


def _numbers(desk: Desk, key: tuple[Part, ...]) -> Ints:
    numbers = np.zeros(walking.PARTS + len(key), np.int64)
    numbers[walking.TICKETS] = len(desk.kind)
    numbers[walking.PEOPLE] = len(desk.load)
    numbers[walking.MAX_MOVES] = desk.max_moves
    numbers[walking.BEFORE_DUE] = desk.before_due
    numbers[walking.LAST_TURN] = desk.turn.max(initial=0)
    numbers[walking.PART_COUNT] = len(key)
    numbers[walking.PARTS :] = key
    return numbers


def _why(desk: Desk, to: Ints, first: Part) -> Ints:
    """What spoke for each person who was chosen, by the first part of the key that says something of the ticket."""
    why = np.full(len(to), Why.TURN if first == Part.TURN else Why.LOAD, np.int64)
    if first == Part.STEP:
        skilled = ((desk.step > 0) | (desk.hurdle == Left.SKILL)).any(axis=1)
        why[skilled[desk.kind]] = Why.SKILL
    if first == Part.CLOSENESS:
        close = closeness_of(desk, to)
        why[close == 1] = Why.KNOWS_CUSTOMER
        why[close == 2] = Why.KNOWS_TICKET
    why[to == NOBODY] = 0
    return why
