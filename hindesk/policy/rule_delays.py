"""How long after an instant a rule acts: by the wall clock, or in a calendar."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field, PlainValidator, ValidationInfo

from hindesk.calendars.opening import business_day
from hindesk.policy.durations import PATTERN, parse_duration
from hindesk.policy.findings import as_text, said, shown, unknown
from hindesk.policy.values import Duration
from hindesk.policy.words import words_of

_COUNTED: Final = ("microsecond", "business_day")


def _read_calendar(raw: object, info: ValidationInfo) -> str:
    """Accept the name of a calendar."""
    name, known = as_text(raw) or "", words_of(info).calendars
    if not name:
        raise said(f"expected the name of a calendar, found {shown(raw)}")
    if name not in known:
        raise said(unknown("calendar", name, known))
    return name


def read_length(raw: object, info: ValidationInfo) -> Duration:
    """Read an amount of open time in the calendar that the key `calendar` above it names.

    Raises:
        PydanticCustomError: the text is none, or a business day of that calendar has no length.
    """
    text, words = as_text(raw), words_of(info)
    if text is None:
        raise said(f"expected a time such as 4h, found {shown(raw)}")
    try:
        duration = parse_duration(text, day=words.day)
    except ValueError as error:
        raise said(str(error)) from None
    calendar = words.calendars.get(str(info.data.get("calendar", "")))
    if duration.unit == "business_day" and calendar is not None and business_day(calendar) is None:
        raise said(
            f"{text!r} has no length: the weekdays of calendar {calendar.name!r} differ; "
            "give that calendar a day, as in day: 8h"
        )
    return duration


def _read_delay(raw: object, info: ValidationInfo) -> int:
    """Read how long after its instant a rule acts, in microseconds; business days need a calendar."""
    duration = read_length(raw, info)
    calendar = words_of(info).calendars.get(str(info.data.get("calendar", "")))
    if duration.unit not in _COUNTED:
        raise said(f"{as_text(raw)!r} counts working days from a start; here write hours, or business days as in 1bd")
    if duration.unit == "microsecond":
        return duration.amount
    if not info.data.get("calendar", "unreadable"):
        raise said(f"{as_text(raw)!r} counts in a calendar; name one, or write hours such as 24h")
    return duration.amount * (business_day(calendar) or 0) if calendar else 0


CalendarName = Annotated[str, PlainValidator(_read_calendar, json_schema_input_type=str)]
"""The name of a calendar, as a field of a model."""

_Form = Annotated[str, Field(pattern=PATTERN, examples=["4h", "1bd"])]

Delay = Annotated[int, PlainValidator(_read_delay, json_schema_input_type=_Form)]
"""How long after its instant a rule acts, in microseconds; the model's `calendar` stands above it."""

Length = Annotated[Duration, PlainValidator(read_length, json_schema_input_type=_Form)]
"""How long something may take in the calendar of the key `calendar` above it."""
