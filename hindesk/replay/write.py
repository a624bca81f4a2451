"""Writing rows inside the walk: clocks with their shares, notices, tier visits, and one outcome a ticket.

Rows beyond the room for them are counted but not written; the set is then walked again with more room.
"""

from __future__ import annotations

from hindesk.replay.business import Ints, reach
from hindesk.replay.codes import (
    AMOUNT,
    ASSIGNEE,
    AT,
    BUCKETS,
    CALENDAR,
    CELL_NOTICES,
    CYCLE,
    DUE,
    ELAPSED,
    FIRST_SHARE,
    GIVEN,
    HANDOVERS,
    HIGHEST,
    KNOWN,
    METRIC,
    METRIC_REOPEN_NEEDS,
    NONE,
    NOTICE_LEVEL,
    NOTICE_NOW,
    NOTICE_WIDTH,
    NUMBER,
    PAUSE,
    PAUSE_MISSING,
    POINT_AT,
    PRIORITY,
    RECORDED,
    REOPENED,
    RESOLVING,
    ROW_TICKET,
    RULE_IN_FORCE,
    RULE_NUMBER,
    RULE_SHOWN,
    SENT_AT,
    SINCE,
    SLOTS,
    SOLVED_AT,
    SORT,
    STRETCH_WIDTH,
    STRETCHES,
    TARGET,
    TEAM,
    TICKET,
    TIER,
    TIER_SINCE,
)
from hindesk.replay.matching import cell_of
from hindesk.replay.out_codes import (
    MATCH_COLUMNS,
    NOTICE_COLUMNS,
    O_HEADER,
    O_MATCH_ROOM,
    O_MATCHES,
    O_NOTICE_ROOM,
    O_NOTICES,
    O_OUTCOME_ROOM,
    O_OUTCOMES,
    O_ROW_ROOM,
    O_ROWS,
    O_VISIT_ROOM,
    O_VISITS,
    OUTCOME_COLUMNS,
    ROW_COLUMNS,
    VISIT_COLUMNS,
)
from hindesk.replay.rule_codes import NO_METRIC
from hindesk.replay.stretches import end_of

_SHARES = len(BUCKETS)
_ROW = len(ROW_COLUMNS)
_VISIT = len(VISIT_COLUMNS)
_OUTCOME = len(OUTCOME_COLUMNS)
_NOTICE = len(NOTICE_COLUMNS)
_MATCH = len(MATCH_COLUMNS)


def before_visits(out: Ints) -> int:
    """Return the place in `out` where the table of visits begins; likewise the others."""
    return O_HEADER + _ROW * out[O_ROW_ROOM]


def before_outcomes(out: Ints) -> int:
    """Return the place where the table of outcomes begins."""
    return before_visits(out) + _VISIT * out[O_VISIT_ROOM]


def before_notices(out: Ints) -> int:
    """Return the place where the table of notices begins."""
    return before_outcomes(out) + _OUTCOME * out[O_OUTCOME_ROOM]


def before_matches(out: Ints) -> int:
    """Return the place where the table of matches begins."""
    return before_notices(out) + _NOTICE * out[O_NOTICE_ROOM]


def before_lapses(out: Ints) -> int:
    """Return the place where the table of lapses begins."""
    return before_matches(out) + _MATCH * out[O_MATCH_ROOM]


def write_clock(p: Ints, c: Ints, k: Ints, out: Ints, m: int) -> None:
    """Write a clock's row, whose verdict is in place, and its shares."""
    k[m + ROW_TICKET] = k[TICKET]
    k[m + RULE_SHOWN] = p[k[m + RULE_SHOWN] + RULE_NUMBER] if k[m + RULE_SHOWN] >= 0 else -1
    if k[m + DUE] == NONE and k[m + TARGET] >= 0 and k[m + SINCE] != NONE:
        k[m + DUE] = reach(c, k, k[m + CALENDAR], k[m + SINCE], k[m + TARGET] - k[m + ELAPSED])
    k[m + RECORDED] = NONE if k[m + DUE] == NONE else max(k[m + DUE], k[m + GIVEN])
    room = out[O_ROW_ROOM]
    place = O_HEADER + out[O_ROWS]
    out[O_ROWS] += 1
    if out[O_ROWS] > room:
        return
    for column in range(FIRST_SHARE):
        out[place + column * room] = k[m + column]
    write_shares(k, out, m, place)


