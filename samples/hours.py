"""When people of the sample desk work and when its customers are awake, in seconds of the desk's own clock."""

from __future__ import annotations

from datetime import date, timedelta

from .facts import DAY, EPOCH, Desk

AWAKE = (8 * 3600, 23 * 3600)
"""Hours of the customer's own day in which they write."""


def day_of(at: int) -> date:
    """The date on the desk's calendar."""
    return EPOCH + timedelta(days=at // DAY)


def works(desk: Desk, at: int) -> bool:
    """Whether the desk is open at this instant."""
    return any(first <= at < last for first, last in spans(desk, at // DAY))


def spans(desk: Desk, day: int) -> tuple[tuple[int, int], ...]:
    """The instants between which the desk is open on a day, counted from 1970."""
    today = EPOCH + timedelta(days=day)
    if today.weekday() >= 5 or today in desk.closed:
        return ()
    return tuple((day * DAY + first * 3600, day * DAY + last * 3600) for first, last in desk.hours)


def after_work(desk: Desk, at: int, seconds: int) -> int:
    """The instant at which so many open seconds have passed; always within opening hours."""
    day = at // DAY
    while True:
        for first, last in spans(desk, day):
            begin = max(at, first)
            if begin + seconds < last:
                return begin + seconds
            seconds -= max(0, last - begin)
        day += 1


def when_awake(at: int, shift: int) -> int:
    """This instant, or the customer's next morning; `shift` is the hours that their clock is ahead of the desk's."""
    own = at + shift * 3600
    first, last = AWAKE
    if own % DAY < first:
        return at + first - own % DAY + own % 3600
    if own % DAY >= last:
        return at + DAY + first - own % DAY + own % 3600
    return at


def worked(desk: Desk, begin: int, end: int) -> int:
    """Open seconds between two instants."""
    days = range(begin // DAY, end // DAY + 1)
    return sum(max(0, min(end, last) - max(begin, first)) for day in days for first, last in spans(desk, day))
