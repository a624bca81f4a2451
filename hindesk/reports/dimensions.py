"""What clocks are counted by: each dimension's code in SQL, and the words behind the codes.

A query counts by codes and never sees a name that a person typed: fields of the store go in as parameters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import pyarrow as pa
import pyarrow.compute as pc

from hindesk.calendars.nearest import did_you_mean
from hindesk.errors import InputError
from hindesk.replay.runs import KeptRun
from hindesk.store.store import Store

Words = Literal["policy", "field", "none"]


@dataclass(frozen=True, slots=True)
class Dimension:
    """One thing that clocks are counted by.

    Args:
        name: its name in options and columns.
        code: SQL of its code; `c` is the clock.
        words: where the words are: names of the run's policy, values of a field, or the code is the word.
        of: the kind of name (`metric`) or the field (`assignee`) whose words they are.
        join: SQL of the table that the code stands in, where that is not the clock.
        parameters: what the join needs.
    """

    name: str
    code: str
    words: Words = "none"
    of: str = ""
    join: str = ""
    parameters: dict[str, object] = field(default_factory=dict)


_WEEK_SLOT: Final = "left join weeks as w on w.slot = c.started // 604800000000"
_OF_CLOCKS: Final = (
    Dimension("metric", "c.metric", "policy", "metric"),
    Dimension("rule", "c.rule", "policy", "rule"),
    Dimension("calendar", "c.calendar", "policy", "calendar"),
    Dimension("priority", "c.priority", "field", "priority"),
    Dimension("team", "c.team", "field", "team"),
    Dimension("agent", "c.assignee", "field", "assignee"),
    Dimension("tier", "c.tier"),
    Dimension("source", "t.source", join="left join tickets as t on t.ticket = c.ticket"),
    Dimension("week", "case when c.started < w.turn then w.earlier else w.later end", join=_WEEK_SLOT),
)
COUNTS: Final = ("met", "breached", "attainment_share", "open", "cancelled", "unknown", "median", "p90")
"""What is told of the clocks of each combination of values."""

_NOT_COUNTED: Final = frozenset({"assignee", "subject", "text", "person", *COUNTS})
"""Fields that are a dimension under another name, that hardly two tickets share, or whose column would be another's."""


def dimension_names(store: Store) -> tuple[str, ...]:
    """Every name that `dimensions` knows: those of clocks, then the store's fields."""
    own = tuple(one.name for one in _OF_CLOCKS)
    return own + tuple(name for name in store.fields() if name not in _NOT_COUNTED.union(own))


def dimensions(store: Store, names: Sequence[str]) -> tuple[Dimension, ...]:
    """The dimensions of these names, each once; a field of the store counts with the latest value of its ticket.

    Raises:
        InputError: no such dimension; the hint names the nearest and all of them.
    """
    known = dimension_names(store)
    for name in names:
        if name not in known:
            near = did_you_mean(name, known)
            listed = f"there are {', '.join(known)}"
            raise InputError(f"clocks can't be counted by {name!r}", f"{near} {listed}" if near else listed)
    own = {one.name: one for one in _OF_CLOCKS}
    numbers = store.fields()
    unique = dict.fromkeys(names)
    return tuple(own.get(name) or _of_ticket(name, numbers[name], place) for place, name in enumerate(unique))


def decoded(store: Store, run: KeptRun, dimension: Dimension, codes: pa.ChunkedArray[Any]) -> pa.ChunkedArray[Any]:
    """The words of a column of codes; null where there is none."""
    if dimension.words == "none":
        return codes.cast(pa.string())
    words = _policy_words(store, run, dimension.of) if dimension.words == "policy" else store.words(dimension.of)
    places = pc.index_in(codes.cast(pa.int64()), value_set=words.column("code").cast(pa.int64()).combine_chunks())
    return pc.take(words.column("text"), places).cast(pa.string())


def _of_ticket(name: str, number: int, place: int) -> Dimension:
    table = f"f{place}"
    join = f"left join ticket_fields as {table} on {table}.ticket = c.ticket and {table}.field = ${table}"
    return Dimension(name, f"{table}.latest", "field", name, join, {table: number})


def _policy_words(store: Store, run: KeptRun, kind: str) -> pa.Table:
    query = "select number as code, name as text from run_names where run = $run and kind = $kind order by number"
    words: pa.Table = store.cursor().sql(query, params={"run": run.run, "kind": kind}).to_arrow_table()
    return words
