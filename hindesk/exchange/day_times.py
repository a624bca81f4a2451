"""Times of day as vendors write them: `08:00:00 am`, `8:00 am`, `22:00:00`."""

from __future__ import annotations

import re
from typing import Final

from hindesk.exchange.nodes import Node

_TIME: Final = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]m)?", re.IGNORECASE)


def second_of_day(node: Node) -> int:
    """Return a time of day in seconds.

    Raises:
        InputError: it is none.
    """
    found = _TIME.fullmatch(node.text())
    if not found:
        raise node.unexpected("a time of day such as 08:00:00 am")
    hour, minute, second = (int(part or 0) for part in found.groups()[:3])
    if found[4]:
        hour = hour % 12 + (12 if found[4].lower() == "pm" else 0)
    if hour > 23 or minute > 59 or second > 59:
        raise node.unexpected("a time of day such as 08:00:00 am")
    return hour * 3600 + minute * 60 + second
