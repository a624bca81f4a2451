"""Business time by listing the open intervals of one local date after the other; exact in microseconds."""

from __future__ import annotations

import itertools
import zoneinfo
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from hindesk.calendars.calendar import Calendar, Spans
from hindesk.policy.values import Landing, Unit

zoneinfo.reset_tzpath(to=[])
zoneinfo.ZoneInfo.clear_cache()

MICROSECOND = timedelta(microseconds=1)
DAY = timedelta(days=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MIDNIGHT = 86_400
HORIZON = 5000
"""Local dates after which a calendar is taken never to open again."""


def microseconds(moment: datetime) -> int:
    """UTC microseconds of an aware instant."""
    return (moment - EPOCH) // MICROSECOND


def instant_of(wall: datetime, zone: zoneinfo.ZoneInfo) -> int:
    """UTC microseconds of a wall-clock time: the earlier of two, and the transition itself for one that is skipped."""
    first = wall.replace(tzinfo=zone).astimezone(UTC)
    if first.astimezone(zone).replace(tzinfo=None) == wall:
        return microseconds(first)
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    after = first
    offset = before.astimezone(zone).utcoffset()
    while after - before > MICROSECOND:
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return microseconds(after)


def part(spans: Spans, start: int, end: int) -> Spans:
    """What of the spans lies within [start, end), counted from `start`."""
    clipped = ((max(a, start) - start, min(b, end) - start) for a, b in spans)
    return tuple((a, b) for a, b in clipped if a < b)


def without(spans: Spans, breaks: Spans) -> Spans:
    """What is in the spans and in no break: every piece between two boundaries is looked at on its own."""
    bounds = sorted({bound for span in spans + breaks for bound in span})
    pieces = itertools.pairwise(bounds)
    return tuple(piece for piece in pieces if covered(piece, spans) and not covered(piece, breaks))


def covered(piece: tuple[int, int], spans: Spans) -> bool:
    """Whether one of the spans covers a piece."""
    return any(a <= piece[0] and piece[1] <= b for a, b in spans)


class Hours:
    """The open time of one calendar, whose holidays are given as closed dates."""

    def __init__(self, calendar: Calendar) -> None:
        """Take the calendar; nothing is computed before it is asked for."""
        self.calendar = calendar
        self.zone = zoneinfo.ZoneInfo(calendar.zone)
        self.known: dict[date, list[tuple[int, int]]] = {}

    def spans(self, day: date) -> Spans:
        """Open wall-clock spans of a local date, in pieces, with what runs on from the date before."""
        calendar, before = self.calendar, day - DAY
        spans = calendar.week[day.weekday()]
        if day in calendar.open:
            spans = part(calendar.open[day], 0, MIDNIGHT)
        elif day in calendar.closed or (day.month, day.day) in calendar.annual:
            spans = ()
        late = part(calendar.open.get(before, ()), MIDNIGHT, 2 * MIDNIGHT)
        late_break = part(calendar.breaks.get(before, ()), MIDNIGHT, 2 * MIDNIGHT)
        return without(spans + late, part(calendar.breaks.get(day, ()), 0, MIDNIGHT) + late_break)

    def intervals(self, day: date) -> list[tuple[int, int]]:
        """Open intervals of a local date in UTC microseconds."""
        if day not in self.known:
            midnight = datetime.combine(day, time.min)
            walls = [(midnight + timedelta(seconds=a), midnight + timedelta(seconds=b)) for a, b in self.spans(day)]
            instants = [(instant_of(a, self.zone), instant_of(b, self.zone)) for a, b in walls]
            self.known[day] = [(a, b) for a, b in instants if a < b]
        return self.known[day]

    def local(self, at: int) -> datetime:
        """The wall-clock time of an instant."""
        return (EPOCH + at * MICROSECOND).astimezone(self.zone).replace(tzinfo=None)

    def days_from(self, at: int) -> Iterator[date]:
        """Local dates from the day before an instant on, as far as the horizon."""
        first = self.local(at).date() - DAY
        return (first + number * DAY for number in range(HORIZON))

    def between(self, start: int, end: int) -> int:
        """Open microseconds from one instant to another."""
        total = 0
        for day in self.days_from(start):
            if day > self.local(end).date():
                return total
            total += sum(max(0, min(b, end) - max(a, start)) for a, b in self.intervals(day))
        raise ValueError("the instants are too far apart")

    def use_up(self, start: int, amount: int, landing: Landing) -> int | None:
        """The first instant at which an amount of open time from `start` on is used up; None: never."""
        for day in self.days_from(start):
            for opening, closing in self.intervals(day):
                begin = max(opening, start)
                if begin >= closing:
                    continue
                if amount < closing - begin:
                    return begin + amount
                amount -= closing - begin
                if amount == 0 and landing == "close":
                    return closing
        return None

    def business_day(self) -> int:
        """Microseconds of a business day: the stated one, else the open time of the first weekday that opens."""
        seconds = self.calendar.day or next(sum(b - a for a, b in spans) for spans in self.calendar.week if spans)
        return seconds * 1_000_000

    def days_later(self, start: int, days: int, unit: Unit) -> int:
        """The instant a number of working days later, at the same time of day or when that day's hours close."""
        wall = self.local(start)
        later = (day for day in self.days_from(start) if day > wall.date() and self.intervals(day))
        day = [wall.date(), *itertools.islice(later, days)][-1]
        if unit == "end_of_day":
            return max(closing for _, closing in self.intervals(day))
        return instant_of(datetime.combine(day, wall.time()), self.zone)

    def amount(self, start: int, amount: int, unit: Unit) -> int:
        """A target in microseconds of open time, for a clock that starts at `start`."""
        if unit == "microsecond":
            return amount
        if unit == "business_day":
            return amount * self.business_day()
        return self.between(start, max(start, self.days_later(start, amount, unit)))
