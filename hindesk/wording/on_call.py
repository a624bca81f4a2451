"""On-call schedules in words."""

from __future__ import annotations

from collections.abc import Iterator

from hindesk.people.on_call import Layer, Override, Rotation
from hindesk.policy.values import Policy
from hindesk.wording import times
from hindesk.wording.calendars import open_hours
from hindesk.wording.phrases import Phrases
from hindesk.wording.statement import Statement


def on_call_statements(policy: Policy, phrases: Phrases) -> Iterator[Statement]:
    """Yield who takes turns in each schedule, layer after layer, and who stands in when."""
    for name, schedule in policy.on_call.items():
        yield Statement("on_call", name, phrases.say("what.time_zone"), schedule.time_zone)
        for number, layer in enumerate(schedule.layers, start=1):
            yield Statement("on_call", name, phrases.say("on_call.layer", number=number), _layer(layer, phrases))
        for override in schedule.overrides:
            yield Statement("on_call", name, phrases.say("on_call.override"), _override(override, phrases))


def _layer(layer: Layer, phrases: Phrases) -> str:
    people = phrases.listed((_named(one, phrases) for one in layer.who), by="then")
    start = times.moment(layer.start)
    if len(layer.who) == 1:
        turns = phrases.say("on_call.alone", people=people, start=start)
    else:
        turns = phrases.say("on_call.turns", people=people, turn=_turn(layer.rotation, phrases), start=start)
    hours = phrases.say("on_call.hours", hours=open_hours(layer.hours, phrases)) if layer.hours else ""
    return phrases.clauses((turns, hours))


def _override(override: Override, phrases: Phrases) -> str:
    start, end = times.moment(override.start), times.moment(override.end)
    return phrases.say("on_call.stands_in", person=_named(override.who, phrases), start=start, end=end)


def _turn(rotation: Rotation, phrases: Phrases) -> str:
    if rotation.unit == "day":
        return phrases.counted("time.day", rotation.length)
    return times.amount(rotation.length, phrases)


def _named(person: str | None, phrases: Phrases) -> str:
    return phrases.say("on_call.nobody") if person is None else person
