"""Instants as people type them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from hindesk.calendars.zones import zone
from hindesk.errors import InputError

_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def read_moment(text: str, *, time_zone: str, option: str) -> int:
    """An instant in UTC microseconds from ISO 8601: with an offset, or as wall-clock time of a zone.

    A date alone means its last microsecond, so that the whole day counts. A time that occurs twice is its first
    occurrence; one that the clocks skip is read with the offset before the change.

    Args:
        text: such as `2026-03-31`, `2026-03-31T18:00` or `2026-03-31 18:00+09:00`.
        time_zone: IANA zone of texts without an offset.
        option: the option that errors name.

    Raises:
        InputError: the text is no instant, or there is no such zone.
    """
    try:
        moment = _end_of(text) if _DATE.fullmatch(text) else datetime.fromisoformat(text)
        local = moment if moment.tzinfo else moment.replace(tzinfo=zone(time_zone))
        return (local.astimezone(UTC) - _EPOCH) // _MICROSECOND
    except (ValueError, OverflowError) as problem:
        hint = "write a date (2026-03-31: to its end), or a time such as 2026-03-31T18:00 or 2026-03-31T18:00+09:00"
        raise InputError(f"{option}: {text!r} is no instant", hint) from problem


def read_start(text: str, *, time_zone: str, option: str) -> int:
    """The first instant of a period, as `read_moment` has it; a date alone means its beginning.

    Raises:
        InputError: the text is no instant, or there is no such zone.
    """
    whole = f"{text}T00:00" if _DATE.fullmatch(text) else text
    return read_moment(whole, time_zone=time_zone, option=option)


def read_end(text: str, *, time_zone: str, option: str) -> int:
    """The first instant after a period, as `read_moment` has it; a date alone means its end.

    Raises:
        InputError: the text is no instant, or there is no such zone.
    """
    return read_moment(text, time_zone=time_zone, option=option) + bool(_DATE.fullmatch(text))


def _end_of(text: str) -> datetime:
    return datetime.combine(date.fromisoformat(text), time.max)