def write_shares(k: Ints, out: Ints, m: int, place: int) -> None:
    """Add a clock's stretches up to its seven shares."""
    room = out[O_ROW_ROOM]
    first = place + FIRST_SHARE * room
    for bucket in range(_SHARES):
        out[first + bucket * room] = 0
    for stretch in range(k[m + STRETCHES], end_of(k, m), STRETCH_WIDTH):
        if k[stretch + SORT] != PAUSE:
            out[first + k[stretch + SORT] * room] += k[stretch + AMOUNT]


def write_notice(p: Ints, k: Ints, out: Ints, m: int, due: int) -> None:
    """Write the notice that is sent now of a clock; beyond the room it is only counted."""
    room = out[O_NOTICE_ROOM]
    place = notice_place(out)
    if place < 0:
        return
    block = p[cell_of(p, k, m, k[m + RULE_IN_FORCE]) + CELL_NOTICES] + k[NOTICE_NOW] * NOTICE_WIDTH
    out[place] = k[TICKET]
    out[place + room] = k[m + NUMBER]
    out[place + 2 * room] = k[m + CYCLE]
    out[place + 3 * room] = p[k[m + RULE_IN_FORCE] + RULE_NUMBER]
    out[place + 4 * room] = k[NOTICE_NOW]
    out[place + 5 * room] = p[block + NOTICE_LEVEL]
    out[place + 6 * room] = k[POINT_AT]
    out[place + 7 * room] = k[SENT_AT]
    out[place + 8 * room] = due
    out[place + 9 * room] = k[m + PAUSE_MISSING] | p[k[m + METRIC] + METRIC_REOPEN_NEEDS] & ~k[KNOWN]
    write_holders(k, out, place + 10 * room, room)


def write_rule_notice(k: Ints, out: Ints, number: int) -> None:
    """Write the notice that an automation rule sends now; beyond the room it is only counted."""
    room = out[O_NOTICE_ROOM]
    place = notice_place(out)
    if place < 0:
        return
    out[place] = k[TICKET]
    out[place + room] = NO_METRIC
    out[place + 2 * room] = 0
    out[place + 3 * room] = number
    out[place + 4 * room] = 0
    out[place + 5 * room] = 0
    out[place + 6 * room] = k[AT]
    out[place + 7 * room] = k[AT]
    out[place + 8 * room] = NONE
    out[place + 9 * room] = 0
    write_holders(k, out, place + 10 * room, room)


def notice_place(out: Ints) -> int:
    """Return the place of the next notice, counted, or -1 where there is no room for it."""
    number = out[O_NOTICES]
    out[O_NOTICES] += 1
    if number >= out[O_NOTICE_ROOM]:
        return -1
    return before_notices(out) + number


def write_holders(k: Ints, out: Ints, place: int, room: int) -> None:
    """Write the priority, team, assignee and tier of the present state into four columns."""
    out[place] = k[SLOTS + PRIORITY]
    out[place + room] = k[SLOTS + TEAM]
    out[place + 2 * room] = k[SLOTS + ASSIGNEE]
    out[place + 3 * room] = k[TIER]


def write_match(k: Ints, out: Ints, section: int, number: int) -> None:
    """Write that a rule of a section matched now; beyond the room it is only counted."""
    room = out[O_MATCH_ROOM]
    count = out[O_MATCHES]
    out[O_MATCHES] += 1
    if count >= room:
        return
    place = before_matches(out) + count
    out[place] = k[TICKET]
    out[place + room] = section
    out[place + 2 * room] = number
    out[place + 3 * room] = k[AT]


def write_visit(k: Ints, out: Ints, left: int) -> None:
    """Write the visit of the tier that has the ticket, which ends at `left` (NONE: it has it still)."""
    room = out[O_VISIT_ROOM]
    place = before_visits(out) + out[O_VISITS]
    out[O_VISITS] += 1
    k[HIGHEST] = max(k[HIGHEST], k[TIER])
    if out[O_VISITS] > room:
        return
    out[place] = k[TICKET]
    out[place + room] = k[TIER]
    out[place + 2 * room] = k[TIER_SINCE]
    out[place + 3 * room] = left


def write_outcome(k: Ints, out: Ints) -> None:
    """Write the one row a ticket that says how it went."""
    room = out[O_OUTCOME_ROOM]
    place = before_outcomes(out) + out[O_OUTCOMES]
    out[O_OUTCOMES] += 1
    out[place] = k[TICKET]
    out[place + room] = k[HIGHEST]
    out[place + 2 * room] = k[RESOLVING]
    out[place + 3 * room] = k[SOLVED_AT]
    out[place + 4 * room] = k[REOPENED]
    out[place + 5 * room] = k[HANDOVERS]
