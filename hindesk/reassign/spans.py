"""Spans of wall-clock time as people write them on the command line: `7d`, `36h`, `1d 12h`, `90m`."""

from __future__ import annotations

from hindesk.errors import InputError
from hindesk.policy.durations import parse_duration


def read_span(text: str, *, flag: str) -> int:
    """The microseconds of a span; a day has 24 hours.

    Args:
        text: whole numbers with the units d, h, m and s.
        flag: the option that takes the span, for errors.

    Raises:
        InputError: the text is no span, is longer than ten years, or counts business days.
    """
    hint = "write a span such as 7d, 36h or 90m; a day has 24 hours"
    try:
        span = parse_duration(text, day="24h")
    except ValueError as problem:
        raise InputError(f"{flag}: {problem}", hint) from problem
    if span.unit != "microsecond":
        raise InputError(f"{flag}: {text!r} counts business days, which no calendar gives here", hint)
    return span.amount
