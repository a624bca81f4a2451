"""How long to wait before the next try."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

FIRST: Final = 1.0
"""Seconds before the second try; each wait is twice the one before."""

LONGEST: Final = 60.0
"""Seconds that no wait of ours exceeds."""


def backoff(attempt: int, name: str) -> float:
    """Seconds to wait after a failed attempt (from 0): doubling, of which up to a half is taken off by the name.

    The same name waits the same times, different names don't wait in step.
    """
    share = zlib.crc32(f"{name}:{attempt}".encode()) / 2**32
    return float(min(LONGEST, FIRST * 2**attempt)) * (1 - share / 2)


def told_wait(retry_after: str, date: str) -> float | None:
    """Seconds that a `Retry-After` header asks for: a number of seconds, or an HTTP date (RFC 9110, 10.2.3).

    Args:
        retry_after: the header, empty where there is none.
        date: the answer's own `Date` header, from which a date is counted; this machine's clock where it is missing.

    Returns:
        0 or more; None where the header says nothing.
    """
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    until = _http_date(text)
    if until is None:
        return None
    now = _http_date(date) or datetime.now(UTC)
    return max(0.0, (until - now).total_seconds())


def _http_date(text: str) -> datetime | None:
    try:
        read = parsedate_to_datetime(text)
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)
