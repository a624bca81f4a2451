"""Freshdesk's business hours as calendars of a policy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hindesk.errors import InputError
from hindesk.exchange.day_times import second_of_day
from hindesk.exchange.hours import DAY, week_text
from hindesk.exchange.nodes import Node
from hindesk.exchange.reading import Reading
from hindesk.exchange.records import Record
from hindesk.yaml_source import Value

DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_MINUTE: Final = 60


def read_business_hours(records: Sequence[Record], reading: Reading) -> list[str]:
    """Write business hours as calendars, and return their names: the default ones first, then as in the input."""
    hours = [record.node for record in records if record.kind == "business_hours"]
    hours.sort(key=lambda node: not node["is_default"].true())
    calendars: dict[str, Value] = {}
    for node in hours:
        name = reading.unique(node["name"].text() or "office", [*calendars, "always"])
        zone = reading.zone_of(node["time_zone"])
        reading.time_zone = reading.time_zone or zone
        calendars[name] = {
            "week": _week(node, name),
            **({"time_zone": zone} if zone != reading.time_zone else {}),
        }
        at = ("calendars", name)
        reading.draft.note(at, f"Freshdesk business hours {node['id'].text()}".rstrip())
        reading.tell_strange_keys(node, "business_hours", at)
    if calendars:
        message = "Freshdesk's API does not tell the holidays of business hours: add them with holidays: or closed:"
        reading.tell(hours[0], message, ("calendars",))
        reading.draft.sections["calendars"] = calendars
    return list(calendars)


def _week(node: Node, name: str) -> dict[str, Value]:
    """Return the open hours of a week.

    Raises:
        InputError: a day or a time can't be read, or no day is open.
    """
    spans = []
    for day, hours in node["working_hours" if "working_hours" in node else "business_hours"].items():
        if day.lower() not in DAYS:
            raise InputError(f"{hours.place}: {day!r} is no day", f"days are {', '.join(DAYS)}")
        start, end = second_of_day(hours["start_time"]), second_of_day(hours["end_time"])
        end = DAY if end >= DAY - _MINUTE or end == 0 else end
        first = DAYS.index(day.lower()) * DAY
        spans.append((first + start, first + (end if end > start else end + DAY)))
    if not spans:
        raise InputError(f"{node.place}: the business hours {name!r} never open", "leave them out")
    return {**week_text(spans)}
