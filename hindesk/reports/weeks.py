"""ISO weeks in a time zone, as a table that instants are looked up in."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

import pyarrow as pa

from hindesk.calendars.instants import DAY
from hindesk.calendars.zones import zone

WEEK: Final = 7 * DAY
_FIRST_MONDAY: Final = date(1970, 1, 5)


def week_table(time_zone: str, first_at: int, last_at: int) -> pa.Table:
    """The weeks that two instants (UTC microseconds from 1970 on) and all between them fall into.

    Instants are sorted into slots: `slot` is an instant // `WEEK`. Weeks begin on Monday at the first instant of the
    day in the zone, and exactly one week begins in each slot.

    Returns:
        Columns slot (int64), turn (int64: when the week begins, UTC microseconds), and the weeks before and from the
        turn on, such as `2026-W02` (columns `earlier`, `later`).
    """
    slots = range(first_at // WEEK, last_at // WEEK + 1)
    mondays = [_FIRST_MONDAY + timedelta(weeks=slot) for slot in slots]
    columns = {
        "slot": pa.array(slots, pa.int64()),
        "turn": pa.array([_midnight(day, time_zone) for day in mondays], pa.int64()),
        "earlier": pa.array([_iso(day - timedelta(weeks=1)) for day in mondays], pa.string()),
        "later": pa.array([_iso(day) for day in mondays], pa.string()),
    }
    return pa.table(columns)


def _midnight(day: date, time_zone: str) -> int:
    moment = datetime.combine(day, time.min, zone(time_zone))
    return (moment.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def _iso(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"
