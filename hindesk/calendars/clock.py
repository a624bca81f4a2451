"""Business time in one calendar, for whole columns of instants."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.curve import Curve, curve
from hindesk.calendars.instants import DAY, Column, Flags, OutOfRange, column
from hindesk.calendars.opening import check_opens
from hindesk.calendars.segments import Segments, segments


@dataclass(frozen=True, slots=True)
class BusinessTime:
    """Elapsed and due in one calendar. Instants are int64 columns of UTC microseconds; a number is a column of one.

    Segments are half-open: a calendar is open at its opening instant and closed at its closing instant. Every method
    raises `OutOfRange` where an instant or an answer lies outside the whole UTC days of the range.

    Args:
        calendar: when time counts.
        from_us: the first instant that is asked about or answered.
        to_us: the last one.

    Raises:
        PolicyError: the calendar never opens.
        InputError: its zone or a country of its holidays is unknown.
    """

    calendar: Calendar
    from_us: int
    to_us: int
    pieces: Segments = field(init=False, repr=False, compare=False)
    curve: Curve = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out B(t) for the range."""
        check_opens(self.calendar)
        object.__setattr__(self, "pieces", segments(self.calendar, self.from_us // DAY, self.to_us // DAY + 1))
        object.__setattr__(self, "curve", curve(self.calendar.name, self.pieces))

    def elapsed(self, starts: Column | int, ends: Column | int) -> Column:
        """Open microseconds from starts to ends: B(end) − B(start), negative where the end comes first."""
        return self.curve.at(column(ends)) - self.curve.at(column(starts))

    def due(
        self, starts: Column | int, amount: Column | int, landing: Literal["close", "next_open"] = "close"
    ) -> Column:
        """The instants at which amounts of open time after starts are used up: B⁻¹(B(start) + amount).

        Args:
            starts: UTC microseconds.
            amount: microseconds of open time, 0 or more; 0 is due at the next opening, the start itself if open.
            landing: an amount used up exactly at closing is due then (`close`) or at the next opening (`next_open`).
        """
        at, amounts = np.broadcast_arrays(column(starts), _not_negative(amount))
        target = self.curve.at(at) + amounts
        return self._landed(target, (amounts > 0) & (landing == "close"))

    def subtract(
        self, ends: Column | int, amount: Column | int, landing: Literal["open", "previous_close"] = "open"
    ) -> Column:
        """The instants from which on amounts of open time pass until ends: B⁻¹(B(end) − amount).

        Args:
            ends: UTC microseconds.
            amount: microseconds of open time, 0 or more; 0 is the previous closing, the end itself if open.
            landing: an amount used up exactly at opening began then (`open`) or at the closing before.
        """
        at, amounts = np.broadcast_arrays(column(ends), _not_negative(amount))
        some = amounts > 0
        target = self.curve.at(at[some]) - amounts[some]
        back = np.empty(at.shape, dtype=np.int64)
        back[some] = self.curve.last_at(target) if landing == "open" else self.curve.first_at(target)
        back[~some] = self.previous_close(at[~some])
        return back

    def is_open(self, at: Column | int) -> Flags:
        """Whether the calendar is open at instants."""
        return self.curve.is_open(column(at))

    def next_open(self, at: Column | int) -> Column:
        """The instants themselves where open, else the next openings."""
        return self.curve.last_at(self.curve.at(column(at)))

    def previous_close(self, at: Column | int) -> Column:
        """The instants themselves where open, else the last closings at or before them."""
        back = column(at).copy()
        closed = ~self.is_open(back)
        back[closed] = self.curve.first_at(self.curve.at(back[closed]))
        return back

    def periods(self, from_us: int, to_us: int) -> tuple[Column, Column]:
        """The open segments between two instants, clipped to them: (starts, ends), ascending, cut at local midnight."""
        self.curve.at(column([from_us, to_us]))
        low = int(np.searchsorted(self.curve.ends, from_us, side="right"))
        high = max(low, int(np.searchsorted(self.curve.starts, to_us, side="left")))
        starts = np.maximum(self.curve.starts[low:high], from_us)
        return column(starts)[: high - low], np.minimum(self.curve.ends[low:high], to_us)

    def periods_after(self, at: int, count: int) -> tuple[Column, Column]:
        """The next `count` periods from an instant on, nearest first, the first one clipped."""
        starts, ends = self.periods(at, self.curve.end)
        return self._enough(starts[:count], ends[:count], count)

    def periods_before(self, at: int, count: int) -> tuple[Column, Column]:
        """The last `count` periods up to an instant, nearest first, the first one clipped."""
        starts, ends = self.periods(self.curve.begin, at)
        return self._enough(starts[::-1][:count], ends[::-1][:count], count)

    def _enough(self, starts: Column, ends: Column, count: int) -> tuple[Column, Column]:
        if len(starts) < count:
            raise OutOfRange(f"calendar {self.calendar.name!r} opens {len(starts)} times in its range, not {count}")
        return starts, ends

    def _landed(self, target: Column, closing: Flags) -> Column:
        landed = np.empty_like(target)
        landed[closing] = self.curve.first_at(target[closing])
        landed[~closing] = self.curve.last_at(target[~closing])
        return landed


def _not_negative(amount: Column | int) -> Column:
    amounts = column(amount)
    if amounts.size and int(amounts.min()) < 0:
        raise ValueError("an amount of open time is 0 or more")
    return amounts
