"""Targets, calendars and schedules that may depend on a field: one value, values by priority, or `by` any field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, ValidationInfo

from hindesk.calendars.opening import business_day
from hindesk.events import PRIORITIES
from hindesk.policy.durations import PATTERN, parse_duration
from hindesk.policy.findings import Findings, as_text, shown, unknown
from hindesk.policy.triggers import PauseForm, read_pause
from hindesk.policy.values import Choice, Condition, Duration
from hindesk.policy.words import Maybe, Words, words_of
from hindesk.yaml_source import Path

T = TypeVar("T")
Read = Callable[[str, Path], T | None]

DurationForm = Annotated[str, Field(pattern=PATTERN, examples=["15m", "2h 30m", "3bd"])]


class PriorityTargets(BaseModel):
    """A target for each priority, `else` for the others; a priority without one is not measured."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    urgent: Maybe[DurationForm] = Field(default=None, description="the target of urgent tickets")
    high: Maybe[DurationForm] = Field(default=None, description="the target of high tickets")
    normal: Maybe[DurationForm] = Field(default=None, description="the target of normal tickets")
    low: Maybe[DurationForm] = Field(default=None, description="the target of low tickets")
    else_: Maybe[DurationForm] = Field(default=None, alias="else", description="the target of all other tickets")


class FieldTargets(BaseModel):
    """A target for each value of the field that `by` names; every other key is a value of that field."""

    model_config = ConfigDict(extra="allow", frozen=True)

    __pydantic_extra__: dict[str, DurationForm] = Field(init=False)
    by: str = Field(description="the field that decides")
    else_: Maybe[DurationForm] = Field(default=None, alias="else", description="the target of all other values")


class FieldCalendars(BaseModel):
    """A calendar for each value of the field that `by` names; every other key is a value of that field."""

    model_config = ConfigDict(extra="allow", frozen=True)

    __pydantic_extra__: dict[str, str] = Field(init=False)
    by: str = Field(description="the field that decides")
    else_: str = Field(alias="else", description="the calendar of all other values")


class FieldSchedules(BaseModel):
    """An on-call schedule for each value of the field that `by` names; every other key is a value of that field."""

    model_config = ConfigDict(extra="allow", frozen=True)

    __pydantic_extra__: dict[str, str] = Field(init=False)
    by: str = Field(description="the field that decides")
    else_: str = Field(alias="else", description="the schedule of all other values")


@dataclass(frozen=True, slots=True)
class _Named:
    """Something that a policy names: what it is called, the names that are known, and how a choice is written."""

    noun: str
    known: tuple[str, ...]
    example: str

    @property
    def article(self) -> str:
        """The indefinite article of the noun."""
        return "an" if self.noun[0] in "aeiou" else "a"


def read_choice(raw: object, read: Read[T], *, found: Findings, path: Path = ()) -> Choice[T]:
    """Read a value, or a mapping from a field's values to values; `read` makes one value and notes what is wrong."""
    if not isinstance(raw, dict):
        return Choice(_read_one(raw, read, found, path))
    field = _read_by(raw, found, path)
    cases = {key: value for key, value in raw.items() if key not in {"by", "else"}}
    if not cases:
        found.add(path, f"no value of {field!r} is named; write a single value instead")
    read_cases = [(key, _read_one(value, read, found, (*path, key))) for key, value in cases.items()]
    otherwise = _read_one(raw["else"], read, found, (*path, "else")) if "else" in raw else None
    return Choice(otherwise, field, tuple((key, value) for key, value in read_cases if value is not None))


def _read_by(raw: dict[str, object], found: Findings, path: Path) -> str:
    """Return the field that decides, by default the priority; check the values that are known beforehand."""
    field = as_text(raw.get("by", "priority")) or ""
    if field not in found.words.fields:
        found.add((*path, "by"), unknown("field", field, found.words.fields, advice="list it under 'fields'"))
    for key in raw:
        if field == "priority" and key not in {"by", "else", *PRIORITIES}:
            advice = f"known are {', '.join(PRIORITIES)} and else; to choose by another field, add by: FIELD"
            found.add_key((*path, key), unknown("priority", key, (*PRIORITIES, "else"), advice=advice))
    return field


def _read_one(raw: object, read: Read[T], found: Findings, path: Path) -> T | None:
    """Read a single value."""
    text = as_text(raw)
    if text is None:
        found.add(path, f"expected a single value, found {shown(raw)}")
        return None
    return read(text, path)


