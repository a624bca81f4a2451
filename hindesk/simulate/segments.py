"""Segments: the dimensions by which attainment may be split, and their values as texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from hindesk.calendars.instants import DAY, Column, date_of
from hindesk.calendars.nearest import did_you_mean
from hindesk.calendars.offsets import offsets
from hindesk.errors import InputError
from hindesk.replay.store_words import StoreWords
from hindesk.simulate.words import Names

Numbers = npt.NDArray[np.int64]

CLOCK_COLUMNS: Final = {"rule": "rule", "priority": "priority", "team": "team", "agent": "assignee", "tier": "tier"}
"""Dimensions of a clock, as the new policy has it, and their columns of `pairs`."""

NOT_COUNTED: Final = frozenset({"assignee", "subject", "text", "person"})
"""Fields that are a dimension under another name, or that hardly two tickets share. Others count with the ticket's
latest value.
"""

ABSENT: Final = -1
"""The number of a value that is not there."""

_OF_PAIRS: Final = {name: f"p.{column}" for name, column in CLOCK_COLUMNS.items()} | {"week": "w.week"}
_MONDAY: Final = 3
"""Days from Monday to 1970-01-01, a Thursday."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a query needs to split clocks by some dimensions: columns and joins of SQL, and their parameters."""

    columns: str
    joins: str
    parameters: tuple[int, ...]


def dimension_names(fields: Iterable[str]) -> tuple[str, ...]:
    """Every dimension of a store with these fields: those of clocks, the week of the ticket's creation, and fields."""
    own = (*CLOCK_COLUMNS, "week")
    return own + tuple(name for name in fields if name not in NOT_COUNTED.union(own))


def selection(dimensions: tuple[str, ...], fields: dict[str, int]) -> Selection:
    """The SQL that splits clocks by some dimensions; `fields` are the store's numbers of fields.

    Raises:
        InputError: there is no such dimension; the hint names the nearest one and all others.
    """
    known = dimension_names(fields)
    columns, joins, parameters = [], [], []
    for place, name in enumerate(dimensions):
        if name not in known:
            near, listed = did_you_mean(name, known), f"--by takes {', '.join(known)}"
            raise InputError(f"clocks can't be counted by {name!r}", f"{near} {listed}" if near else listed)
        source = _OF_PAIRS.get(name, f"f{place}.latest")
        columns.append(f"coalesce({source}, {ABSENT})::bigint as d{place},")
        if name not in _OF_PAIRS:
            joins.append(f"left join ticket_fields as f{place} on f{place}.field = ? and f{place}.ticket = p.ticket")
            parameters.append(fields[name])
    return Selection(" ".join(columns), " ".join(joins), tuple(parameters))


def weeks_of(instants: Column, time_zone: str) -> Column:
    """The ISO week of each instant (UTC microseconds) in a zone, as the number of weeks since that of 1970-01-01."""
    first, last = int(instants.min()) // DAY - 1, int(instants.max()) // DAY + 2
    days = offsets(time_zone, first, last).to_local(instants) // DAY
    return (days + _MONDAY) // 7


def decoded(name: str, codes: Numbers, names: Names, words: StoreWords) -> pa.Array[Any]:
    """The values of a dimension as texts; what is not there is null."""
    if name == "week":
        return pa.array([_week_name(int(week)) for week in codes], pa.string())
    if name == "tier":
        return pa.array([None if tier == ABSENT else str(tier) for tier in codes], pa.string())
    texts = pa.array(names.rules, pa.string()) if name == "rule" else words.texts({"agent": "assignee"}.get(name, name))
    return pc.take(texts, pa.array(codes, pa.int64(), mask=codes == ABSENT))


def _week_name(week: int) -> str:
    year, number, _ = date_of(week * 7 - _MONDAY).isocalendar()
    return f"{year}-W{number:02}"
