"""How far from due a notice stands: a duration, business days, or percent of the target."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import Field, PlainValidator, ValidationInfo

from hindesk.policy.durations import PATTERN, parse_duration
from hindesk.policy.escalation import Measure
from hindesk.policy.findings import as_text, said, shown
from hindesk.policy.words import Day, words_of

MOST_PERCENT: Final = 1000
DURATIONS: Final[frozenset[Measure]] = frozenset({"open"})
"""What is counted in hours and minutes as it stands."""

_PERCENT: Final = re.compile(r"(\d+)\s*%")


@dataclass(frozen=True, slots=True)
class Offset:
    """An amount, 0 or more, and what it counts in; a duration counts in open time unless the notice says wall."""

    amount: int
    measure: Measure


def read_offset(text: str, *, day: Day | None = None) -> Offset:
    """Read an amount such as `30m`, `1bd` or `25%`.

    Raises:
        ValueError: the text is none; the message names the way out.
    """
    if percent := _PERCENT.fullmatch(text.strip()):
        share = int(percent[1])
        if share > MOST_PERCENT:
            raise ValueError(f"{text!r} is more than {MOST_PERCENT} % of the target")
        return Offset(share, "percent")
    duration = parse_duration(text, day=day)
    if duration.unit not in {"microsecond", "business_day"}:
        raise ValueError(f"{text!r} counts working days from a start; here write business days, as in 1bd")
    return Offset(duration.amount, "open" if duration.unit == "microsecond" else "business_day")


def _validate(raw: object, info: ValidationInfo) -> Offset:
    """Read an offset as a model's field."""
    try:
        return read_offset(as_text(raw) or "", day=words_of(info).day)
    except ValueError as error:
        problem = str(error) if as_text(raw) else f"expected a time such as 30m, 1bd or 25%, found {shown(raw)}"
        raise said(problem) from None


OffsetForm = Annotated[str, Field(pattern=f"({PATTERN})|(^\\s*\\d+\\s*%\\s*$)", examples=["30m", "25%", "1bd"])]
OffsetValue = Annotated[Offset, PlainValidator(_validate, json_schema_input_type=OffsetForm)]
"""How far from due, as a field of a model."""
