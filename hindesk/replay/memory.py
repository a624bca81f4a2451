"""The walk's other memory: the calendars' tables `c`, the scratch `k`, and the room for rows `out`."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.grid import Grid, build_grid
from hindesk.calendars.instants import SECOND
from hindesk.calendars.opening import business_day
from hindesk.policy.values import Duration, Policy
from hindesk.replay.codes import (
    AS_OF,
    C_BASE,
    C_CLOSE,
    C_DAY_LENGTH,
    C_DAYS,
    C_FIRST,
    C_HEADER,
    C_HI,
    C_LO,
    C_MIDNIGHT,
    C_ORIGIN,
    C_PAST,
    C_WORKDAYS,
    C_ZONE_FIRST,
    C_ZONE_SHIFT,
    C_ZONE_START,
    CHANGES_AN_EVENT,
    CLOCK_WIDTH,
    DAY,
    K_CLOCKS,
    K_FIRED,
    K_HOLDS,
    K_LAPSES,
    K_MEMO,
    K_STACK,
    METRIC,
    METRIC_WIDTH,
    MOST_ROUNDS,
    NONE,
    NUMBER,
    P_AUTOMATION_COUNT,
    P_LAPSE_COUNT,
    P_METRICS,
    P_NOTICES,
    P_PRIORITY_COUNT,
    P_TRAIT_COUNT,
    P_WATCHED_COUNT,
    SLOTS,
    STRETCH_WIDTH,
    STRETCHES,
)
from hindesk.replay.compile import Compiled
from hindesk.replay.lapse_codes import LASTS_WIDTH
from hindesk.replay.out_codes import (
    LAPSE_COLUMNS,
    MATCH_COLUMNS,
    NOTICE_COLUMNS,
    O_HEADER,
    O_LAPSE_ROOM,
    O_LAPSES,
    O_MATCH_ROOM,
    O_MATCHES,
    O_NOTICE_ROOM,
    O_NOTICES,
    O_OUTCOME_ROOM,
    O_ROW_ROOM,
    O_ROWS,
    O_VISIT_ROOM,
    O_VISITS,
    OUTCOME_COLUMNS,
    ROW_COLUMNS,
    VISIT_COLUMNS,
)
from hindesk.replay.vocabulary import Codes

_LEAST_HORIZON = 60
_MOST_HORIZON = 20 * 366
"""Days behind the last instant that calendars are worked out for; a due instant beyond them is not told."""
_STACK = 64
"""How deep a condition may nest; `hindesk.policy` refuses deeper files."""


def calendar_tables(policy: Policy, first_at: int, last_at: int) -> Codes:
    """Lay out the business time of a policy's calendars, from a first to a last instant and the targets behind it."""
    calendars = list(policy.calendars.values())
    grid = build_grid(calendars, first_at, last_at, horizon_days=_horizon(policy))
    tables = {
        C_BASE: grid.base,
        C_FIRST: grid.first,
        C_LO: grid.lo,
        C_HI: grid.hi,
        C_DAY_LENGTH: np.array([business_day(calendar) or 0 for calendar in calendars], np.int64),
        C_MIDNIGHT: grid.midnight,
        C_WORKDAYS: grid.workdays,
        C_CLOSE: grid.close_at,
        C_ZONE_FIRST: grid.zone_first,
        C_ZONE_START: grid.zone_start,
        C_ZONE_SHIFT: grid.zone_shift,
    }
    return _laid_out(policy, grid, tables)


def _laid_out(policy: Policy, grid: Grid, tables: dict[int, Codes]) -> Codes:
    header = np.zeros(C_HEADER, np.int64)
    header[C_ORIGIN] = grid.origin * DAY
    header[C_DAYS] = grid.days
    header[C_PAST] = 1 if policy.landing == "next_open" else 0
    place = C_HEADER
    for column, table in tables.items():
        header[column] = place
        place += len(table)
    return np.concatenate([header, *tables.values()])


def _horizon(policy: Policy) -> int:
    """Return how many days after the last instant a due instant may lie: half as many again as the weeks ask for."""
    choices = [choice for rule in policy.sla for choice in rule.targets.values()]
    targets = [target for choice in choices for target in (choice.otherwise, *(given for _, given in choice.cases))]
    given = [target for target in targets if target is not None] + [task.target for task in policy.tasks]
    weeks = max((_weeks(target, calendar) for target in given for calendar in policy.calendars.values()), default=0)
    return min(_LEAST_HORIZON + 11 * weeks, _MOST_HORIZON)


