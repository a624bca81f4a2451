"""On which line of a text table a record stands: quoted cells may hold line breaks, and blank lines are no records."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from hindesk.calendars.instants import Column, Flags
from hindesk.importers.files import chunks

LINE_FEED: Final = 10
RETURN: Final = 13
QUOTE: Final = 34


@dataclass(frozen=True, slots=True)
class Records:
    """Where the records of a text table start, header included.

    Args:
        starts: byte offsets in the unpacked file.
        lines: 1-based line numbers.
        size: bytes of the unpacked file.
    """

    starts: Column
    lines: Column
    size: int

    def line_at(self, offsets: Column) -> Column:
        """The lines of the records that hold the bytes at `offsets`."""
        return self.lines[np.clip(np.searchsorted(self.starts, offsets, side="right") - 1, 0, None)]

    def lines_without(self, offsets: Column) -> Column:
        """The lines of all records but the header and those that hold the bytes at `offsets`."""
        bad = np.clip(np.searchsorted(self.starts, offsets, side="right") - 1, 0, None)
        keep: Flags = np.ones(len(self.starts), dtype=np.bool_)
        keep[bad] = False
        keep[0] = False
        return self.lines[keep]


def records_of(path: Path) -> Records:
    """The records of a text table in UTF-8: a line feed ends one where the quotes before it are even in number."""
    ends: list[Column] = []
    lines: list[Column] = []
    blank: list[Flags] = []
    offset = quotes = line = 0
    last = np.array([-1], dtype=np.int64)
    before = LINE_FEED
    for chunk in chunks(path):
        data = np.frombuffer(chunk, dtype=np.uint8)
        feeds = np.flatnonzero(data == LINE_FEED)
        odd = (quotes + np.cumsum(data == QUOTE)[feeds]) % 2
        closing = feeds[odd == 0]
        previous = np.concatenate([last, closing[:-1] + offset]) if len(closing) else last
        width = closing + offset - previous[: len(closing)]
        preceding = np.where(closing > 0, data[closing - 1], before)
        ends.append(closing + offset)
        lines.append(line + 1 + np.flatnonzero(odd == 0))
        blank.append((width == 1) | ((width == 2) & (preceding == RETURN)))
        quotes += int(np.count_nonzero(data == QUOTE))
        line, offset, before = line + len(feeds), offset + len(data), int(data[-1])
        last = np.array([ends[-1][-1]]) if len(closing) else last
    return _records(np.concatenate([*ends]), np.concatenate([*lines]), np.concatenate([*blank]), offset)


def _records(ends: Column, lines: Column, blank: Flags, size: int) -> Records:
    """From the ends of records to their starts."""
    starts = np.concatenate([[0], ends + 1])
    first_lines = np.concatenate([[1], lines + 1])
    keep = np.append(~blank, int(ends[-1]) + 1 < size if len(ends) else size > 0)
    return Records(starts[keep], first_lines[keep], size)
