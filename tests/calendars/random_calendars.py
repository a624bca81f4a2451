"""Random calendars and instants around the days on which clocks change, for properties."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

from hypothesis import strategies as st

from hindesk.calendars.calendar import Calendar, Spans
from hindesk.calendars.instants import DAY, SECOND, day_number

MINUTE: Final = 60 * SECOND
WINDOW: Final = 6
"""UTC days of a window."""

CHANGES: Final = (
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("America/St_Johns", date(2006, 10, 29)),
    ("America/Sao_Paulo", date(2018, 11, 4)),
    ("Asia/Seoul", date(2026, 2, 16)),
    ("UTC", date(2026, 12, 31)),
)
"""A zone, and a date on which its clocks change (none in the last two)."""


def us(text: str) -> int:
    """UTC microseconds of an ISO instant without an offset."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * SECOND


@st.composite
def spans(draw: st.DrawFn, latest: int = 1440) -> Spans:
    """Up to three spans of a date on whole minutes, none of them empty."""
    bounds = sorted(draw(st.sets(st.integers(0, 48).map(lambda half: half * latest // 48), max_size=6)))
    return tuple((a * 60, b * 60) for a, b in zip(bounds[::2], bounds[1::2], strict=False))


@st.composite
def windows(draw: st.DrawFn) -> tuple[Calendar, int]:
    """A calendar that opens on some weekday, and the first UTC day of a window around a change of its clocks."""
    zone, change = draw(st.sampled_from(CHANGES))
    near = st.integers(-3, 3).map(lambda days: change + timedelta(days=days))
    daily = draw(st.tuples(*[spans()] * 7).filter(any))
    calendar = Calendar(
        "random",
        zone,
        daily,
        closed=frozenset(draw(st.sets(near, max_size=2))),
        annual=frozenset((day.month, day.day) for day in draw(st.sets(near, max_size=1))),
        open=draw(st.dictionaries(near, spans(latest=2160), max_size=2)),
        breaks=draw(st.dictionaries(near, spans(latest=2160), max_size=2)),
    )
    return calendar, day_number(change) - WINDOW // 2


def minutes(first_day: int) -> st.SearchStrategy[int]:
    """Instants on whole minutes of a window."""
    return st.integers(0, WINDOW * 1440).map(lambda minute: first_day * DAY + minute * MINUTE)
