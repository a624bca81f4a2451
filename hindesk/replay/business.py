"""Business time inside the walk: the scalar twin of `hindesk.calendars`, over the tables of a `Grid`."""

from __future__ import annotations

from typing import Protocol

from hindesk.replay.codes import (
    C_BASE,
    C_CLOSE,
    C_DAYS,
    C_FIRST,
    C_HI,
    C_LO,
    C_MIDNIGHT,
    C_ORIGIN,
    C_PAST,
    C_WORKDAYS,
    C_ZONE_FIRST,
    C_ZONE_SHIFT,
    C_ZONE_START,
    DAY,
    END_OF_DAY,
    K_MEMO,
    NONE,
)


class Ints(Protocol):
    """One-dimensional memory of integers: an array where the walk is compiled, a list where it is not."""

    def __len__(self) -> int: ...

    def __getitem__(self, place: int, /) -> int: ...

    def __setitem__(self, place: int, value: int, /) -> None: ...


def open_before(c: Ints, k: Ints, calendar: int, at: int) -> int:
    """Return B(at): the open microseconds of a calendar between the first day of its tables and an instant."""
    memo = k[K_MEMO] + 2 * calendar
    if k[memo] == at:
        return k[memo + 1]
    cell = calendar * c[C_DAYS] + (at - c[C_ORIGIN]) // DAY
    total = c[c[C_BASE] + cell]
    for part in range(c[c[C_FIRST] + cell], c[c[C_FIRST] + cell + 1]):
        opens = c[c[C_LO] + part]
        if at <= opens:
            break
        total += min(at, c[c[C_HI] + part]) - opens
    k[memo] = at
    k[memo + 1] = total
    return total


def instant_of(c: Ints, calendar: int, amount: int, past: int) -> int:
    """Return B⁻¹(amount): the first instant by which so much was open; with `past`, from which more will be.

    NONE where the tables end before that.
    """
    low = calendar * c[C_DAYS]
    high = low + c[C_DAYS] - 1
    base = c[C_BASE]
    while low < high:
        middle = (low + high + 1) // 2
        if c[base + middle] < amount + past:
            low = middle
        else:
            high = middle - 1
    left = amount - c[base + low]
    for part in range(c[c[C_FIRST] + low], c[c[C_FIRST] + low + 1]):
        opens = c[c[C_LO] + part]
        length = c[c[C_HI] + part] - opens
        if left + past <= length:
            return opens + left
        left -= length
    return NONE


def next_open(c: Ints, k: Ints, calendar: int, at: int) -> int:
    """Return the instant itself where the calendar is open, else its next opening."""
    return instant_of(c, calendar, open_before(c, k, calendar, at), 1)


def reach(c: Ints, k: Ints, calendar: int, since: int, amount: int) -> int:
    """Return when `amount` open microseconds after `since` are used up; none at all are so at the next opening."""
    if amount <= 0:
        return next_open(c, k, calendar, since)
    return instant_of(c, calendar, open_before(c, k, calendar, since) + amount, c[C_PAST])


def open_until(c: Ints, k: Ints, calendar: int, started: int, due: int) -> int:
    """Return the open microseconds between two instants."""
    return open_before(c, k, calendar, due) - open_before(c, k, calendar, started)


def days_later(c: Ints, calendar: int, at: int, days: int, unit: int) -> int:
    """Return the instant N working days after the local date of `at`: at the same time of day, or at closing time."""
    first = calendar * c[C_DAYS]
    last = first + c[C_DAYS] - 1
    low = first
    high = last
    while low < high:
        middle = (low + high + 1) // 2
        if c[c[C_MIDNIGHT] + middle] <= at:
            low = middle
        else:
            high = middle - 1
    date = working_date(c, low, last, days)
    if unit == END_OF_DAY:
        return c[c[C_CLOSE] + date]
    midnight = c[c[C_MIDNIGHT] + low]
    time_of_day = at + shift_at(c, calendar, at) - midnight - shift_at(c, calendar, midnight)
    return wall_clock(c, calendar, c[c[C_MIDNIGHT] + date], time_of_day)


def working_date(c: Ints, start: int, last: int, days: int) -> int:
    """Return the place of the working date that is `days` working dates after the local date at `start`."""
    if days == 0:
        return start
    passed = c[C_WORKDAYS] + 1
    wanted = c[passed + start] + days
    low = start
    high = last - 1
    while low < high:
        middle = (low + high) // 2
        if c[passed + middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


def shift_at(c: Ints, calendar: int, at: int) -> int:
    """Return a calendar's local wall clock minus UTC at an instant, in microseconds."""
    stretch = c[c[C_ZONE_FIRST] + calendar + 1] - 1
    while stretch > c[c[C_ZONE_FIRST] + calendar] and c[c[C_ZONE_START] + stretch] > at:
        stretch -= 1
    return c[c[C_ZONE_SHIFT] + stretch]


def wall_clock(c: Ints, calendar: int, midnight: int, time_of_day: int) -> int:
    """Return when the local clock shows a time on the date that begins at `midnight`; the first time, if twice."""
    before = shift_at(c, calendar, midnight)
    shown = midnight + time_of_day
    after = shift_at(c, calendar, shown)
    later = shown + before - after
    return later if shift_at(c, calendar, later) == after else shown
