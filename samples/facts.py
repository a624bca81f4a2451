"""The facts of the sample desk, read from the YAML files beside this module."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import resources
from typing import Any, Final

import yaml

DAY: Final = 86_400
EPOCH: Final = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Company:
    """A customer of the desk: `utc_offset` is its own clock's, in hours; `weight` says how often it writes."""

    name: str
    segment: str
    weight: float
    language: str
    utc_offset: int
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What is said about a topic in one language."""

    subjects: tuple[str, ...]
    text: str
    ask: str
    told: str
    fix: str


@dataclass(frozen=True, slots=True)
class Topic:
    """What a ticket may be about; `team` is the one that solves it in the end."""

    name: str
    weight: float
    type: str
    product: str
    team: str
    form: str
    tags: tuple[str, ...]
    priority: dict[str, float]
    words: dict[str, Words]


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works on the desk, as its roster has them; `number` is their id in Freshdesk."""

    name: str
    email: str
    number: int
    tier: int
    capacity: int
    skills: str = ""
    calendar: str = ""
    away: str = ""
    manager: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that the generator knows; instants are seconds of the desk's own clock since 1970."""

    seed: int
    tickets: int
    first_number: int
    start: date
    end: int
    utc_offset: int
    closed: frozenset[date]
    hours: tuple[tuple[int, int], ...]
    days: tuple[float, ...]
    closed_day: float
    day_after_closed: float
    arrival_hours: dict[str, tuple[float, ...]]
    teams: dict[str, dict[str, tuple[str, ...]]]
    bot: str
    group_numbers: dict[str, int]
    colleagues: tuple[Colleague, ...]
    channels: dict[str, dict[str, float]]
    companies: dict[str, Company]
    chances: dict[str, float]
    merged: int
    deleted: int
    minutes: dict[str, Any]
    nudge_after_days: int
    give_up_after_days: int
    close_after_days: int
    topics: dict[str, Topic]
    phrases: dict[str, dict[str, Any]]


@cache
def load_desk() -> Desk:
    """The sample desk."""
    facts = _read("desk")
    return Desk(
        start=facts.pop("from"),
        end=int((facts.pop("to") - datetime(1970, 1, 1)).total_seconds()),  # noqa: DTZ001 - the desk's own clock
        closed=frozenset(facts.pop("closed")),
        hours=tuple((first, last) for first, last in facts.pop("hours")),
        colleagues=tuple(Colleague(**colleague) for colleague in facts.pop("colleagues")),
        companies={company["name"]: _company(company) for company in facts.pop("companies")},
        topics={topic["name"]: _topic(topic) for topic in _read("topics")},
        phrases=_read("phrases"),
        **facts,
    )


def _company(facts: dict[str, Any]) -> Company:
    return Company(people=tuple(facts.pop("people")), **facts)


def _topic(facts: dict[str, Any]) -> Topic:
    words = {language: Words(**facts.pop(language)) for language in ("ko", "en")}
    return Topic(words=words, **facts)


def _read(name: str) -> Any:  # noqa: ANN401 - what YAML holds
    return yaml.safe_load(resources.files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8"))
