"""B(t), the open time before an instant, and its two inverses, for whole columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from hindesk.calendars.instants import DAY, Column, Flags, OutOfRange, column
from hindesk.calendars.segments import Segments

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Curve:
    """B(t): open microseconds between the start of the range and t; it never falls and rises only while open.

    Args:
        name: the calendar's name, for errors.
        begin: UTC microseconds at which the range begins.
        end: UTC microseconds at which it ends; instants up to and including it are answered.
        starts: UTC microseconds at which the calendar opens.
        ends: UTC microseconds at which it closes.
        opened: B at each start.
    """

    name: str
    begin: int
    end: int
    starts: Column
    ends: Column
    opened: Column

    def at(self, instants: Column) -> Column:
        """B at UTC instants.

        Raises:
            OutOfRange: an instant is outside the range.
        """
        self._check(instants)
        if not self.starts.size:
            return np.zeros_like(instants)
        segment = np.clip(np.searchsorted(self.starts, instants, side="right") - 1, 0, None)
        into = np.clip(instants - self.starts[segment], 0, self.ends[segment] - self.starts[segment])
        return column(self.opened[segment] + into)

    def first_at(self, amounts: Column) -> Column:
        """The first instants at which B reaches amounts: the left inverse, which lands on closing.

        Raises:
            OutOfRange: B does not rise to an amount from below within the range.
        """
        return self._instants(np.searchsorted(self.opened, amounts, side="left") - 1, amounts, closing=True)

    def last_at(self, amounts: Column) -> Column:
        """The last instants at which B is no more than amounts: the right inverse, which lands on opening.

        Raises:
            OutOfRange: B does not rise above an amount within the range.
        """
        return self._instants(np.searchsorted(self.opened, amounts, side="right") - 1, amounts, closing=False)

    def is_open(self, instants: Column) -> Flags:
        """Whether UTC instants lie in a segment; its start does, its end does not.

        Raises:
            OutOfRange: an instant is outside the range.
        """
        self._check(instants)
        started = np.searchsorted(self.starts, instants, side="right")
        return np.asarray(started > np.searchsorted(self.ends, instants, side="right"))

    def _instants(self, segment: Column, amounts: Column, *, closing: bool) -> Column:
        if not amounts.size:
            return column([])[:0]
        if not self.starts.size or int(segment.min()) < 0:
            raise self._beyond(self.begin, "before")
        found = column(self.starts[segment] + amounts - self.opened[segment])
        left = self.ends[segment] - found
        if int(left.min()) < (0 if closing else 1):
            raise self._beyond(self.end, "after")
        return found

    def _check(self, instants: Column) -> None:
        if instants.size and int(instants.min()) < self.begin:
            raise self._beyond(self.begin, "before")
        if instants.size and int(instants.max()) > self.end:
            raise self._beyond(self.end, "after")

    def _beyond(self, edge: int, side: str) -> OutOfRange:
        day = (_EPOCH + timedelta(microseconds=edge)).date()
        return OutOfRange(
            f"calendar {self.name!r} is asked for an instant {side} {day}, where its hours are not worked out",
            "check the dates of the tickets and the length of the targets",
        )


def curve(name: str, pieces: Segments) -> Curve:
    """B(t) over the days of these segments."""
    opened = np.cumsum(pieces.ends - pieces.starts) - (pieces.ends - pieces.starts)
    begin, end = pieces.first_day * DAY, pieces.last_day * DAY
    return Curve(name, begin, end, pieces.starts, pieces.ends, column(opened))
