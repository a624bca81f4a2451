"""PagerDuty's on-call schedules as `on_call` of a policy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from hindesk.calendars.zones import zone
from hindesk.errors import InputError
from hindesk.exchange.day_times import second_of_day
from hindesk.exchange.hours import DAY, week_text
from hindesk.exchange.nodes import Node
from hindesk.exchange.people import person
from hindesk.exchange.reading import Reading
from hindesk.exchange.records import Record
from hindesk.exchange.targets import duration_text
from hindesk.yaml_source import Path, Value

_TURNS: Final = {3600: "hourly", DAY: "daily", 7 * DAY: "weekly"}
_LONGEST: Final = 3660 * DAY


def read_schedules(records: Sequence[Record], reading: Reading) -> dict[str, str]:
    """Write schedules, and return their names by their ids."""
    schedules = [record.node for record in records if record.kind == "schedule"]
    loose = [record.node for record in records if record.kind == "override" and not _inside(record.node, schedules)]
    if loose and len(schedules) != 1:
        raise InputError(f"{loose[0].place}: overrides name no schedule", "give them with one schedule's file")
    written: dict[str, Value] = {}
    names: dict[str, str] = {}
    for node in schedules:
        name = reading.unique(node["name"].text() or node["summary"].text() or node["id"].text(), [*written])
        schedule = _schedule(node, loose, name, reading)
        reading.draft.note(("on_call", name), f"PagerDuty schedule {node['id'].text()}".rstrip())
        reading.tell_strange_keys(node, "schedule", ("on_call", name))
        if schedule:
            written[name] = schedule
            names[node["id"].text()] = name
        else:
            reading.tell(node, f"the schedule {name!r} is left out: nobody is on call in it", ("on_call",))
    if written:
        reading.draft.sections["on_call"] = written
    return names


def _inside(override: Node, schedules: list[Node]) -> bool:
    return any(
        override.file == one.file and override.path[: len(one.path)] == one.path and one.path for one in schedules
    )


def _schedule(node: Node, loose: list[Node], name: str, reading: Reading) -> dict[str, Value]:
    """Return one schedule, empty where it has neither layers nor overrides.

    The API answers with the layer that wins first; in a policy it stands last.
    """
    zone_name = reading.zone_of(node["time_zone"])
    reading.time_zone = reading.time_zone or zone_name
    layers: list[Value] = []
    for layer in reversed(node["schedule_layers"].list()):
        at = ("on_call", name, "layers", len(layers))
        if said := _layer(layer, zone_name, f"{name} {layer['name'].text() or len(layers) + 1}", reading, at):
            layers.append(said)
    subschedule = node["overrides_subschedule"]["rendered_schedule_entries"].list()
    overrides = _overrides(
        [*subschedule, *node["overrides"].list(), *loose], zone_name, reading, ("on_call", name, "overrides")
    )
    return {
        **({"time_zone": zone_name} if zone_name != reading.time_zone and (layers or overrides) else {}),
        **({"layers": layers} if layers else {}),
        **({"overrides": overrides} if overrides else {}),
    }


def _layer(layer: Node, zone_name: str, hours: str, reading: Reading, at: Path) -> dict[str, Value] | None:
    """Return one layer; None where it can't be said."""
    reading.tell_strange_keys(layer, "layer", at)
    if "end" in layer:
        reading.tell(
            layer["end"], f"the layer of {hours!r} ends: a layer of a policy has no end, so that it is left out", at[:2]
        )
        return None
    seconds = layer["rotation_turn_length_seconds"].whole()
    who = [person(_meant(user), reading, at) for user in layer["users"].list()]
    if not who or not 60 <= seconds <= _LONGEST or seconds % 60:
        reading.tell(
            layer, f"the layer of {hours!r} has nobody, or turns that can't be said, so that it is left out", at[:2]
        )
        return None
    start = "rotation_virtual_start" if "rotation_virtual_start" in layer else "start"
    began, turned = _local(layer["start"], zone_name), _local(layer[start], zone_name)
    if began > turned:
        reading.tell(layer["start"], f"the layer begins on {began:%Y-%m-%d %H:%M}; its turns count from earlier on", at)
    said: dict[str, Value] = {**_turn(seconds), "start": turned.isoformat(timespec="minutes"), "who": list[Value](who)}
    if restrictions := layer["restrictions"].list():
        said["hours"] = _hours(restrictions, f"{hours} hours", zone_name, reading)
    return said


def _meant(user: Node) -> Node:
    """Return the reference to a user, which the API wraps and clients often don't."""
    return user["user"] if "user" in user else user  # noqa: SIM401 - a Node has no get


def _turn(seconds: int) -> dict[str, Value]:
    if seconds in _TURNS:
        return {"rotate": _TURNS[seconds]}
    weeks, rest = divmod(seconds, 7 * DAY)
    if not rest:
        return {"every": f"{weeks} weeks"}
    days, rest = divmod(seconds, DAY)
    return {"every": f"{days} days" if not rest else duration_text(seconds)}


def _hours(restrictions: list[Node], name: str, zone_name: str, reading: Reading) -> str:
    """Write the hours of a layer as a calendar, and return its name."""
    spans = []
    for one in restrictions:
        start, length = second_of_day(one["start_time_of_day"]), one["duration_seconds"].whole()
        days = [_weekday(one["start_day_of_week"])] if one["type"].text().startswith("weekly") else range(7)
        spans += [(day * DAY + start, day * DAY + start + length) for day in days]
    calendars = reading.draft.sections.setdefault("calendars", {})
    if isinstance(calendars, dict):
        name = reading.unique(name, list(calendars))
        calendars[name] = {
            "week": {**week_text(spans)},
            **({"time_zone": zone_name} if zone_name != reading.time_zone else {}),
        }
    return name


def _weekday(node: Node) -> int:
    """Return a day of the week, Monday being 0 here and 1 there.

    Raises:
        InputError: it is none.
    """
    if not 1 <= node.whole() <= 7:
        raise node.unexpected("a day of the week, 1 to 7")
    return node.whole() - 1


def _overrides(nodes: list[Node], zone_name: str, reading: Reading, at: Path) -> list[Value]:
    """Return overrides in the order of time, no two at once."""
    found: list[Value] = []
    latest = datetime.min  # noqa: DTZ901 - wall-clock time
    read = [(_local(node["start"], zone_name), _local(node["end"], zone_name), node) for node in nodes]
    for start, end, node in sorted(read, key=lambda one: one[:2]):
        if start < latest or end <= start:
            reading.tell(node, "this override overlaps another one, or is empty, so that it is left out", at)
            continue
        latest = end
        who = person(node["user"], reading, at)
        found.append({"from": start.isoformat(timespec="minutes"), "to": end.isoformat(timespec="minutes"), "who": who})
    return found


def _local(node: Node, zone_name: str) -> datetime:
    """Return an instant as wall-clock time of the schedule, to the minute.

    Raises:
        InputError: it is no instant.
    """
    try:
        moment = datetime.fromisoformat(node.text())
    except ValueError:
        raise node.unexpected("an instant such as 2026-01-05T09:00:00+09:00") from None
    local = moment.astimezone(zone(zone_name)).replace(tzinfo=None) if moment.tzinfo else moment
    return (local + timedelta(seconds=30)).replace(second=0, microsecond=0)
