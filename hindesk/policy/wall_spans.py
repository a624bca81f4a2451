"""Spans of wall-clock time: `15m`, `1h`, `24h`."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field, PlainValidator

from hindesk.policy.durations import parse_duration
from hindesk.policy.findings import as_text, said, shown

_SPAN: Final = r"^\s*\d+\s*(s|m|h)(\s*\d+\s*(s|m|h))*\s*$"


def _read_span(raw: object) -> int:
    """Read a span of wall-clock time as microseconds."""
    try:
        span = parse_duration(as_text(raw) or "", day="same_time")
    except ValueError as error:
        raise said(str(error)) from None
    if span.unit != "microsecond":
        raise said(f"this counts wall-clock time, not days; write hours such as 24h, found {shown(raw)}")
    if not span.amount:
        raise said(f"expected a span longer than nothing, such as 1h, found {shown(raw)}")
    return span.amount


Span = Annotated[
    int, PlainValidator(_read_span, json_schema_input_type=Annotated[str, Field(pattern=_SPAN, examples=["1h"])])
]
"""A span in microseconds, as a field of a model."""