def read_calendar(raw: object, *, found: Findings) -> Choice[str]:
    """Read the name of a calendar, or names by field."""
    named = _Named("calendar", tuple(found.words.calendars), "{by: team, seoul: office, else: always}")
    return _read_names(raw, named, found)


def read_schedule(raw: object, *, found: Findings) -> Choice[str]:
    """Read the name of an on-call schedule, or names by field."""
    named = _Named("on-call schedule", found.words.schedules, "{by: type, billing: payments, else: shift}")
    return _read_names(raw, named, found)


def _read_names(raw: object, named: _Named, found: Findings) -> Choice[str]:
    """Read a name, or names by a field that is named, with one for all other values."""

    def read(name: str, path: Path) -> str:
        if name not in named.known:
            found.add(path, unknown(named.noun, name, named.known))
        return name

    if isinstance(raw, dict) and "by" not in raw:
        found.add((), f"{named.article} {named.noun} that depends on a field names it: {named.example}")
        return Choice(None)
    if isinstance(raw, dict) and "else" not in raw:
        found.add((), f"the {named.noun} of all other values is missing: add else")
    return read_choice(raw, read, found=found)


def read_targets(raw: object, calendar: Choice[str] | None, *, found: Findings) -> dict[str, Choice[Duration]]:
    """Read the targets of a rule: metric to duration, or to durations by priority or another field."""

    def read(text: str, path: Path) -> Duration | None:
        try:
            duration = parse_duration(text, day=found.words.day)
        except ValueError as error:
            found.add(path, str(error))
            return None
        if duration.unit == "business_day" and calendar is not None:
            for problem in _day_problems(calendar, found.words):
                found.add(path, f"{text!r} has no length: {problem}")
        return duration

    if not isinstance(raw, dict) or not raw:
        found.add((), f"expected a mapping of metrics to targets such as {{resolution: 4h}}, found {shown(raw)}")
        return {}
    _check_metrics(raw, found)
    return {metric: read_choice(value, read, found=found, path=(metric,)) for metric, value in raw.items()}


def _check_metrics(raw: dict[str, object], found: Findings) -> None:
    """Note the keys that are no metrics."""
    for metric in raw:
        if metric not in found.words.metrics:
            found.add_key((metric,), unknown("metric", metric, found.words.metrics))


def _day_problems(calendar: Choice[str], words: Words) -> list[str]:
    """Name a rule's calendars that have no business day."""
    names = {name for _, name in calendar.cases} | ({calendar.otherwise} if calendar.otherwise else set())
    used = [words.calendars.get(name) for name in sorted(names)]
    return [
        f"the weekdays of calendar {one.name!r} differ; give that calendar a day, as in day: 8h"
        for one in used
        if one is not None and business_day(one) is None
    ]


def _validate_calendar(raw: object, info: ValidationInfo) -> Choice[str]:
    """Read a rule's calendar as a model's field."""
    found = Findings(words_of(info))
    choice = read_calendar(raw, found=found)
    found.close()
    return choice


def _validate_schedule(raw: object, info: ValidationInfo) -> Choice[str]:
    """Read a routing's on-call schedule as a model's field."""
    found = Findings(words_of(info))
    choice = read_schedule(raw, found=found)
    found.close()
    return choice


def _validate_targets(raw: object, info: ValidationInfo) -> dict[str, Choice[Duration]]:
    """Read a rule's targets as a model's field."""
    found = Findings(words_of(info))
    targets = read_targets(raw, info.data.get("calendar"), found=found)
    found.close()
    return targets


def _validate_pauses(raw: object, info: ValidationInfo) -> dict[str, Condition]:
    """Read a rule's pauses as a model's field."""
    found = Findings(words_of(info))
    if not isinstance(raw, dict):
        found.add((), f"expected a mapping such as {{resolution: [waiting_on_customer]}}, found {shown(raw)}")
        raw = {}
    _check_metrics(raw, found)
    pauses = {metric: read_pause(raw[metric], found=found, path=(metric,)) for metric in raw}
    found.close()
    return pauses


CalendarChoice = Annotated[Choice[str], PlainValidator(_validate_calendar, json_schema_input_type=str | FieldCalendars)]
ScheduleChoice = Annotated[Choice[str], PlainValidator(_validate_schedule, json_schema_input_type=str | FieldSchedules)]
Targets = Annotated[
    dict[str, Choice[Duration]],
    PlainValidator(_validate_targets, json_schema_input_type=dict[str, DurationForm | PriorityTargets | FieldTargets]),
]
Pauses = Annotated[dict[str, Condition], PlainValidator(_validate_pauses, json_schema_input_type=dict[str, PauseForm])]
