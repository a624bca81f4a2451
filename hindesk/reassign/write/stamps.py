"""Instants as help desks write them: ISO 8601 in UTC, such as `2026-11-19T08:00:00Z`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def stamp(at: int) -> str:
    """An instant in UTC microseconds as text; a fraction is there only where it has one."""
    return (_EPOCH + at * _MICROSECOND).isoformat().replace("+00:00", "Z")


def instant_of(text: str) -> int:
    """A stamp as UTC microseconds; with any offset, and in UTC without one.

    Raises:
        ValueError: it is no instant.
    """
    read = datetime.fromisoformat(text)
    return ((read if read.tzinfo else read.replace(tzinfo=UTC)) - _EPOCH) // _MICROSECOND
