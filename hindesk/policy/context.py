"""The words of one policy, gathered from its text before it is checked, so that every name can be checked at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final, get_args

from pydantic import TypeAdapter, ValidationError

from hindesk.calendars.calendar import Calendar
from hindesk.calendars.hours import always
from hindesk.calendars.zones import zone_names
from hindesk.policy.action_model import ScenarioActions
from hindesk.policy.automation import Action
from hindesk.policy.calendar_model import PREDEFINED, CalendarValue
from hindesk.policy.findings import as_text
from hindesk.policy.model import PROFILES
from hindesk.policy.profile import load_profile
from hindesk.policy.trait_model import TraitModel
from hindesk.policy.traits import Trait
from hindesk.policy.words import STATE_FIELDS, Day, Words

_CALENDAR: Final[TypeAdapter[Calendar]] = TypeAdapter(CalendarValue)
_TRAIT: Final = TypeAdapter(TraitModel)
_SCENARIO: Final[TypeAdapter[Action]] = TypeAdapter(ScenarioActions)


def gather_words(sections: dict[str, Any]) -> Words:
    """Return what the names in a policy may refer to; what is wrong with a definition is told where it is checked."""
    profile = load_profile(profile_name(sections))
    day = sections.get("day")
    words = Words(
        time_zone=_zone(sections.get("time_zone")),
        day=day if day in get_args(Day) else profile.day,
        metrics=tuple(dict.fromkeys([*profile.metrics, *_mapping(sections, "metrics")])),
        fields=(*STATE_FIELDS, *_texts(sections.get("fields"))),
        schedules=tuple(_mapping(sections, "on_call")),
        roles=tuple(_mapping(sections, "roles")),
        lists={name: _texts(items) for name, items in _mapping(sections, "lists").items()},
        tasks=tuple(_mapping(sections, "tasks")),
    )
    words = replace(
        words, traits={name: _trait(name, raw, words) for name, raw in _mapping(sections, "traits").items()}
    )
    scenarios = {name: _scenario(raw, words) for name, raw in _mapping(sections, "scenarios").items()}
    own = {name: _calendar(name, raw, words) for name, raw in _mapping(sections, "calendars").items()}
    return replace(words, calendars={PREDEFINED: always(PREDEFINED), **own}, scenarios=scenarios)


def profile_name(sections: dict[str, Any]) -> str:
    """Return the profile that a policy names; the standard one where it names none that exists."""
    name = sections.get("profile")
    return name if isinstance(name, str) and name in PROFILES else PROFILES[0]


def _calendar(name: str, raw: object, words: Words) -> Calendar | None:
    """Return a calendar of the policy, or None where it can't be used."""
    try:
        return replace(_CALENDAR.validate_python(raw, context=words), name=name)
    except ValidationError:
        return None


def _scenario(raw: object, words: Words) -> Action | None:
    """Return what a scenario of the policy does, or None where it can't be used."""
    try:
        return _SCENARIO.validate_python(raw, context=words)
    except ValidationError:
        return None


def _trait(name: str, raw: object, words: Words) -> Trait | None:
    """Return a trait of the policy, or None where it can't be used."""
    try:
        return _TRAIT.validate_python(raw, context=words).trait(name, 0)
    except ValidationError:
        return None


def _zone(raw: object) -> str:
    """Return the policy's time zone, or UTC where it names none that exists."""
    return raw if isinstance(raw, str) and raw in zone_names() else "UTC"


def _mapping(sections: dict[str, Any], key: str) -> dict[str, Any]:
    """Return a section that is a mapping, else an empty one."""
    section = sections.get(key)
    return section if isinstance(section, dict) else {}


def _texts(raw: object) -> tuple[str, ...]:
    """Return the texts of a list or a single text."""
    items = raw if isinstance(raw, list) else [raw]
    return tuple(text for item in items if (text := as_text(item)))
