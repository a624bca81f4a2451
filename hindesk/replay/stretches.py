"""The stretches of a clock: uninterrupted times in which one calendar counts for one bucket, or the clock is paused."""

from __future__ import annotations

from hindesk.replay.business import Ints, instant_of, open_before, reach
from hindesk.replay.codes import (
    AMOUNT,
    BETWEEN,
    CALENDAR,
    ELAPSED,
    FROM,
    HOUR,
    NONE,
    PAUSE,
    SINCE,
    SORT,
    STRETCH_COUNT,
    STRETCH_SINCE,
    STRETCH_WIDTH,
    STRETCHES,
    TO,
    UNWORKED,
    WAITED,
    WORKED,
    ZONE,
)


def add_stretch(k: Ints, m: int, to: int, amount: int, sort: int) -> None:
    """Add the time from the clock's last settled instant to `to`, in which `amount` microseconds were open."""
    stretch = end_of(k, m)
    k[stretch + FROM] = k[m + SINCE]
    k[stretch + TO] = to
    k[stretch + AMOUNT] = amount
    k[stretch + SORT] = sort
    k[stretch + ZONE] = k[m + CALENDAR]
    k[m + STRETCH_COUNT] += 1


def end_of(k: Ints, m: int) -> int:
    """Return the place behind a clock's last stretch."""
    return k[m + STRETCHES] + k[m + STRETCH_COUNT] * STRETCH_WIDTH


def name_stretches(k: Ints, m: int, at: int) -> None:
    """Give the clock's latest stretches between two acts their bucket, now that they end at `at`."""
    bucket = WORKED if at - k[STRETCH_SINCE] <= HOUR else UNWORKED
    stretch = end_of(k, m) - STRETCH_WIDTH
    while stretch >= k[m + STRETCHES] and k[stretch + FROM] >= k[STRETCH_SINCE]:
        if k[stretch + SORT] == BETWEEN:
            k[stretch + SORT] = bucket
        stretch -= STRETCH_WIDTH


def reached_at(c: Ints, k: Ints, m: int, target: int) -> int:
    """Return the instant at which the time counted so far came to the target, looking back over the stretches."""
    left = target
    for stretch in range(k[m + STRETCHES], end_of(k, m), STRETCH_WIDTH):
        if k[stretch + SORT] == PAUSE or k[stretch + ZONE] < 0:
            continue
        if k[stretch + AMOUNT] >= left:
            return reach(c, k, k[stretch + ZONE], k[stretch + FROM], left)
        left -= k[stretch + AMOUNT]
    return NONE


def passed_at(c: Ints, k: Ints, m: int, amount: int) -> int:
    """Return the instant from which on the clock had counted more than an amount, looking back over the stretches."""
    left = amount
    for stretch in range(k[m + STRETCHES], end_of(k, m), STRETCH_WIDTH):
        if k[stretch + SORT] == PAUSE or k[stretch + ZONE] < 0:
            continue
        if k[stretch + AMOUNT] > left:
            return instant_of(c, k[stretch + ZONE], open_before(c, k, k[stretch + ZONE], k[stretch + FROM]) + left, 1)
        left -= k[stretch + AMOUNT]
    return NONE


def recount(c: Ints, k: Ints, m: int, calendar: int) -> None:
    """Count the clock's stretches again, all of them in one calendar."""
    k[m + ELAPSED] = 0
    k[m + WAITED] = 0
    for stretch in range(k[m + STRETCHES], end_of(k, m), STRETCH_WIDTH):
        amount = open_before(c, k, calendar, k[stretch + TO]) - open_before(c, k, calendar, k[stretch + FROM])
        k[stretch + AMOUNT] = amount
        k[stretch + ZONE] = calendar
        if k[stretch + SORT] == PAUSE:
            k[m + WAITED] += amount
        else:
            k[m + ELAPSED] += amount
