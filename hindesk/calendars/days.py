"""Working days in one calendar, for whole columns: add, subtract, and the conventions by which help desks do so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.clock import BusinessTime
from hindesk.calendars.dates import MARGIN, LocalDates, local_dates
from hindesk.calendars.instants import DAY, Column, Flags, OutOfRange, column, date_of
from hindesk.calendars.spans import is_holiday

Roll = Literal[
    "keep",
    "next_opening",
    "previous_closing",
    "previous_opening",
    "opening",
    "closing",
    "next_workday",
    "previous_workday",
]
"""How an instant is moved before or after days are counted.

`keep` leaves it. `next_opening`, `previous_closing` and `previous_opening` (of the day of that closing) leave it if it
is open. `opening` and `closing` are those of its local date. `next_workday` and `previous_workday` keep the time of
day and leave a working day as it is.
"""


@dataclass(frozen=True, slots=True)
class DaysRule:
    """A convention: how the start is moved before the days are counted, and how the result is moved after."""

    start: Roll = "keep"
    end: Roll = "keep"


SAME_TIME: Final = DaysRule()
END_OF_DAY: Final = DaysRule(end="closing")


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Counts working days: local dates on which a calendar is open at all.

    Instants are int64 columns of UTC microseconds, dates are day numbers; a number is a column of one. Every method
    raises `OutOfRange` where an answer lies outside the range.

    Args:
        calendar: which dates are open.
        from_us: the first instant that is asked about or answered.
        to_us: the last one.

    Raises:
        PolicyError: the calendar never opens.
        InputError: its zone or a country of its holidays is unknown.
    """

    calendar: Calendar
    from_us: int
    to_us: int
    time: BusinessTime = field(init=False, repr=False, compare=False)
    dates: LocalDates = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out the dates of the range."""
        margin = (MARGIN + 1) * DAY
        object.__setattr__(self, "time", BusinessTime(self.calendar, self.from_us - margin, self.to_us + margin))
        object.__setattr__(self, "dates", local_dates(self.time.pieces))

    def add(self, at: Column | int, days: Column | int, rule: DaysRule = SAME_TIME) -> Column:
        """Instants `days` working days later; 0 days is the same date or, from a closed one, the next open date."""
        return self._moved(column(at), column(days), rule, self.dates_after)

    def subtract(self, at: Column | int, days: Column | int, rule: DaysRule = SAME_TIME) -> Column:
        """Instants `days` working days earlier; 0 days is the same date or, from a closed one, the last open date."""
        return self._moved(column(at), column(days), rule, self.dates_before)

    def dates_after(self, days: Column | int, count: Column | int) -> Column:
        """The count-th working day after each date; for 0 the date itself if it is open, else the next open one."""
        counts = column(count)
        return self._open_day(self._workdays_before(column(days) + (counts > 0)) + np.clip(counts - 1, 0, None))

    def dates_before(self, days: Column | int, count: Column | int) -> Column:
        """The count-th working day before each date; for 0 the date itself if it is open, else the last open one."""
        counts = column(count)
        return self._open_day(self._workdays_before(column(days) + (counts == 0)) - np.clip(counts, 1, None))

    def is_workday(self, days: Column | int) -> Flags:
        """Whether dates are open at all."""
        return self.dates.is_open(self._in_range(column(days)))

    def is_holiday(self, days: Column | int) -> Flags:
        """Whether dates are closed dates, annual ones or public holidays, even where `open` hours open them."""
        distinct, row = np.unique(column(days), return_inverse=True)
        return np.array([is_holiday(self.calendar, date_of(day)) for day in distinct.tolist()], dtype=np.bool_)[row]

    def dates_at(self, at: Column | int) -> Column:
        """The local dates at instants."""
        return self._in_range(self.time.pieces.offsets.to_local(column(at)) // DAY)

    def moved_to(self, at: Column, days: Column) -> Column:
        """The instants at which the wall clock of other dates shows the same time of day."""
        zone_offsets = self.time.pieces.offsets
        return zone_offsets.to_utc(days * DAY + zone_offsets.to_local(at) % DAY)

    def _moved(self, at: Column, days: Column, rule: DaysRule, count: Callable[[Column, Column], Column]) -> Column:
        start = _ROLLS[rule.start](self, at)
        return _ROLLS[rule.end](self, self.moved_to(start, count(self.dates_at(start), days)))

    def _workdays_before(self, days: Column) -> Column:
        return column(np.searchsorted(self.dates.open_days, self._in_range(days), side="left"))

    def _open_day(self, ordinal: Column) -> Column:
        if ordinal.size and (int(ordinal.min()) < 0 or int(ordinal.max()) >= len(self.dates.open_days)):
            raise OutOfRange(f"calendar {self.calendar.name!r} has too few working days in its range")
        return self.dates.open_days[ordinal]

    def _in_range(self, days: Column) -> Column:
        first = self.dates.first_day
        if days.size and (int(days.min()) < first or int(days.max()) > first + len(self.dates.midnight)):
            raise OutOfRange(f"calendar {self.calendar.name!r} is asked for a date outside its range")
        return days


def add_days(calendar: Calendar, at: Column, days: Column | int, rule: DaysRule = SAME_TIME) -> Column:
    """Instants `days` working days after instants (UTC microseconds), in a range that is made wide enough.

    Raises:
        OutOfRange: the calendar opens on too few dates.
    """
    most = int(column(days).max(initial=0))
    reach = 366 * DAY * (1 + most // 50)
    return WorkingDays(calendar, int(at.min()) - reach, int(at.max()) + reach).add(at, days, rule)


def _previous_opening(days: WorkingDays, at: Column) -> Column:
    closed = ~days.time.is_open(at)
    back = at.copy()
    back[closed] = _opening(days, days.time.previous_close(at[closed]) - 1)
    return back


def _opening(days: WorkingDays, at: Column) -> Column:
    return days.dates.opens_at[days.dates_at(at) - days.dates.first_day]


def _closing(days: WorkingDays, at: Column) -> Column:
    return days.dates.closes_at[days.dates_at(at) - days.dates.first_day]


_ROLLS: Final[Mapping[Roll, Callable[[WorkingDays, Column], Column]]] = {
    "keep": lambda _, at: at,
    "next_opening": lambda days, at: days.time.next_open(at),
    "previous_closing": lambda days, at: days.time.previous_close(at),
    "previous_opening": _previous_opening,
    "opening": _opening,
    "closing": _closing,
    "next_workday": lambda days, at: days.moved_to(at, days.dates_after(days.dates_at(at), 0)),
    "previous_workday": lambda days, at: days.moved_to(at, days.dates_before(days.dates_at(at), 0)),
}
