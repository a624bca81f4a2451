"""Cells for people: each column of a report as texts, with instants as wall-clock time of one zone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final
from zoneinfo import ZoneInfo

import pyarrow as pa

from hindesk.calendars.zones import zone

NOTHING: Final = "–"
SHARE_ENDING: Final = "_share"
ORDINALS: Final = frozenset({"line", "level", "run", "year"})
"""Columns whose numbers are places, not amounts: they have no separators."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def people_cells(table: pa.Table, *, time_zone: str) -> list[list[str]]:
    """Each column of `table` as texts, in the order of the columns; what is null is `–`.

    Control characters of texts are dropped; line breaks and tabs stay.

    Raises:
        InputError: no such time zone.
    """
    shown_in = zone(time_zone)
    return [_column(table.column(name), name, shown_in) for name in table.column_names]


def is_number(kind: pa.DataType) -> bool:
    """Whether values of this type are amounts, which people compare by their right end."""
    return pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_duration(kind)


def instant(microseconds: int, shown_in: ZoneInfo) -> str:
    """An instant in UTC microseconds as wall-clock time of a zone, to the minute: `2026-01-05 09:00`."""
    return f"{(_EPOCH + timedelta(microseconds=microseconds)).astimezone(shown_in):%Y-%m-%d %H:%M}"


def duration(microseconds: int) -> str:
    """A duration: `26h 05m`, `12m`, or `45s` below a minute; it is cut, not rounded."""
    sign, seconds = "-" if microseconds < 0 else "", abs(microseconds) // 1_000_000
    if seconds == 0:
        return "0s"
    if seconds < 60:
        return f"{sign}{seconds}s"
    hours, minutes = divmod(seconds // 60, 60)
    return f"{sign}{hours:,}h {minutes:02}m" if hours else f"{sign}{minutes}m"


def share(value: float) -> str:
    """A share from 0 to 1 in per cent, to one place: `12.3 %`."""
    return f"{100 * value:.1f} %"


def text(value: object) -> str:
    """A text without the control characters that would steer a terminal."""
    return _CONTROL.sub("", str(value))


def _column(column: pa.ChunkedArray[Any], name: str, shown_in: ZoneInfo) -> list[str]:
    kind = column.type
    if pa.types.is_timestamp(kind) or pa.types.is_duration(kind):
        column = column.cast(pa.int64())
    shown = _shown_by(kind, name, shown_in)
    return [NOTHING if value is None else shown(value) for value in column.to_pylist()]


def _shown_by(kind: pa.DataType, name: str, shown_in: ZoneInfo) -> Callable[[Any], str]:
    if pa.types.is_timestamp(kind):
        return partial(instant, shown_in=shown_in)
    if pa.types.is_floating(kind) and name.endswith(SHARE_ENDING):
        return share
    if name in ORDINALS:
        return text
    return next((shown for fits, shown in _SHOWN if fits(kind)), text)


_SHOWN: Final[tuple[tuple[Callable[[pa.DataType], bool], Callable[[Any], str]], ...]] = (
    (pa.types.is_duration, duration),
    (pa.types.is_boolean, {True: "yes", False: "no"}.__getitem__),
    (pa.types.is_integer, "{:,}".format),
    (pa.types.is_floating, "{:,.1f}".format),
)
