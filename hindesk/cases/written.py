"""Instants as cases write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from hindesk.calendars.zones import zone
from hindesk.cases.values import MINUTE

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def written(at: int, time_zone: str, grain: int = MINUTE) -> str:
    """An instant in UTC microseconds as a time of a zone, to the minute or (a smaller grain) to the second.

    >>> written(1_767_571_200_000_000, "Asia/Seoul")
    'Mon 2026-01-05 09:00'
    """
    moment = (_EPOCH + timedelta(microseconds=at)).astimezone(zone(time_zone))
    return f"{moment:%a %Y-%m-%d %H:%M}" if grain >= MINUTE else f"{moment:%a %Y-%m-%d %H:%M:%S}"
