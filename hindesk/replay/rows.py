"""The walk's rows as Arrow tables, in the shape of the store's result tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa

from hindesk.replay.codes import BUCKETS, NONE
from hindesk.replay.out_codes import (
    LAPSE_COLUMNS,
    MATCH_COLUMNS,
    NOTICE_COLUMNS,
    O_HEADER,
    O_LAPSE_ROOM,
    O_LAPSES,
    O_MATCH_ROOM,
    O_MATCHES,
    O_NOTICE_ROOM,
    O_NOTICES,
    O_OUTCOME_ROOM,
    O_OUTCOMES,
    O_ROW_ROOM,
    O_ROWS,
    O_VISIT_ROOM,
    O_VISITS,
    OUTCOME_COLUMNS,
    ROW_COLUMNS,
    VISIT_COLUMNS,
)
from hindesk.replay.vocabulary import Codes

_WIDE: Final = pa.int64()
_TYPES: Final = {
    "ticket": pa.int32(),
    "metric": pa.int8(),
    "cycle": pa.int16(),
    "rule": pa.int16(),
    "calendar": pa.int16(),
    "verdict": pa.int8(),
    "missing": pa.int16(),
    "priority": pa.int32(),
    "team": pa.int32(),
    "assignee": pa.int32(),
    "tier": pa.int8(),
    "highest_tier": pa.int8(),
    "resolving_tier": pa.int8(),
    "reopened": pa.int16(),
    "handovers": pa.int16(),
    "notice": pa.int16(),
    "level": pa.int8(),
    "section": pa.int8(),
    "ended": pa.int8(),
}
_NOTHING: Final = {
    "rule": -1,
    "calendar": -1,
    "due": NONE,
    "due_recorded": NONE,
    "stopped": NONE,
    "target": -1,
    "tier": -1,
    "departed": NONE,
    "highest_tier": -1,
    "resolving_tier": -1,
    "solved": NONE,
}
"""The number that stands for nothing in each column that may be null."""

_SHARE_KEYS: Final = ("ticket", "metric", "cycle")
_CLOCK_COLUMNS: Final = tuple(column for column in ROW_COLUMNS if column not in BUCKETS)


@dataclass(frozen=True, slots=True)
class Rows:
    """The result of a set of tickets; columns are those of the store's tables of these names, without `run`."""

    clocks: pa.RecordBatch
    shares: pa.RecordBatch
    visits: pa.RecordBatch
    outcomes: pa.RecordBatch
    notices: pa.RecordBatch
    matches: pa.RecordBatch
    lapses: pa.RecordBatch


def rows_of(out: Codes) -> Rows:
    """Turn the walk's output into Arrow; instants and amounts stay 64-bit microseconds."""
    place = O_HEADER
    clocks, place = _columns(out, place, int(out[O_ROW_ROOM]), int(out[O_ROWS]), ROW_COLUMNS)
    visits, place = _columns(out, place, int(out[O_VISIT_ROOM]), int(out[O_VISITS]), VISIT_COLUMNS)
    outcomes, place = _columns(out, place, int(out[O_OUTCOME_ROOM]), int(out[O_OUTCOMES]), OUTCOME_COLUMNS)
    notices, place = _columns(out, place, int(out[O_NOTICE_ROOM]), int(out[O_NOTICES]), NOTICE_COLUMNS)
    matches, place = _columns(out, place, int(out[O_MATCH_ROOM]), int(out[O_MATCHES]), MATCH_COLUMNS)
    lapses, place = _columns(out, place, int(out[O_LAPSE_ROOM]), int(out[O_LAPSES]), LAPSE_COLUMNS)
    counted = np.flatnonzero(clocks["elapsed"])
    shares = {name: clocks[name].take(counted) for name in (*_SHARE_KEYS, *BUCKETS)}
    return Rows(
        clocks=_batch({name: clocks[name] for name in _CLOCK_COLUMNS}),
        shares=_batch(shares),
        visits=_batch(visits),
        outcomes=_batch(outcomes),
        notices=_batch(notices),
        matches=_batch(matches),
        lapses=_batch(lapses),
    )


def _columns(out: Codes, place: int, room: int, count: int, names: tuple[str, ...]) -> tuple[dict[str, Codes], int]:
    columns = {name: out[place + i * room : place + i * room + count] for i, name in enumerate(names)}
    return columns, place + len(names) * room


def _batch(columns: dict[str, Codes]) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays([_array(name, column) for name, column in columns.items()], names=list(columns))


def _array(name: str, column: Codes) -> pa.Array[Any]:
    kind = _TYPES.get(name, _WIDE)
    values: Any = column.astype(kind.to_pandas_dtype())
    buffers = [None, pa.py_buffer(values)]
    if name in _NOTHING:
        valid: Any = np.packbits(column != _NOTHING[name], bitorder="little")
        buffers[0] = pa.py_buffer(valid)
    return pa.Array.from_buffers(kind, len(column), buffers)
