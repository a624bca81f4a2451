"""Zendesk's schedules and their holidays as calendars of a policy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from hindesk.errors import InputError
from hindesk.exchange.hours import DAY, WEEK, week_text
from hindesk.exchange.nodes import Node
from hindesk.exchange.reading import Reading
from hindesk.exchange.records import Record
from hindesk.yaml_source import Value

_LONGEST: Final = 366


def read_schedules(records: Sequence[Record], reading: Reading) -> list[str]:
    """Write the schedules among the records as calendars, and return their names in the order of the input."""
    calendars: dict[str, Value] = {}
    zones: list[str] = []
    schedules = [record for record in records if record.kind == "schedule"]
    for record in schedules:
        name = reading.unique(record.node["name"].text() or "office", [*calendars, "always"])
        zones.append(reading.zone_of(record.node["time_zone"]))
        calendars[name] = _calendar(record.node, name)
        reading.draft.note(("calendars", name), f"Zendesk schedule {record.node['id'].text()}".rstrip())
        reading.tell_strange_keys(record.node, "schedule", ("calendars", name))
    reading.time_zone = reading.time_zone or next(iter(zones), "")
    for (_, calendar), zone in zip(calendars.items(), zones, strict=True):
        if zone != reading.time_zone and isinstance(calendar, dict):
            calendar["time_zone"] = zone
    _loose_holidays(records, calendars, reading)
    if calendars:
        reading.draft.sections["calendars"] = calendars
    return list(calendars)


def _calendar(schedule: Node, name: str) -> dict[str, Value]:
    """Return one calendar.

    Raises:
        InputError: the schedule never opens, or an interval is none.
    """
    spans = []
    for interval in schedule["intervals"].list():
        start, end = interval["start_time"].whole() * 60, interval["end_time"].whole() * 60
        if not 0 <= start < end <= WEEK + DAY:
            raise InputError(f"{interval.place}: this interval is empty or no part of a week", "mend the file")
        spans.append((start - DAY, end - DAY))
    week: dict[str, Value] = {**week_text(spans)}
    if not week:
        raise InputError(f"{schedule.place}: the schedule {name!r} never opens", "give it intervals, or leave it out")
    dates = [day for holiday in schedule["holidays"].list() for day in _dates(holiday)]
    return {"week": week, **({"closed": list[Value](dict.fromkeys(dates))} if dates else {})}


def _loose_holidays(records: Sequence[Record], calendars: dict[str, Value], reading: Reading) -> None:
    """Close the dates of holidays that came in a file of their own."""
    loose = [record.node for record in records if record.kind == "holiday"]
    if not loose:
        return
    if not calendars:
        raise InputError(f"{loose[0].place}: these holidays have no schedule", "give the schedules' file too")
    name, calendar = next(iter(calendars.items()))
    if len(calendars) > 1:
        reading.tell(loose[0], f"these holidays name no schedule: they are taken for {name!r}", ("calendars", name))
    if isinstance(calendar, dict):
        before = calendar.get("closed")
        dates: list[Value] = [day for holiday in loose for day in _dates(holiday)]
        known: list[Value] = before if isinstance(before, list) else []
        calendar["closed"] = list[Value](sorted({str(day) for day in [*known, *dates]}))


def _dates(holiday: Node) -> list[Value]:
    """Return the dates of a holiday, from its first to its last day.

    Raises:
        InputError: a date is none, or the holiday ends before it starts or lasts longer than a year.
    """
    try:
        first, last = (date.fromisoformat(holiday[key].text()[:10]) for key in ("start_date", "end_date"))
    except ValueError:
        raise holiday.unexpected("a holiday with start_date and end_date as dates") from None
    days = (last - first).days + 1
    if not 0 < days <= _LONGEST:
        raise InputError(f"{holiday.place}: this holiday lasts {days} days", "mend its dates")
    return [(first + timedelta(days=number)).isoformat() for number in range(days)]
