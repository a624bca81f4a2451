"""A zone's offsets over a stretch of days, and the way between wall clock and UTC for whole columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

import numpy as np

from hindesk.calendars.instants import DAY, SECOND, Column, column, date_of, day_number
from hindesk.calendars.zones import zone

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_SECONDS = DAY // SECOND


@dataclass(frozen=True, slots=True)
class Offsets:
    """Stretches of UTC in which the offset of a zone stays the same, without gaps.

    Args:
        starts: UTC microseconds at which each stretch begins.
        ends: UTC microseconds at which it ends; the start of the next.
        shifts: local wall clock minus UTC, in microseconds.
    """

    starts: Column
    ends: Column
    shifts: Column

    def to_local(self, instants: Column) -> Column:
        """What the wall clock shows at UTC instants, in microseconds since 1970-01-01T00:00 local."""
        stretch = np.searchsorted(self.starts, instants, side="right") - 1
        return instants + self.shifts[np.clip(stretch, 0, None)]

    def to_utc(self, local: Column) -> Column:
        """The first instant at which the wall clock shows a time or, where it skips that time, a later one.

        An ambiguous time is thus its first occurrence, and a skipped one is the instant of the change.
        """
        reached = np.maximum.accumulate(self.ends + self.shifts)
        stretch = np.clip(np.searchsorted(reached, local, side="right"), None, len(self.starts) - 1)
        return column(np.maximum(local - self.shifts[stretch], self.starts[stretch]))


def offsets(zone_name: str, first_day: int, last_day: int) -> Offsets:
    """The offsets of a zone from the UTC day `first_day` up to, not including, `last_day` (day numbers).

    Raises:
        InputError: the zone is unknown.
    """
    years = range(date_of(first_day).year, date_of(last_day).year + 1)
    changes = np.array([change for year in years for change in _changes(zone_name, year)], dtype=np.int64)
    differs = np.append(True, changes[1:, 1] != changes[:-1, 1])
    starts, shifts = (changes[differs] * SECOND).T
    begin, end = first_day * DAY, last_day * DAY
    ends = np.append(starts[1:], max(end, int(starts[-1])))
    inside = (ends > begin) & (starts < end)
    return Offsets(
        column(np.maximum(starts, begin)[inside]), column(np.minimum(ends, end)[inside]), column(shifts[inside])
    )


@lru_cache(maxsize=4096)
def _changes(zone_name: str, year: int) -> tuple[tuple[int, int], ...]:
    """The instant and the new offset, in seconds, of the year's first moment and of each change in the year."""
    tz = zone(zone_name)

    def offset(second: int) -> int:
        found = (_EPOCH + timedelta(seconds=second)).astimezone(tz).utcoffset()
        return int((found or timedelta()).total_seconds())

    days = range(day_number(date(year, 1, 1)), day_number(date(year + 1, 1, 1)) + 1)
    found = [(days[0] * _DAY_SECONDS, offset(days[0] * _DAY_SECONDS))]
    for day in days[1:]:
        before, after = (day - 1) * _DAY_SECONDS, day * _DAY_SECONDS
        if (new := offset(after)) != found[-1][1]:
            while after - before > 1:
                middle = (before + after) // 2
                before, after = (middle, after) if offset(middle) == found[-1][1] else (before, middle)
            found.append((after, new))
    return tuple(found)