def _weeks(target: Duration, calendar: Calendar) -> int:
    """Return how many weeks of a calendar's regular hours use up a target."""
    opened = [sum(to - since for since, to in spans) for spans in calendar.week]
    if target.unit == "microsecond":
        return -(-target.amount // max(sum(opened) * SECOND, 1))
    return -(-target.amount // max(sum(1 for seconds in opened if seconds), 1))


def scratch(compiled: Compiled, most_events: int, as_of: int) -> Codes:
    """Lay out scratch memory for tickets of at most so many events, as of an instant (UTC microseconds)."""
    metrics = len(compiled.policy.metrics)
    changes = (MOST_ROUNDS + 1 + CHANGES_AN_EVENT * most_events) * int(compiled.p[P_NOTICES])
    room = (most_events + 3 + changes) * STRETCH_WIDTH
    stack = SLOTS + len(compiled.slots)
    memo = stack + _STACK
    holds = memo + 2 * len(compiled.calendars)
    fired = holds + 1 + int(compiled.p[P_WATCHED_COUNT])
    lapses = fired + int(compiled.p[P_AUTOMATION_COUNT])
    clocks = lapses + int(compiled.p[P_LAPSE_COUNT]) * LASTS_WIDTH
    stretches = clocks + metrics * CLOCK_WIDTH
    k = np.zeros(stretches + metrics * room, np.int64)
    k[AS_OF], k[K_STACK], k[K_MEMO], k[K_HOLDS], k[K_CLOCKS] = as_of, stack, memo, holds, clocks
    k[K_FIRED], k[K_LAPSES] = fired, lapses
    k[memo:holds:2] = NONE
    for number in range(metrics):
        m = clocks + number * CLOCK_WIDTH
        k[m + NUMBER] = number
        k[m + METRIC] = compiled.p[P_METRICS] + number * METRIC_WIDTH
        k[m + STRETCHES] = stretches + number * room
    return k


def row_room(compiled: Compiled, events: int, tickets: int) -> Codes:
    """Make room for the rows of a set: at most one clock ends a metric and event, one more a metric and ticket.

    What the policy itself does may need more, as do its notices: `wider` makes it.
    """
    metrics = len(compiled.policy.metrics)
    tells = compiled.p[P_NOTICES] | int(compiled.p[P_AUTOMATION_COUNT] > 0)
    born = int(compiled.p[P_PRIORITY_COUNT] > 0) + int(compiled.p[P_TRAIT_COUNT])
    matches = tickets * born + events * int(compiled.p[P_AUTOMATION_COUNT] > 0)
    notices = (events + tickets) * int(tells)
    lapses = tickets * int(compiled.p[P_LAPSE_COUNT])
    return _Room(metrics * (events + tickets), events + tickets, tickets, notices, matches, lapses).empty()


def overflows(out: Codes) -> bool:
    """Tell whether a set had more rows than there was room for."""
    return any(out[count] > out[room] for count, room in _COUNTED)


def wider(out: Codes) -> Codes:
    """Make room for the rows that a set turned out to have."""
    rows, visits, notices, matches, lapses = (int(max(out[count], out[room])) for count, room in _COUNTED)
    return _Room(rows, visits, int(out[O_OUTCOME_ROOM]), notices, matches, lapses).empty()


class _Room(NamedTuple):
    """How many rows of each table there is room for."""

    rows: int
    visits: int
    outcomes: int
    notices: int
    matches: int
    lapses: int

    def empty(self) -> Codes:
        """Return memory for so many rows, with the header that says so."""
        widths = (len(columns) for columns in _TABLES)
        out = np.empty(O_HEADER + sum(room * width for room, width in zip(self, widths, strict=True)), np.int64)
        out[:O_HEADER] = 0
        out[[O_ROW_ROOM, O_VISIT_ROOM, O_OUTCOME_ROOM, O_NOTICE_ROOM, O_MATCH_ROOM, O_LAPSE_ROOM]] = self
        return out


_TABLES = (ROW_COLUMNS, VISIT_COLUMNS, OUTCOME_COLUMNS, NOTICE_COLUMNS, MATCH_COLUMNS, LAPSE_COLUMNS)
_COUNTED = (
    (O_ROWS, O_ROW_ROOM),
    (O_VISITS, O_VISIT_ROOM),
    (O_NOTICES, O_NOTICE_ROOM),
    (O_MATCHES, O_MATCH_ROOM),
    (O_LAPSES, O_LAPSE_ROOM),
)
