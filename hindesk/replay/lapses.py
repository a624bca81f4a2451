"""Lapses inside the walk: the times in which a rule of `permissions` or `sensitive` did not hold of a ticket."""

from __future__ import annotations

from hindesk.replay.business import Ints
from hindesk.replay.codes import (
    ASSIGNEE,
    AT,
    ENDING,
    K_LAPSES,
    NO_TIER,
    NONE,
    P_LAPSE_COUNT,
    P_LAPSES,
    PRIORITY,
    SIGNAL,
    SLOTS,
    TEAM,
    TICKET,
    TIER,
)
from hindesk.replay.lapse_codes import (
    L_NUMBER,
    L_PERSONAL,
    L_SECTION,
    L_STAYS,
    L_WHENS,
    L_WIDTH,
    LASTING,
    LASTS_ASSIGNEE,
    LASTS_PRIORITY,
    LASTS_SINCE,
    LASTS_TEAM,
    LASTS_TIER,
    LASTS_WIDTH,
    MOVED,
    OTHERWISE,
    OVER_NOW,
)
from hindesk.replay.matching import holds
from hindesk.replay.out_codes import (
    O_LAPSE_ROOM,
    O_LAPSES,
)
from hindesk.replay.ticket import is_over
from hindesk.replay.write import before_lapses


def forget_lapses(p: Ints, k: Ints) -> None:
    """Begin a ticket: it has no lapse."""
    for number in range(p[P_LAPSE_COUNT]):
        k[k[K_LAPSES] + number * LASTS_WIDTH + LASTS_SINCE] = NONE


def follow_lapses(p: Ints, truth: Ints, k: Ints, out: Ints) -> None:
    """Begin and end lapses by the ticket's present state, tier included."""
    over = 1 if k[SIGNAL] & ENDING or is_over(p, k) else 0
    for number in range(p[P_LAPSE_COUNT]):
        rule = p[P_LAPSES] + number * L_WIDTH
        lasts = k[K_LAPSES] + number * LASTS_WIDTH
        lapsed = 0 if over else holds(p, truth, k, p[rule + L_WHENS + k[TIER] - NO_TIER])
        other = p[rule + L_PERSONAL] and k[lasts + LASTS_ASSIGNEE] != k[SLOTS + ASSIGNEE]
        if k[lasts + LASTS_SINCE] != NONE and (not lapsed or other):
            if k[lasts + LASTS_SINCE] != k[AT]:
                write_lapse(p, k, out, rule, lasts, ending_of(p, truth, k, rule, over))
            k[lasts + LASTS_SINCE] = NONE
        if lapsed and k[lasts + LASTS_SINCE] == NONE:
            k[lasts + LASTS_SINCE] = k[AT]
            k[lasts + LASTS_ASSIGNEE] = k[SLOTS + ASSIGNEE]
            k[lasts + LASTS_TEAM] = k[SLOTS + TEAM]
            k[lasts + LASTS_PRIORITY] = k[SLOTS + PRIORITY]
            k[lasts + LASTS_TIER] = k[TIER]


def ending_of(p: Ints, truth: Ints, k: Ints, rule: int, over: int) -> int:
    """Return how a lapse ends now (`lapse_codes.ENDS`)."""
    if over:
        return OVER_NOW
    return OTHERWISE if holds(p, truth, k, p[rule + L_STAYS]) else MOVED


def leave_lapses(p: Ints, k: Ints, out: Ints) -> None:
    """Write the lapses that last at the end of what counts."""
    for number in range(p[P_LAPSE_COUNT]):
        lasts = k[K_LAPSES] + number * LASTS_WIDTH
        if k[lasts + LASTS_SINCE] != NONE:
            write_lapse(p, k, out, p[P_LAPSES] + number * L_WIDTH, lasts, LASTING)


def write_lapse(p: Ints, k: Ints, out: Ints, rule: int, lasts: int, ended: int) -> None:  # noqa: PLR0913, PLR0917
    """Write a lapse that ends now, or lasts; beyond the room it is only counted."""
    room = out[O_LAPSE_ROOM]
    count = out[O_LAPSES]
    out[O_LAPSES] += 1
    if count >= room:
        return
    place = before_lapses(out) + count
    out[place] = k[TICKET]
    out[place + room] = p[rule + L_SECTION]
    out[place + 2 * room] = p[rule + L_NUMBER]
    out[place + 3 * room] = k[lasts + LASTS_SINCE]
    out[place + 4 * room] = NONE if ended == LASTING else k[AT]
    out[place + 5 * room] = ended
    out[place + 6 * room] = k[lasts + LASTS_ASSIGNEE]
    out[place + 7 * room] = k[lasts + LASTS_TEAM]
    out[place + 8 * room] = k[lasts + LASTS_PRIORITY]
    out[place + 9 * room] = k[lasts + LASTS_TIER]
