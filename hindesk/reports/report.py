"""A report: one table with its title and notes, the form in which every answer reaches the person who asked."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Report:
    """One answer.

    Args:
        name: its name for programs (`breaches`).
        title: its name for people, without a full stop; may be empty.
        table: the rows. Instants are `timestamp('us', tz='UTC')`, durations `duration('us')`, shares float64
            from 0 to 1 in columns whose names end with `_share`, counts int64; everything else is text or bool.
        notes: sentences that belong to the answer, such as what could not be judged and why.
        drawings: pictures made of lines of text, which stand above the table in formats for people; programs find the
            same in the rows.
        folded: columns of sentences; where a line is too narrow for them, they go on in the next instead of being cut.
    """

    name: str
    title: str
    table: pa.Table
    notes: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    drawings: tuple[str, ...] = ()
