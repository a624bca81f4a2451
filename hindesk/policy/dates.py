"""Dates in a calendar: single dates, days of every year, and dates with hours of their own."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Final

from pydantic import PlainValidator

from hindesk.calendars.calendar import Spans
from hindesk.calendars.hours import parse_spans
from hindesk.policy.findings import Findings, as_text, said, shown

_ANNUAL: Final = re.compile(r"(\d{2})-(\d{2})")


def _read_dates(raw: object) -> tuple[date, ...]:
    """Read a list of dates."""
    found = Findings()
    dates = [_date(text, found, number) for number, text in enumerate(_texts(raw))]
    found.close()
    return tuple(day for day in dates if day)


def _read_annual(raw: object) -> tuple[tuple[int, int], ...]:
    """Read a list of days of the year, such as 12-25."""
    found = Findings()
    days = [_day_of_year(text, found, number) for number, text in enumerate(_texts(raw))]
    found.close()
    return tuple(day for day in days if day)


def _read_dated_hours(raw: object) -> dict[date, Spans]:
    """Read a mapping of dates to hours."""
    if not isinstance(raw, dict):
        raise said(f"expected hours by date such as {{2026-02-21: 09:00-13:00}}, found {shown(raw)}")
    found = Findings()
    hours: dict[date, Spans] = {}
    for key, value in raw.items():
        day = _date(key, found, key)
        try:
            spans = parse_spans(as_text(value) or "")
        except ValueError as error:
            found.add((key,), str(error))
            continue
        if day:
            hours[day] = spans
    found.close()
    return hours


def _date(text: str, found: Findings, key: str | int) -> date | None:
    """Read one date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        add = found.add_key if isinstance(key, str) else found.add
        add((key,), f"expected a date such as 2026-05-04, found {text!r}")
        return None


def _day_of_year(text: str, found: Findings, key: int) -> tuple[int, int] | None:
    """Read one day of the year; 02-29 closes in leap years."""
    match = _ANNUAL.fullmatch(text)
    month, day = (int(match[1]), int(match[2])) if match else (0, 0)
    try:
        date(2024, month, day)
    except ValueError:
        found.add((key,), f"expected a month and a day such as 12-25, found {text!r}")
        return None
    return month, day


def _texts(raw: object) -> tuple[str, ...]:
    """Return one text or a list of texts as texts; anything else in it as what it is called."""
    items = raw if isinstance(raw, list) else [raw]
    return tuple(as_text(item) or shown(item) for item in items)


Dates = Annotated[tuple[date, ...], PlainValidator(_read_dates, json_schema_input_type=str | list[str])]
DaysOfYear = Annotated[
    tuple[tuple[int, int], ...], PlainValidator(_read_annual, json_schema_input_type=str | list[str])
]
DatedHours = Annotated[dict[date, Spans], PlainValidator(_read_dated_hours, json_schema_input_type=dict[str, str])]
