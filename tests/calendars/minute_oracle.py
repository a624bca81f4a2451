"""Business time by stepping through the minutes: independent of hindesk's segments, offsets and curve."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, timedelta

from hindesk.calendars.calendar import Calendar, Spans

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTES = 1440


def open_minutes(calendar: Calendar, first_day: int, days: int) -> list[bool]:
    """Whether each minute of UTC days is open, by a wall clock whose hands never go back.

    Hours that the clock shows twice thus last, on their first showing, until the clock has caught up.
    """
    zone = zoneinfo.ZoneInfo(calendar.zone)
    shown = datetime(1, 1, 1)  # noqa: DTZ001
    found = []
    known: dict[date, frozenset[int]] = {}
    for minute in range(-_MINUTES, days * _MINUTES):
        instant = _EPOCH + timedelta(days=first_day, minutes=minute)
        shown = max(shown, instant.astimezone(zone).replace(tzinfo=None))
        day = shown.date()
        if day not in known:
            known[day] = _minutes_of(calendar, day)
        found.append(shown.hour * 60 + shown.minute in known[day])
    return found[_MINUTES:]


def _minutes_of(calendar: Calendar, day: date) -> frozenset[int]:
    before = day - timedelta(days=1)
    if day in calendar.open:
        own = _covered(calendar.open[day])
    elif day in calendar.closed or (day.month, day.day) in calendar.annual:
        own = set()
    else:
        own = _covered(calendar.week[day.weekday()])
    late = {minute - _MINUTES for minute in _covered(calendar.open.get(before, ()))}
    cut = _covered(calendar.breaks.get(day, ()))
    late_cut = {minute - _MINUTES for minute in _covered(calendar.breaks.get(before, ()))}
    return frozenset(minute for minute in (own | late) - cut - late_cut if 0 <= minute < _MINUTES)


def _covered(spans: Spans) -> set[int]:
    return {minute for start, end in spans for minute in range(start // 60, end // 60)}
